using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>What lets a referral go, and what it takes with it.</summary>
public sealed class SendingTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_consent_the_basis_the_decider_the_reason_and_why_she_does_not_know_are_kept()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Idva);

        var sharing = Assert.Single(await app.ReferralsOfAsync(@case)).Sharing!;

        Assert.False(sharing.Consent);
        Assert.Equal(
            ("ukgdpr-6-1-e", Cast.SafeguardingOfficer.StaffId, "Risk of serious harm; asking her was not safe", false, "He reads her phone"),
            (sharing.Basis, sharing.DecidedBy, sharing.Reason, sharing.VictimAware, sharing.NotAwareReason));
    }

    [Fact]
    public async Task Without_consent_and_without_a_basis_nothing_goes()
    {
        var @case = await app.OpenCaseAsync();
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var referral = (await app.StartAsync(@case, ReferralKind.Idva)).Given();

        var refused = (await app.RunAsync<SendReferral, Result<Id<Referral>>>(send => send.HandleAsync(
            Cast.SafeguardingOfficer,
            new(referral, false, [], null, "Risk of serious harm to her", true, null, Story.Account, null, null, [], null), Ct))).Refused();

        Assert.Equal("sharing.no-basis", refused.Code);
        Assert.Equal(ReferralStatus.Raised, Assert.Single(await app.ReferralsOfAsync(@case)).Status);
    }

    [Fact]
    public async Task A_sent_referral_starts_the_receivers_clock_and_tells_its_manager()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);

        await using var db = app.Database.Open();
        var clock = await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.AnswerReferral, Ct);
        Assert.Equal((Cast.IdvaService, DeadlineCodes.ReferralAnswer), (clock.AgencyId, clock.RuleCode));
        var notice = await db.Notices.SingleAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralReceived, Ct);
        Assert.Equal((Cast.IdvaService, Domain.Agencies.Role.IdvaManager), (notice.AgencyId, notice.Role!.Value));
    }

    [Fact]
    public async Task S16_a_victim_of_15_is_shown_the_childrens_route_and_one_of_17_goes_with_a_childrens_referral_beside_it()
    {
        var fifteen = await app.OpenCaseAsync();
        await app.AssessAsync(fifteen, ticks: 20, RiskGrade.High);
        await app.BornAsync(fifteen.VictimId, new DateOnly(2011, 5, 1));
        var refused = (await app.SendAsync((await app.StartAsync(fifteen, ReferralKind.Marac)).Given())).Refused();
        Assert.Equal(SendingRules.TooYoung, refused.Code);
        Assert.Contains("children’s referral", refused.Message, StringComparison.Ordinal);

        var seventeen = await app.OpenCaseAsync();
        await app.AssessAsync(seventeen, ticks: 20, RiskGrade.High);
        await app.BornAsync(seventeen.VictimId, new DateOnly(2009, 5, 1));
        (await app.SendAsync((await app.StartAsync(seventeen, ReferralKind.Marac)).Given())).Given();
    }

    [Fact]
    public async Task S67_a_repeat_with_4_ticks_goes_without_a_threshold()
    {
        var (@case, first) = await app.SentAsync(ReferralKind.Marac);
        await app.WriteAsync(async db =>
            (await db.Referrals.Include(r => r.Steps).SingleAsync(r => r.Id == first, Ct)).Accept(Cast.Coordinator, null, app.Clock.Now).Given());
        app.Clock.Now = app.Clock.Now.AddDays(40);
        await app.AssessAsync(@case, ticks: 4, RiskGrade.Standard);
        var again = (await app.StartAsync(@case, ReferralKind.Marac)).Given();

        (await app.SendAsync(again, since: new FurtherAbuse(new DateOnly(2026, 12, 30), [AbuseBehaviour.UnwantedContact]))).Given();

        var grounds = GroundsRecord.Read((await app.ReferralsOfAsync(@case)).Single(r => r.Id == again).Grounds)!;
        Assert.Equal([Ground.MaracRepeat], grounds.Grounds.Where(g => g.IsMet).Select(g => g.Ground));
        app.Clock.Now = app.Clock.Now.AddDays(-40);
    }

    [Fact]
    public async Task S56_the_same_victim_with_another_perpetrator_is_no_repeat()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Marac);
        var other = await app.CaseAgainstAnotherAsync(@case);
        await app.AssessAsync(other, ticks: 15, RiskGrade.High);
        var referral = (await app.StartAsync(other, ReferralKind.Marac)).Given();
        (await app.SendAsync(referral)).Given();

        var repeat = GroundsRecord.Read((await app.ReferralsOfAsync(other)).Single().Grounds)!.Grounds.Single(g => g.Ground is Ground.MaracRepeat);
        Assert.Contains("somebody else", repeat.NotMetBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S84_neither_is_referred_as_a_victim_before_somebody_has_decided_who_it_is()
    {
        var @case = await app.OpenCaseAsync();
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        await app.WriteAsync(async db => (await db.Cases.SingleAsync(c => c.Id == @case.Id, Ct)).FlagCounterAllegation("Each accuses the other", null, app.Clock.Now));
        var idva = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        var marac = (await app.StartAsync(@case, ReferralKind.Marac)).Given();

        Assert.Equal(SendingRules.Undecided, (await app.SendAsync(idva, consent: true)).Refused().Code);
        Assert.Equal(SendingRules.Undecided, (await app.SendAsync(marac)).Refused().Code);

        await app.WriteAsync(async db => (await db.Cases.SingleAsync(c => c.Id == @case.Id, Ct)).Decide(
            new PrimaryVictimDecision { PersonId = @case.VictimId, DecidedBy = Cast.Sergeant.StaffId, Rationale = "Pattern over years", At = app.Clock.Now }, app.Clock.Now));
        (await app.SendAsync(idva, consent: true)).Given();
        (await app.SendAsync(marac)).Given();
    }

    [Fact]
    public async Task A_restricted_case_goes_only_to_people_named_for_it()
    {
        var @case = await app.OpenCaseAsync();
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        await app.RestrictAsync(@case.VictimId);
        var referral = (await app.StartAsync(@case, ReferralKind.Idva)).Given();

        Assert.Equal("referral.nobody-named", (await app.SendAsync(referral)).Refused().Code);
        (await app.SendAsync(referral, named: Cast.IdvaManager.StaffId)).Given();

        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.AcceptAsync(referral, Cast.Idva));
        (await app.AcceptAsync(referral, Cast.IdvaManager, Cast.SecondIdva.StaffId)).Given();
        await using var db = app.Database.Open();
        Assert.True(await db.NamedStaff.AnyAsync(n => n.RecordId == @case.Id.Value && n.StaffId == Cast.SecondIdva.StaffId, Ct));
    }

    [Fact]
    public async Task Two_senders_of_one_referral_leave_one_sent_and_one_told()
    {
        var @case = await app.OpenCaseAsync();
        await app.AssessAsync(@case, ticks: 15, RiskGrade.High);
        var referral = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        (await app.SendAsync(referral)).Given();

        Assert.Equal("referral.moved-on", (await app.SendAsync(referral, by: Cast.Sergeant)).Refused().Code);
    }
}
