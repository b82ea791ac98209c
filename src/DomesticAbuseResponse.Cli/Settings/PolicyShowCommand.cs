using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Prints a setting in force, in the shape in which a new version is adopted.</summary>
internal sealed class PolicyShowCommand(Workplace workplace) : ICommand
{
    private static readonly CommandOption _for = new("--for", "NAME", "The agency or MARAC; without it, what holds for everybody else");
    private static readonly CommandOption _on = new("--on", "DATE", "The day, written 2026-11-23 (today)");

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "policy show";

    public string Summary => "Print a local setting as JSON";

    public CommandSyntax Syntax { get; } = new(_for, _on)
    {
        Operands = [new CommandOperand("KIND", "what kind of setting: see dar policy list")],
        Remarks = ["What is printed can be changed and given to dar policy adopt."],
        Examples = ["policy show marac-profile --for \"Ashmere North MARAC\" > profile.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var kind = PolicyScopes.Kind(input.Operands[0]);
        var on = PolicyAdoptCommand.Day(input[_on.Name], _on.Name) ?? UkTime.DateOf(terminal.Clock.GetUtcNow());
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var who = await PolicyScopes.FindAsync(db, kind, input[_for.Name], ct);
        var policy = await db.Policies.AsNoTracking()
            .Where(p => p.Kind == kind.Code && (p.ScopeId == null || p.ScopeId == who) && p.EffectiveFrom <= on && (p.EffectiveTo == null || p.EffectiveTo >= on))
            .OrderBy(p => p.ScopeId == null).FirstOrDefaultAsync(ct)
            ?? throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"No {kind.Code} was in force on {on:yyyy-MM-dd}."));
        using var content = JsonDocument.Parse(policy.Content);
        terminal.Out.WriteLine(JsonSerializer.Serialize(content, _indented));
        return ExitCode.Done;
    }
}
