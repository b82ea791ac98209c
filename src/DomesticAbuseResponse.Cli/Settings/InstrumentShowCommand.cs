using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Lists the instruments held, or prints the definition of one.</summary>
internal sealed class InstrumentShowCommand(Workplace workplace) : ICommand
{
    private static readonly CommandOption _version = new("--version", "NAME", "Which version (the one in use today)");

    public string Name => "instrument show";

    public string Summary => "List the instruments, or print one as JSON";

    public CommandSyntax Syntax { get; } = new(_version, CommandOption.Json)
    {
        Operands = [new CommandOperand("CODE", "which instrument; without it, all are listed", IsRequired: false)],
        Examples = ["instrument show", "instrument show POL-DASH-27 > pol-dash.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var library = await scope.ServiceProvider.GetRequiredService<InstrumentBook>().ReadAsync(ct);
        if (input.Operands is not [var code])
        {
            List(library, input.Has(CommandOption.Json.Name), terminal);
            return ExitCode.Done;
        }

        var versions = library.All.Where(i => i.Code.Equals(code, StringComparison.OrdinalIgnoreCase)).ToList();
        if (versions.Count == 0)
        {
            throw new UsageException($"There is no instrument \"{code}\".{Suggestion.For(code, library.All.Select(i => i.Code).Distinct())}");
        }

        var found = (input[_version.Name] is { } wanted
            ? versions.Find(i => i.Version == wanted)
            : library.InEffect(versions[0].Code, UkTime.DateOf(terminal.Clock.GetUtcNow())) ?? versions[^1])
            ?? throw new UsageException($"{versions[0].Code} has no version \"{input[_version.Name]}\": it has {string.Join(", ", versions.Select(v => v.Version))}.");
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var loaded = await db.LoadedInstruments.Where(i => i.Code == found.Code && i.Version == found.Version).Select(i => i.Definition).SingleOrDefaultAsync(ct);
        terminal.Out.WriteLine((loaded ?? InstrumentLibrary.ShippedDefinition(found.Code)).TrimEnd());
        return ExitCode.Done;
    }

    private static void List(InstrumentLibrary library, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Out.WriteLine(CommandJson.Write(library.All.Select(i => new { i.Code, i.Version, i.Title, i.Kind, i.EffectiveFrom, i.EffectiveTo, Items = i.Items.Count, i.LicenceNote })));
            return;
        }

        foreach (var form in library.All.OrderBy(i => i.Code, StringComparer.Ordinal).ThenBy(i => i.EffectiveFrom))
        {
            terminal.Out.WriteLine($"{form.Code,-14}{form.Version,-14}{form.Items.Count,3} questions, from {UkTime.Describe(form.EffectiveFrom)}  {form.Title}");
        }
    }
}
