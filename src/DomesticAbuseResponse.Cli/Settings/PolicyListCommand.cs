using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>Every kind of local setting with the versions there are of it, whom each holds for and from when to when.</summary>
internal sealed class PolicyListCommand(Workplace workplace) : ICommand
{
    public string Name => "policy list";

    public string Summary => "List the local settings and their versions";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json) { Examples = ["policy list"] };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        await using var database = await workplace.OpenAsync(ct);
        await using var services = database.Services(terminal.Clock);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var rows = await db.Policies.AsNoTracking().OrderBy(p => p.Kind).ThenBy(p => p.EffectiveFrom).ToListAsync(ct);
        var names = new Dictionary<Guid, string>();
        foreach (var id in rows.Select(r => r.ScopeId).OfType<Guid>().Distinct())
        {
            names[id] = await PolicyScopes.NameAsync(db, id, ct);
        }

        string For(Policy policy) => policy.ScopeId is { } id ? names[id] : "everybody";
        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(rows.Select(r => new { r.Kind, For = For(r), r.Version, r.EffectiveFrom, r.EffectiveTo })));
            return ExitCode.Done;
        }

        foreach (var kind in PolicyKinds.All)
        {
            terminal.Out.WriteLine($"{kind.Code}: {kind.About}; by {(kind.Scope is PolicyScope.Marac ? "MARAC" : "agency")}");
            foreach (var policy in rows.Where(r => r.Kind == kind.Code))
            {
                var until = policy.EffectiveTo is { } end ? $" until {UkTime.Describe(end)}" : "";
                terminal.Out.WriteLine($"  {policy.Version,-20} {For(policy)}, from {UkTime.Describe(policy.EffectiveFrom)}{until}");
            }
        }

        return ExitCode.Done;
    }
}
