using System.Globalization;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>Loads a world of any size by COPY, with the field's real proportions, for measuring and for looking at full lists.</summary>
internal sealed class SeedLoadCommand(Workplace workplace) : ICommand
{
    private const string _incidents = "--incidents";
    private const string _seed = "--seed";
    private const string _until = "--until";

    public string Name => "seed load";

    public string Summary => "Load a large invented world by COPY";

    public CommandSyntax Syntax { get; } = new(
        new CommandOption(_incidents, "N", "How many reports, up to 5,000,000"),
        new CommandOption(_seed, "S", "Another number, another world (1)"),
        new CommandOption(_until, "DATE", "The day before which it ends, written 2026-11-23 (today)"))
    {
        Remarks =
        [
            "60 % of reports are crimes and 37 % have children; one case in ten becomes High and goes to an IDVA and to MARAC, three in ten "
            + "Medium; more than half of the victims report again. The same seed, size and last day give the same world.",
            "Reports come at the rate of a large force, 430 a day, over a year at least and six and a half at most. Single DASH answers are "
            + "loaded for the Highs and Mediums of the last twelve months; who looked at what is not invented.",
            "Secondary indexes and foreign keys are built anew at the end, all in one transaction: until then the tables are locked, so stop "
            + "the web host. The agencies and sign-ins of dar seed demo are made when they are missing.",
        ],
        Examples = ["seed load --incidents 10000", "seed load --incidents 1000000 --seed 7"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        var incidents = input.Has(_incidents) ? input.Number(_incidents, 0, least: 100, most: 5_000_000) : throw new UsageException($"{_incidents} is missing: how many reports?");
        var seed = (ulong)input.Number(_seed, 1, least: 0, most: int.MaxValue);
        var until = Until(input[_until], terminal.Clock.GetUtcNow());

        await using var database = await SeedTarget.OpenAsync(workplace, ct);
        var cast = LoadCast.Make();
        await using (var services = database.Services(terminal.Clock))
        {
            var demo = new DemoWorld(services, terminal.Clock);
            if (await demo.HoldsOthersAsync(ct))
            {
                throw new CommandFailedException("This database holds agencies that are not of the demonstration: use an empty one.");
            }

            await demo.BuildAsync(cast.Colleagues, ct);
        }

        var started = terminal.Clock.GetTimestamp();
        await LoadAsync(database, LoadPlan.Make(incidents, seed, until), cast, terminal, ct);
        var took = terminal.Clock.GetElapsedTime(started);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Loaded {incidents:N0} incidents until {UkTime.Describe(until)} in {took.TotalSeconds:0} s."));
        return ExitCode.Done;
    }

    private static async Task LoadAsync(OpenDatabase database, LoadPlan plan, LoadCast cast, Terminal terminal, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(ct);

        var world = new LoadWorld(
            plan, cast, await MeetingsAsync(database, ct),
            await ReserveAsync("incident_references", plan.Incidents.Length), await ReserveAsync("case_references", plan.Cases.Length),
            await ReserveAsync("safe_contacts_number_seq", plan.Cases.Length));
        if (await IsThereAsync(connection, world, ct))
        {
            throw new CommandFailedException("This world is loaded already: give another --seed for more.");
        }

        await new BulkLoad(connection, terminal).RunAsync(
            [.. PeopleTables.Of(world), .. CaseTables.Of(world), .. IncidentTables.Of(world), .. RiskTables.Of(world), .. ReferralTables.Of(world), .. CircleTables.Of(world)], ct);

        // The numbers of a sequence taken at once; nobody else is given them.
        async Task<long> ReserveAsync(string sequence, int count)
        {
            await using var command = new NpgsqlCommand("select setval($1::regclass, nextval($1::regclass) + $2) - $2", connection)
            {
                Parameters = { new() { Value = sequence }, new() { Value = (long)count } },
            };
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }
    }

    private static async Task<HashSet<Id<Meeting>>> MeetingsAsync(OpenDatabase database, CancellationToken ct)
    {
        await using var db = new CaseDbContext(CaseDatabase.Options(database.ConnectionString));
        return await db.Meetings.Select(m => m.Id).ToHashSetAsync(ct);
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, LoadWorld world, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select exists (select from incidents where id = $1)", connection) { Parameters = { new() { Value = world.IncidentId(0).Value } } };
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static DateTimeOffset Until(string? written, DateTimeOffset now)
    {
        // Midnight, so that the same world comes out at any hour of the day.
        var today = UkTime.DateOf(now);
        return written is null ? UkTime.StartOfDay(today)
            : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? UkTime.StartOfDay(date)
            : throw new UsageException($"{_until} takes a day written 2026-11-23, not \"{written}\".");
    }
}
