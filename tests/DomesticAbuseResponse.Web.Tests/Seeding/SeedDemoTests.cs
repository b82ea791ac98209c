using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Cli.Seeding;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Tests.Cli;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Seeding;

/// <summary>dar seed demo makes the demonstration once, marks it as one, and refuses wherever real people could be.</summary>
public sealed class SeedDemoTests(SeedDemoTests.Seeded demo) : IClassFixture<SeedDemoTests.Seeded>
{
    private static readonly DateTimeOffset _present = new ManualClock().GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_the_shape_of_the_inspected_force_and_a_sign_in_for_every_role()
    {
        await using var db = demo.Database.Open();
        var maracs = await db.Maracs.Include(m => m.Members).ToListAsync(Ct);

        Assert.Equal(10, await db.PolicingUnits.CountAsync(Ct));
        Assert.Equal(7, await db.Set<Domain.Places.LocalAuthority>().CountAsync(Ct));
        Assert.Equal((7, 2), (maracs.Count(m => m.Cadence is MaracCadence.Fortnightly), maracs.Count(m => m.Cadence is MaracCadence.Monthly)));
        Assert.All(maracs, m => Assert.Superset(Enum.GetValues<MaracRole>().ToHashSet(), m.Members.Select(x => x.Role).ToHashSet()));
        Assert.Equal(Enum.GetValues<Role>(), (await db.Staff.ToListAsync(Ct)).SelectMany(s => s.Roles).Distinct().Order());
        Assert.Equal(await db.Staff.CountAsync(Ct), await CountAsync(demo.Database, "select count(*) from identity.users u join identity.totp_seeds t on t.staff_id = u.id where u.is_demo"));
    }

    [Fact]
    public async Task Its_casework_stands_in_every_state_a_visitor_is_shown()
    {
        await using var db = demo.Database.Open();
        var referrals = await db.Referrals.Select(r => new { r.Kind, r.Status }).ToListAsync(Ct);
        var cases = await db.Cases.AsNoTracking().ToListAsync(Ct);
        var assessments = await db.Assessments.AsNoTracking().ToListAsync(Ct);

        Assert.InRange(await db.Incidents.CountAsync(Ct), 50, 80);
        Assert.InRange(cases.Count, 30, 50);
        Assert.Superset(
            new HashSet<ReferralStatus> { ReferralStatus.Raised, ReferralStatus.Sent, ReferralStatus.Queried, ReferralStatus.Accepted, ReferralStatus.Declined },
            referrals.Where(r => r.Kind is ReferralKind.Idva).Select(r => r.Status).ToHashSet());
        Assert.Equal(Enum.GetValues<RiskGrade>(), cases.Select(c => c.Grade).OfType<RiskGrade>().Distinct().Order());
        Assert.Contains(cases, c => c.IsRestricted);
        Assert.Contains(cases, c => c is { CounterAllegation: true, PrimaryVictim: null });
        Assert.Contains(cases, c => c is { CounterAllegation: true, PrimaryVictim: not null });
        Assert.Contains(assessments, a => !a.IsComplete);
        Assert.Contains(assessments, a => a is { IsComplete: true, ReviewedAt: null });
        Assert.Contains(assessments, a => a.WholeFormReason is WholeFormReason.VictimDeclined);
        Assert.True(await db.Deadlines.AnyAsync(d => d.MetAt == null && d.SupersededAt == null && d.DueAt < _present, Ct));
        Assert.True(await db.Deadlines.AnyAsync(d => d.MetAt == null && d.SupersededAt == null && d.DueAt > _present, Ct));
        Assert.True(await db.Notices.AnyAsync(n => n.Kind == NoticeKind.PerpetratorAnswered && n.DoneAt == null, Ct));
        Assert.Contains(await db.Incidents.Include(i => i.Reviews).ToListAsync(Ct), i => i.IsOpen && i.AwaitsReview);
    }

    [Fact]
    public async Task The_next_meeting_has_an_agenda_and_a_repeat_caller_a_history()
    {
        await using var db = demo.Database.Open();
        var coordinator = DemoStaff.Coordinator("Ashmere North").Actor;
        var marac = DemoPlaces.MaracId("Ashmere North");
        var today = Domain.Time.UkTime.DateOf(_present);

        var next = await db.Meetings.VisibleTo(coordinator, db).Include(m => m.Agenda).Where(m => m.MaracId == marac && m.HeldOn >= today).OrderBy(m => m.HeldOn).FirstAsync(Ct);
        var calls = await db.Incidents.Where(i => i.CaseId != null).GroupBy(i => i.CaseId).Select(g => g.Count()).MaxAsync(Ct);

        Assert.InRange(next.Agenda.Count, 2, 10);
        Assert.InRange(calls, 5, 10);
        Assert.NotEmpty(await db.Cases.VisibleTo(DemoStaff.Idva.Actor, db).Where(c => c.IdvaId == DemoStaff.Idva.Id).ToListAsync(Ct));
    }

    [Fact]
    public async Task The_support_car_has_been_out_on_weekends_and_is_out_now()
    {
        await using var db = demo.Database.Open();
        var tasks = await db.CrewTasks.AsNoTracking().ToListAsync(Ct);
        var summaries = await db.ShiftSummaries.AsNoTracking().Include(s => s.Receipts).OrderBy(s => s.From).ToListAsync(Ct);
        var outcomes = await db.Engagements.Where(e => e.Service == ServiceKind.SupportCar).Select(e => e.Outcome).ToListAsync(Ct);

        Assert.Single(tasks, t => t.State is CrewTaskState.Accepted);
        Assert.Single(tasks, t => t.State is CrewTaskState.Offered);
        Assert.Equal(tasks.Count(t => t.State is CrewTaskState.Done), outcomes.Count);
        Assert.Superset(new HashSet<EngagementOutcome> { EngagementOutcome.EngagedByVisit, EngagementOutcome.EngagedByPhone, EngagementOutcome.NoContact }, outcomes.ToHashSet());
        Assert.Equal([1, 0], summaries.Select(s => s.Receipts.Count)); // the first was read, the other waits for the next crew
        Assert.True(await db.Engagements.CountAsync(e => e.Service == ServiceKind.ControlRoomWorker, Ct) > 4); // so that some figures for publication are told
        Assert.True(await db.Shifts.AnyAsync(s => s.Service == "support-car" && s.PlannedFrom > _present && s.Crew.Count > 0, Ct));
    }

    [Fact]
    public async Task Nothing_in_it_lies_in_the_future_and_what_happened_is_numbered_in_the_order_of_time()
    {
        await using var db = demo.Database.Open();
        var events = await db.RecordEvents.OrderBy(e => e.Number).Where(e => e.ByStaffId != default).Select(e => e.At).ToListAsync(Ct);
        var reports = await db.Incidents.OrderBy(i => i.Reference).Select(i => i.LoggedAt).ToListAsync(Ct);

        Assert.Equal(events.Order(), events);
        Assert.Equal(reports.Order(), reports);
        Assert.True(events[^1] <= _present);
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_a_production_host_refuses_the_database()
    {
        var before = await ContentsAsync();

        var again = await DarRun.OnAsync(demo.Database, "seed", "demo");
        var ifEmpty = await DarRun.OnAsync(demo.Database, "seed", "demo", "--if-empty");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (again.ExitCode, ifEmpty.ExitCode));
        Assert.Equal(before, await ContentsAsync());
        await using var source = NpgsqlDataSource.Create(demo.Database.ConnectionString);
        Assert.Contains("demonstration data", Assert.Single(await ProductionGuard.FaultsOfAsync(source, Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_it_makes_nothing_and_shows_no_password()
    {
        await using var database = await TestDatabase.CreateAsync(Ct);
        var production = new Workplace(new Dictionary<string, string?> { ["environment"] = "Production", ["ConnectionStrings:Database"] = database.ConnectionString });

        var run = await DarRun.WithStreamAsync(Stream.Null, CommandRegistry.For(production), Ct, "seed", "demo");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.DoesNotContain(DemoSignIn.Password, run.Out + run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database, "select count(*) from agencies"));
    }

    [Fact]
    public async Task A_database_with_other_agencies_is_left_alone()
    {
        await using var database = await TestDatabase.CreateAsync(Ct);
        await using var db = database.Open();
        await Cast.TakeTheStageAsync(db, _present);

        var run = await DarRun.OnAsync(database, "seed", "demo");
        var ifEmpty = await DarRun.OnAsync(database, "seed", "demo", "--if-empty");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("not of the demonstration", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoSignIn.Password, ifEmpty.Out, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database, "select count(*) from identity.users"));
    }

    /// <summary>How many rows each table holds.</summary>
    private async Task<IReadOnlyList<string>> ContentsAsync()
    {
        await using var source = NpgsqlDataSource.Create(demo.Database.ConnectionString);
        await using var command = source.CreateCommand("""
            select format('%s.%s %s', table_schema, table_name, (xpath('//c/text()',
                query_to_xml(format('select count(*) as c from %I.%I', table_schema, table_name), false, true, '')))[1])
            from information_schema.tables where table_schema in ('public', 'identity') and table_type = 'BASE TABLE' order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> tables = [];
        while (await reader.ReadAsync(Ct))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static async Task<int> CountAsync(TestDatabase database, string query)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(query);
        return Convert.ToInt32(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>One seeded database for all tests.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync(Ct);
            var run = await DarRun.OnAsync(Database, "seed", "demo");
            Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
