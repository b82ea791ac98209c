using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Seeding;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cli;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Seeding;

/// <summary>A loaded world has the field's proportions, keeps every constraint, and can be read and worked on like any other.</summary>
public sealed class SeedLoadTests(SeedLoadTests.Loaded world) : IClassFixture<SeedLoadTests.Loaded>
{
    private const int _incidents = 2000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_proportions_are_those_of_the_field()
    {
        await using var db = world.Database.Open();
        var incidents = await db.Incidents.AsNoTracking().Select(i => new { i.Call.IsCrime, i.Call.ChildrenPresent, i.Grade, i.ReportedAt }).ToListAsync(Ct);
        var grades = await db.Cases.AsNoTracking().Where(c => c.Grade != null).Select(c => c.Grade!.Value).ToListAsync(Ct);
        var calls = await db.Incidents.AsNoTracking().SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim).GroupBy(p => p.PersonId).Select(g => g.Count()).ToListAsync(Ct);

        Assert.Equal(_incidents, incidents.Count);
        Share(0.605, incidents.Count(i => i.IsCrime is YesNoUnknown.Yes), incidents.Count);
        Share(0.37, incidents.Count(i => i.ChildrenPresent is YesNoUnknown.Yes), incidents.Count);
        Share(0.10, grades.Count(g => g is RiskGrade.High), grades.Count);
        Share(0.30, grades.Count(g => g is RiskGrade.Medium), grades.Count);
        Share(0.60, grades.Count(g => g is RiskGrade.Standard), grades.Count);
        Share(0.56, calls.Count(n => n > 1), calls.Count);
        Assert.InRange((incidents.Max(i => i.ReportedAt) - incidents.Min(i => i.ReportedAt)).TotalDays, 360, 366);

        static void Share(double expected, int part, int all) => Assert.InRange((double)part / all, expected - 0.045, expected + 0.045);
    }

    [Fact]
    public async Task Every_High_goes_to_an_IDVA_service_and_the_accepted_MARAC_referrals_stand_on_an_agenda()
    {
        await using var db = world.Database.Open();
        var high = await db.Assessments.AsNoTracking().SelectMany(a => a.Grades).Where(g => g.Grade == RiskGrade.High && g.Kind == GradeKind.Assessor).Select(g => g.CaseId).Distinct().ToListAsync(Ct);
        var referrals = await db.Referrals.AsNoTracking().ToListAsync(Ct);
        var agenda = await db.Meetings.AsNoTracking().SelectMany(m => m.Agenda).Select(a => a.ReferralId).ToListAsync(Ct);

        Assert.Equivalent(high, referrals.Where(r => r.Kind is ReferralKind.Idva).Select(r => r.CaseId), strict: true);
        Assert.Equivalent(referrals.Where(r => r is { Kind: ReferralKind.Marac, Status: ReferralStatus.Accepted }).Select(r => r.Id), agenda, strict: true);
        Assert.Contains(referrals, r => r.Kind is ReferralKind.Marac && r.FromAgencyId != DemoPlaces.AgencyId(DemoPlaces.Force));
    }

    [Fact]
    public async Task Every_constraint_and_index_is_back_and_valid() =>
        Assert.Equal(await SchemaAsync(world.Untouched), await SchemaAsync(world.Database));

    [Fact]
    public async Task Its_records_read_as_the_rules_expect_them()
    {
        await using var db = world.Database.Open();
        var assessments = await db.Assessments.AsNoTracking().Include(a => a.Grades).Include(a => a.Answers).AsSplitQuery().ToListAsync(Ct);
        var deadlines = await db.Deadlines.AsNoTracking().ToListAsync(Ct);
        var people = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).Include(p => p.SafeContacts).AsSplitQuery().ToListAsync(Ct);
        var incidents = await db.Incidents.AsNoTracking().Include(i => i.Reviews).ToListAsync(Ct);

        Assert.All(assessments, a => Assert.Equal(a.Grades.Last(g => g.Kind is not GradeKind.Suggested).Grade, a.History.Current!.Grade));
        Assert.All(assessments.Where(a => a.Grades.Last().Grade > RiskGrade.Standard), a => Assert.Equal(a.Ticks, a.Answers.Count(x => x.Instrument == a.InstrumentCode && x.Value.IsTick())));
        Assert.All(deadlines, d => Assert.Equal(d.DueAt, DeadlineTrace.FromJson(d.Trace).DueAt));
        Assert.All(people, p => Assert.Matches("^[A-Z][a-z]+ [A-Z][a-z]+$", p.DisplayName));
        Assert.All(people.SelectMany(p => p.Phones), p => Assert.Equal(Domain.People.PhoneNumber.Normalise(p.AsTyped), p.E164));
        Assert.All(people.SelectMany(p => p.Addresses), a => Assert.Equal(Domain.People.Postcode.Normalise(a.Postcode), a.Postcode));
        Assert.All(incidents.Where(i => !i.IsOpen), i => Assert.False(i.AwaitsReview));
        Assert.Contains(incidents, i => i.AwaitsReview);
    }

    [Fact]
    public async Task The_demonstration_s_people_see_what_their_place_in_the_circle_allows()
    {
        await using var db = world.Database.Open();
        var restricted = await db.Incidents.CountAsync(i => i.IsRestricted, Ct);
        var barred = await db.Exclusions.Select(e => e.RecordId).ToListAsync(Ct);
        var barredIncidents = await db.Incidents.CountAsync(i => barred.Contains((Guid)(object)i.Id) && !i.IsRestricted, Ct);

        Assert.Equal(_incidents - restricted, await db.Incidents.VisibleTo(DemoStaff.CallHandler.Actor, db).CountAsync(Ct));
        Assert.Equal(_incidents, await db.Incidents.VisibleTo(DemoStaff.Sergeant.Actor, db).CountAsync(Ct));
        Assert.Equal(_incidents - restricted - barredIncidents, await db.Incidents.VisibleTo(DemoStaff.Officer.Actor, db).CountAsync(Ct));
        var coordinator = DemoStaff.Coordinator(DemoPlaces.Maracs[0].Marac).Actor;
        Assert.NotEmpty(await db.Cases.VisibleTo(DemoStaff.Idva.Actor, db).ToListAsync(Ct));
        Assert.NotEmpty(await db.Cases.VisibleTo(coordinator, db).ToListAsync(Ct));
        Assert.Equal(await db.Meetings.CountAsync(m => coordinator.Maracs.Contains(m.MaracId), Ct), await db.Meetings.VisibleTo(coordinator, db, AccessLevel.Edit).CountAsync(Ct));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_world_and_another_seed_adds_another()
    {
        await using var twin = await TestDatabase.CreateAsync(Ct);
        await LoadAsync(twin, seed: 7);
        Assert.Equal(await ContentsAsync(world.Database), await ContentsAsync(twin));

        var again = await LoadAsync(twin, seed: 7);
        var other = await LoadAsync(twin, seed: 8);

        Assert.Equal((ExitCode.Failed, ExitCode.Done), (again.ExitCode, other.ExitCode));
        Assert.Contains("loaded already", again.Error, StringComparison.Ordinal);
        await using var db = twin.Open();
        Assert.Equal(2 * _incidents, await db.Incidents.CountAsync(Ct));
        Assert.Equal(2 * _incidents, await db.Incidents.Select(i => i.Reference).Distinct().CountAsync(Ct));
    }

    private static Task<DarRun> LoadAsync(TestDatabase database, int seed) =>
        DarRun.OnAsync(database, "seed", "load", "--incidents", $"{_incidents}", "--seed", $"{seed}", "--until", "2026-11-23");

    /// <summary>Without casts and brackets: PostgreSQL writes the same predicate back with other ones each time it reads it.</summary>
    private static async Task<IReadOnlyList<string>> SchemaAsync(TestDatabase database) => await ListAsync(
        database,
        """
        select regexp_replace(line, '::(text|character varying)(\[\])?|[()]', '', 'g') from (
        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint where connamespace = 'public'::regnamespace
        union all select indrelid::regclass || ' ' || pg_get_indexdef(indexrelid) || ' ' || indisvalid from pg_index join pg_class c on c.oid = indrelid where relnamespace = 'public'::regnamespace) as lines (line)
        order by 1
        """);

    private static async Task<IReadOnlyList<string>> ContentsAsync(TestDatabase database) =>
    [
        .. await ListAsync(database, "select md5(string_agg(i::text, ',' order by id)) from incidents i"),
        .. await ListAsync(database, "select md5(string_agg(c::text, ',' order by id)) from cases c"),
        .. await ListAsync(database, "select md5(string_agg(concat(person_id, \"full\"), ',' order by number)) from person_names"),
        .. await ListAsync(database, "select md5(string_agg(concat(record_id, kind, since), ',' order by number)) from participations where record_kind <> 'Meeting'"),
        .. await ListAsync(database, "select md5(string_agg(concat(id, due_at, met_at), ',' order by id)) from deadlines"),
        .. await ListAsync(database, "select md5(string_agg(concat(id, status), ',' order by id)) from referrals"),
    ];

    private static async Task<List<string>> ListAsync(TestDatabase database, string query)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> found = [];
        while (await reader.ReadAsync(Ct))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>One loaded database for all tests, and one beside it that nothing was loaded into.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public TestDatabase Untouched { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync(Ct);
            Untouched = await TestDatabase.CreateAsync(Ct);
            var run = await LoadAsync(Database, seed: 7);
            Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        }

        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            await Untouched.DisposeAsync();
        }
    }
}
