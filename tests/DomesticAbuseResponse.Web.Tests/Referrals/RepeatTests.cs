using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Maracs;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>A further incident between two people who were before a MARAC (R2.6 to R2.10).</summary>
public sealed class RepeatTests(WebApp app) : IClassFixture<WebApp>
{
    private readonly DateTimeOffset _start = app.Clock.Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_armed_assault_is_a_repeat_by_the_earlier_definition_and_a_report_that_says_nothing_is_one_once_the_behaviour_is_named()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.MaracProfile, Cast.OtherMarac.Value, "earlier-1", new DateOnly(2026, 11, 23),
            MaracProfile.Default with { Version = "earlier-1", RepeatDefinition = RepeatDefinition.CriminalBehaviour }, Ct))).Given();
        var (armed, _) = await app.SentAsync(ReferralKind.Marac, "Canary Armed");
        var (silent, _) = await app.SentAsync(ReferralKind.Marac, "Canary Silent");
        app.Clock.Now = app.Clock.Now.AddDays(30);
        await LogAsync(armed, new Call { Injuries = "Broken arm", Weapons = "Hammer", IsCrime = YesNoUnknown.Yes });
        await LogAsync(silent, new Call());

        var met = (await EvaluateAsync(armed))[Ground.MaracRepeat];
        Assert.Contains("violence and a threat of violence and a recorded crime", Assert.Single(met.Evidence), StringComparison.Ordinal);
        Assert.Contains("name it", (await EvaluateAsync(silent))[Ground.MaracRepeat].NotMetBecause, StringComparison.Ordinal);
        var named = new FurtherAbuse(Domain.Time.UkTime.DateOf(_start.AddDays(30)), [AbuseBehaviour.Violence]);
        Assert.True((await EvaluateAsync(silent, named))[Ground.MaracRepeat].IsMet);
    }

    [Fact]
    public async Task A_new_incident_within_twelve_months_tells_the_agency_to_refer_as_repeat_once_until_it_has()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Marac, "Canary Again");
        app.Clock.Now = app.Clock.Now.AddDays(60);
        var incident = await LogAsync(@case, new Call(), Cast.CallHandler);

        await using var db = app.Database.Open();
        var notice = await db.Notices.AsNoTracking().SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.ReferAsRepeat, Ct);
        Assert.Equal((Cast.Police, Role.SafeguardingOfficer, incident.Value), (notice.AgencyId, notice.Role, notice.SubjectId));
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/notices/{notice.Id}");
        Assert.Contains("refer as repeat", page.Text, StringComparison.Ordinal);
        var refer = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/refer");
        Assert.Contains("Repeat: last referred to MARAC", refer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_the_new_referral_is_what_the_notice_asked_for()
    {
        var (@case, first) = await app.SentAsync(ReferralKind.Marac, "Canary Sent Again");
        await app.WriteAsync(async db => (await db.Referrals.SingleAsync(r => r.Id == first, Ct)).Accept(Cast.Coordinator, null, app.Clock.Now));
        app.Clock.Now = app.Clock.Now.AddDays(60);
        await LogAsync(@case, new Call());

        (await app.SendAsync((await app.StartAsync(@case, ReferralKind.Marac)).Given())).Given();

        await using var db = app.Database.Open();
        Assert.NotNull((await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.ReferAsRepeat, Ct)).DoneAt);
    }

    [Fact]
    public async Task After_twelve_months_or_for_another_perpetrator_nobody_is_told()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Marac, "Canary Lapsed");
        var other = await app.CaseAgainstAnotherAsync(@case);
        app.Clock.Now = app.Clock.Now.AddMonths(12).AddDays(1);
        await LogAsync(@case, new Call());

        await using var db = app.Database.Open();
        Assert.False(await db.Notices.AnyAsync(n => (n.CaseId == @case.Id || n.CaseId == other.Id) && n.Kind == NoticeKind.ReferAsRepeat, Ct));
    }

    [Fact]
    public async Task Two_people_who_carry_the_flag_are_a_repeat_though_the_referral_was_made_elsewhere()
    {
        var @case = await app.OpenCaseAsync("Canary Flagged");
        Id<Person>[] pair = [@case.VictimId, @case.Perpetrators.Single().PersonId];
        await app.WriteAsync(async db => (await db.People.Include(p => p.Flags).Where(p => pair.Contains(p.Id)).ToListAsync(Ct))
            .ForEach(p => p.Flag(PersonFlagKind.MaracWithinTwelveMonths, null, new DateOnly(2029, 1, 1), app.Clock.Now)));

        await LogAsync(@case, new Call());

        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.ReferAsRepeat, Ct));
    }

    [Fact]
    public async Task The_flag_ends_twelve_months_from_the_hearing_where_the_MARAC_counts_from_it()
    {
        app.Clock.Now = new DateTimeOffset(2028, 3, 1, 10, 0, 0, TimeSpan.Zero);
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.MaracProfile, Cast.Marac.Value, "heard-1", new DateOnly(2028, 3, 1), MaracProfile.Default with { Version = "heard-1", RepeatAnchor = RepeatAnchor.LastHeard }, Ct))).Given();
        var meeting = await app.MeetingAsync(new DateOnly(2028, 4, 6));
        var (@case, _) = await app.OnAgendaAsync(meeting, "Canary Heard");

        await using var db = app.Database.Open();
        var flag = await db.People.Where(p => p.Id == @case.VictimId).SelectMany(p => p.Flags).SingleAsync(f => f.Kind == PersonFlagKind.MaracWithinTwelveMonths, Ct);
        Assert.Equal(new DateOnly(2029, 4, 6), flag.Until);
    }

    private Task<ReferralEvaluation> EvaluateAsync(Case @case, FurtherAbuse? since = null) => app.RunAsync<ReferralEvidence, ReferralEvaluation>(async evidence =>
    {
        await using var db = app.Database.Open();
        var stored = await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => c.Id == @case.Id, Ct);
        return await evidence.EvaluateAsync(stored, Cast.OtherMarac, null, new ReferrerSays(true, Since: since), app.Clock.Now, Ct);
    });

    private Task<Id<Incident>> LogAsync(Case @case, Call call, Actor? by = null) => app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
        by ?? Cast.ResponseOfficer,
        new(call, ResponseGrade.Immediate, Cast.Unit, null,
            [new(PartyRole.Victim, @case.VictimId, null, null, null, null, null, null), new(PartyRole.Perpetrator, @case.Perpetrators.Single().PersonId, null, null, null, null, null, null)]),
        Ct));
}
