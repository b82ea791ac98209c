using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Cli.Seeding.Stories;
using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>Plants records whose every sensitive field holds a word found nowhere else, for whoever hunts for leaks.</summary>
internal sealed class SeedCanaryCommand(Workplace workplace) : ICommand
{
    private const string _seed = "--seed";

    public string Name => "seed canary";

    public string Summary => "Plant words that show where data leaks";

    public CommandSyntax Syntax { get; } = new(new CommandOption(_seed, "S", "Another number, other words (1)"), CommandOption.Json)
    {
        Remarks =
        [
            "The agencies and sign-ins of dar seed demo and a second force, with one record of each kind: own, not assigned, with partners, "
            + "another force's, restricted, excluded, both sides of a counter-allegation, closed. Every sensitive field of their people "
            + "holds CNRY-person-field; numbers and postcodes are theirs alone.",
            "--json says which record is of which kind, who its people are, which words they carry, and who can sign in.",
            "It works only where dar seed demo does, in a database that holds nothing yet.",
        ],
        Examples = ["seed canary --seed 7 --json > canaries.json"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var seed = input.Number(_seed, 1, least: 0, most: int.MaxValue);
        await using var database = await SeedTarget.OpenAsync(workplace, ct);
        if (await SeedTarget.HoldsAgenciesAsync(database, ct))
        {
            throw new CommandFailedException("This database holds agencies already: plant canaries in an empty one.");
        }

        var present = terminal.Clock.GetUtcNow();
        await using (var services = database.Services(terminal.Clock))
        {
            await new DemoWorld(services, terminal.Clock).BuildAsync([], ct, [CanaryCast.OtherAgency], CanaryCast.More);
        }

        var world = new CanaryWorld(seed, present);
        var clock = new StoryClock(present);
        await using (var services = database.Services(clock, inBulk: true))
        {
            Act[] acts = [.. world.Tales.SelectMany(t => t.Acts)];
            using var bar = new ProgressBar(terminal, "Planting", acts.Length);
            await new Stage(services, clock, present).PlayAsync(acts, done => bar.Report(done), ct);
        }

        await using (var services = database.Services(terminal.Clock))
        {
            await SeededRanking.WorkOutAsync(services, ct);
        }

        if (input.Has(CommandOption.Json.Name))
        {
            terminal.Out.WriteLine(CommandJson.Write(Manifest(seed, world)));
            return ExitCode.Done;
        }

        foreach (var tale in world.Tales)
        {
            terminal.Out.WriteLine($"{tale.Kind,-14} /cases/{tale.Case}  /incidents/{tale.Incident}  CNRY-{tale.Victim.Key}-…");
        }

        terminal.Out.WriteLine($"Everybody's password is \"{DemoSignIn.Password}\"; the sign-in page shows the code that follows it.");
        return ExitCode.Done;
    }

    private static object Manifest(int seed, CanaryWorld world) => new
    {
        seed,
        password = DemoSignIn.Password,
        staff = DemoStaff.All.Concat(CanaryCast.More).Select(m => new { m.UserName, m.Agency, m.Role, Maracs = m.Maracs.Select(x => x.Marac) }),
        records = world.Tales.Select(t => new
        {
            Class = t.Kind,
            Owner = t.Kind is CanaryClass.Unrelated ? CanaryCast.OtherForce : DemoPlaces.Force,
            Case = t.Case.Value,
            Incident = t.Incident.Value,
            Assessment = t.Assessment.Value == Guid.Empty ? (Guid?)null : t.Assessment.Value,
            People = new[] { t.Victim.Key, t.Perpetrator.Key, t.Child.Key },
        }),
        people = world.People.Select(p => new
        {
            p.Key,
            Id = p.Id!.Value.Value,
            p.Phone,
            p.SafePhone,
            p.Postcode,
            Tokens = p.Fields.Select(p.Token),
        }),
    };
}
