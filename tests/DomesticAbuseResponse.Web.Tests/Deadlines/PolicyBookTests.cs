using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>Local settings: seeded with the published defaults, versioned by date and by place.</summary>
public sealed class PolicyBookTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Fact]
    public async Task What_is_seeded_reads_back_as_the_rules_the_product_is_shipped_with()
    {
        var rules = await AtAsync(PolicyKinds.DeadlineRules, Cast.Police.Value, _today);
        var contact = await AtAsync(PolicyKinds.VictimContact, null, _today);

        Assert.Equal(
            DeadlineRuleBook.Default.Rules.Select(r => (r.Code, r.Version, r.Clock, r.Description)),
            rules.Content.Select(r => (r.Code, r.Version, r.Clock, r.Description)));
        Assert.Equal(VictimContactSettings.Default.AuthorisedRoles.Order(), contact.Content.AuthorisedRoles.Order());
        Assert.Equal("shipped-1", rules.Version);
    }

    [Fact]
    public async Task Thresholds_of_a_MARAC_and_bands_of_a_force_come_back_as_they_were_adopted()
    {
        var bands = RiskBands.Create(InstrumentCodes.PoliceDash, Cast.Marac, "b1", _today, null, 17, 14).Match(b => b, _ => throw new InvalidOperationException());
        var grading = GradingPolicy.Default with { Version = "g1", Bands = [bands] };
        await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(a => a.HandleAsync(Actor.System, PolicyKinds.Grading, Cast.Police.Value, "g1", _today, grading, CancellationToken.None));
        await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(a => a.HandleAsync(
            Actor.System, PolicyKinds.MaracProfile, Cast.Marac.Value, "m1", _today, MaracProfile.SeventeenWithConsentBand, CancellationToken.None));

        Assert.Equal([bands], (await AtAsync(PolicyKinds.Grading, Cast.Police.Value, _today)).Content.Bands);
        var marac = (await AtAsync(PolicyKinds.MaracProfile, Cast.Marac.Value, _today)).Content;
        Assert.Equal((17, 14), (marac.VisibleHighFrom[InstrumentCodes.PoliceDash], marac.IdvaWithConsentFrom));
        Assert.Equal(14, (await AtAsync(PolicyKinds.MaracProfile, Cast.OtherMarac.Value, _today)).Content.VisibleHighFrom[InstrumentCodes.PoliceDash]);
    }

    [Fact]
    public async Task Every_kind_is_seeded_and_can_be_read()
    {
        Assert.Equal(GradingPolicy.Default.SupervisorRanks.Order(), (await AtAsync(PolicyKinds.Grading, null, _today)).Content.SupervisorRanks.Order());
        Assert.Equal(4, (await AtAsync(PolicyKinds.AssessmentDuty, null, _today)).Content.MandatoryWhen.Count);
        Assert.Equal(MaracTimetableSettings.Default, (await AtAsync(PolicyKinds.MaracTimetable, null, _today)).Content);
        Assert.Equal(CalendarSettings.Default, (await AtAsync(PolicyKinds.Calendar, null, _today)).Content);
        await using var db = app.Database.Open();
        Assert.Equal(
            PolicyKinds.All.Select(k => k.Code).Order(StringComparer.Ordinal),
            (await db.Policies.Where(p => p.ScopeId == null).Select(p => p.Kind).Distinct().ToListAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_force_can_have_its_own_from_a_date_on_and_what_was_decided_before_keeps_its_version()
    {
        var own = VictimContactSettings.Default with { HighByEndOfNextDay = true };
        await AdoptAsync(Cast.OtherForce.Value, "2", new DateOnly(2026, 12, 1), own);

        Assert.False((await AtAsync(PolicyKinds.VictimContact, Cast.OtherForce.Value, new DateOnly(2026, 11, 30))).Content.HighByEndOfNextDay);
        Assert.Equal(("2", true), Shape(await AtAsync(PolicyKinds.VictimContact, Cast.OtherForce.Value, new DateOnly(2026, 12, 1))));
        Assert.Equal(("shipped-1", false), Shape(await AtAsync(PolicyKinds.VictimContact, Cast.Police.Value, new DateOnly(2026, 12, 1))));
    }

    [Fact]
    public async Task A_version_is_named_once_and_takes_effect_after_those_before_it()
    {
        await AdoptAsync(Cast.Council.Value, "a", _today, VictimContactSettings.Default);

        Assert.Equal("policy.version-taken", await RefusalAsync(Cast.Council.Value, "a", _today.AddDays(2)));
        Assert.Equal("policy.not-newest", await RefusalAsync(Cast.Council.Value, "b", _today));
    }

    private static (string Version, bool NextDay) Shape(PolicyInForce<VictimContactSettings> policy) => (policy.Version, policy.Content.HighByEndOfNextDay);

    private Task<PolicyInForce<T>> AtAsync<T>(PolicyKind<T> kind, Guid? scope, DateOnly on)
        where T : notnull => app.RunAsync<PolicyBook, PolicyInForce<T>>(book => book.AtAsync(kind, scope, on, CancellationToken.None));

    private Task<Result<Id<Policy>>> AdoptAsync(Guid scope, string version, DateOnly from, VictimContactSettings content) =>
        app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt =>
            adopt.HandleAsync(Actor.System, PolicyKinds.VictimContact, scope, version, from, content, CancellationToken.None));

    private async Task<string?> RefusalAsync(Guid scope, string version, DateOnly from) =>
        (await AdoptAsync(scope, version, from, VictimContactSettings.Default)).Refusal?.Code;
}

/// <summary>A force's own meaning of "one day", as its cases meet it (R4.25).</summary>
public sealed class OwnMeaningOfOneDayTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_case_of_a_force_that_counts_to_the_end_of_the_next_day_is_due_then()
    {
        await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.VictimContact, Cast.Police.Value, "next-day", new DateOnly(2027, 3, 3), VictimContactSettings.Default with { HighByEndOfNextDay = true }, CancellationToken.None));
        var reported = new DateTimeOffset(2027, 3, 10, 9, 0, 0, TimeSpan.Zero);
        var caseId = await app.ReportedAsync(reported);

        await app.GradedAsync(caseId, RiskGrade.High, reported.AddHours(1));

        var deadline = await app.OnlyOpenDeadlineOfAsync(caseId);
        Assert.Equal((DeadlineCodes.VictimContactHighNextDay, new DateTimeOffset(2027, 3, 11, 23, 59, 59, TimeSpan.Zero)), (deadline.RuleCode, deadline.DueAt));
    }
}
