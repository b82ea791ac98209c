using System.Globalization;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Puts a new version of a local setting in force, such as a MARAC's own threshold or a force's response grades.</summary>
internal sealed class PolicyAdoptCommand(Workplace workplace) : ICommand
{
    private static readonly CommandOption _version = new("--version", "NAME", "What this version is called: decisions name it");
    private static readonly CommandOption _from = new("--from", "DATE", "The first day it holds, written 2026-12-01 (today)");
    private static readonly CommandOption _for = new("--for", "NAME", "The agency or MARAC; without it, all that have none of their own");

    public string Name => "policy adopt";

    public string Summary => "Put a new version of a setting in force";

    public CommandSyntax Syntax { get; } = new(_version, _from, _for, CommandOption.Json)
    {
        Operands =
        [
            new CommandOperand("KIND", "what kind of setting: see dar policy list"),
            new CommandOperand("FILE", "the setting as JSON, in the shape that dar policy show prints, or - for standard input"),
        ],
        Remarks =
        [
            "The version before it ends the day before. What was decided under it stands and keeps its name. A setting that makes no sense, "
            + "or has a name in it that is not known, is refused and changes nothing.",
        ],
        Examples = ["policy adopt marac-profile p.json --version v17 --for \"Demo MARAC\""],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var kind = PolicyScopes.Kind(input.Operands[0]);
        var version = input.Required(_version.Name);
        var from = Day(input[_from.Name], _from.Name) ?? UkTime.DateOf(terminal.Clock.GetUtcNow());
        var json = await InputFile.ReadTextAsync(input.Operands[1], terminal, ct);
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var who = await PolicyScopes.FindAsync(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), kind, input[_for.Name], ct);
        var adopted = await scope.ServiceProvider.GetRequiredService<AdoptPolicy>().HandleAsync(Actor.System, kind, who, version, from, json, ct);
        if (adopted.Refusal is { } refusal)
        {
            throw new CommandFailedException(refusal.Message);
        }

        terminal.Out.WriteLine(input.Has(CommandOption.Json.Name)
            ? CommandJson.Write(new { kind = kind.Code, version, from, @for = input[_for.Name] })
            : $"{kind.Code} {version} holds from {UkTime.Describe(from)} for {input[_for.Name] ?? "everybody without a setting of their own"}.");
        return ExitCode.Done;
    }

    /// <exception cref="UsageException">It is no day.</exception>
    internal static DateOnly? Day(string? written, string option) =>
        written is null ? null
        : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException($"{option} takes a day written 2026-12-01, not \"{written}\".");
}
