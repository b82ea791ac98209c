using System.Net;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Caseload;

/// <summary>From a referral received to one taken up: triage, eligibility, and a clock for whoever is to act next (R3.2–R3.4).</summary>
public sealed class IntakeTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R3_3_A_referral_is_triaged_within_48_hours_and_the_triage_meets_that_clock()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        Assert.Equal(app.Clock.Now.AddHours(48), (await OpenAsync(@case, DeadlineKind.TriageReferral))!.DueAt);

        (await TriageAsync(referral, TriagePriority.A)).Given();
        Assert.Null(await OpenAsync(@case, DeadlineKind.TriageReferral));
        Assert.NotNull(await OpenAsync(@case, DeadlineKind.AnswerReferral)); // it is still to be accepted
    }

    [Fact]
    public async Task R3_3_One_that_has_to_wait_is_told_to_the_referrer_and_has_a_clock_of_its_own()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        Assert.Equal("triage.reason", (await TriageAsync(referral, TriagePriority.B)).Refused().Code);
        (await TriageAsync(referral, TriagePriority.B, "Nobody is free before the week after next")).Given();

        Assert.Null(await OpenAsync(@case, DeadlineKind.AnswerReferral));
        Assert.Equal((Cast.IdvaService, DeadlineCodes.IdvaTakeUp), await OpenAsync(@case, DeadlineKind.TakeUpReferral) is { } d ? (d.AgencyId, d.RuleCode) : default);
        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralDelayed && n.StaffId == Cast.SafeguardingOfficer.StaffId, Ct));
        Assert.Contains("Nobody is free", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
        Assert.Contains("Has to wait", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/referrals/sent")).Text, StringComparison.Ordinal);

        (await app.AcceptAsync(referral)).Given();
        Assert.Null(await OpenAsync(@case, DeadlineKind.TakeUpReferral));
        Assert.Equal(app.Clock.Now, (await OpenAsync(@case, DeadlineKind.IdvaFirstContact))!.StartedAt);
    }

    [Fact]
    public async Task R3_3_A_question_stops_the_receivers_clock_and_starts_the_referrers_and_the_answer_turns_them_round()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        (await TriageAsync(referral, TriagePriority.C, "Is there a safe time to call?")).Given();
        Assert.Null(await OpenAsync(@case, DeadlineKind.AnswerReferral));
        Assert.Equal(Cast.Police, (await OpenAsync(@case, DeadlineKind.AnswerQuestion))!.AgencyId);
        Assert.Equal(ReferralStatus.Queried, Assert.Single(await app.ReferralsOfAsync(@case)).Status);

        app.Clock.Now = app.Clock.Now.AddHours(2);
        (await app.RunAsync<AnswerReceiver, Result<ReferralStatus>>(answer => answer.HandleAsync(Cast.SafeguardingOfficer, new(referral, "After nine", null), Ct))).Given();
        Assert.Null(await OpenAsync(@case, DeadlineKind.AnswerQuestion));
        Assert.Equal(app.Clock.Now, (await OpenAsync(@case, DeadlineKind.AnswerReferral))!.StartedAt);
        app.Clock.Now = app.Clock.Now.AddHours(-2);
    }

    [Fact]
    public async Task Silence_of_a_service_is_told_to_whoever_referred_too_and_once()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);
        var before = app.Clock.Now;
        app.Clock.Now = before.AddDays(4);
        await app.RunAsync<EscalateOverdueDeadlines, int>(escalate => escalate.HandleAsync(Actor.System, 200, Ct));
        await app.RunAsync<EscalateOverdueDeadlines, int>(escalate => escalate.HandleAsync(Actor.System, 200, Ct));
        app.Clock.Now = before;

        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Notices.CountAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralUnanswered && n.StaffId == Cast.SafeguardingOfficer.StaffId, Ct));
    }

    [Fact]
    public async Task R3_4_The_triage_page_shows_what_the_rules_find_and_a_person_decides_otherwise_with_a_reason()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync($"/referrals/{referral}/triage");
        Assert.Contains("Not there: a safe way of reaching the victim", page.Text, StringComparison.Ordinal);
        Assert.Contains("Graded High: planning cannot wait", page.Text, StringComparison.Ordinal);

        var refused = await page.FillNamed("Input.Priority", "B").PressAsync("Save the triage");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        refused.ShowsError("Say why it has to wait: the referrer reads this", "Why?");

        var taken = await (await client.GetAsync($"/referrals/{referral}/triage")).FillNamed("Input.Priority", "A").PressAsync("Save the triage");
        Assert.EndsWith($"/referrals/{referral}/accept", taken.RedirectsTo!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/referrals/{referral}/triage")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/referrals/{referral}/triage")).Status);
        Assert.NotNull(@case);
    }

    [Fact]
    public async Task What_a_service_needs_is_its_own_setting()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.IdvaIntake, Cast.IdvaService.Value, "strict", new DateOnly(2026, 11, 24), IntakeSettings.Default with { YoungestWithoutConsent = 18, YoungestWithConsent = 18, Needed = [] }, Ct))).Given();
        var before = app.Clock.Now;
        app.Clock.Now = before.AddDays(1);
        var found = await app.RunAsync<TriageOfReferral, TriageOfReferral.View>(read => read.ReadAsync(Cast.Idva, referral, Ct));
        app.Clock.Now = before;

        Assert.Empty(found.Now!.Missing);
        Assert.Contains("from 18", found.Now.Findings.Single(f => f.About is EligibilityRule.Age).Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_triage_at_once_one_is_kept_and_the_other_sees_it()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TriageAsync(referral, TriagePriority.A)));
        Assert.Contains(results, r => r.Refusal is null);
        Assert.All(results.Where(r => r.Refusal is not null), r => Assert.Equal("referral.moved-on", r.Refusal!.Code));
    }

    [Fact]
    public async Task Declining_names_another_way()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        var client = app.SignedInAs(Cast.IdvaManager);
        var page = await client.GetAsync($"/referrals/{referral}/decline");
        var without = await page.Fill("Why is it declined?", "Lives outside our area").PressAsync("Decline this referral");
        without.ShowsError("Say what they could do instead", "What could they do instead?");
        await without.Fill("What could they do instead?", "Ask the service next door").PressAsync("Decline this referral");
        Assert.Contains("Instead: Ask the service next door", Assert.Single(await app.ReferralsOfAsync(@case)).Steps.Last().Words, StringComparison.Ordinal);
    }

    private Task<Result<ReferralTriage>> TriageAsync(Id<Referral> referral, TriagePriority priority, string? reason = null) =>
        app.RunAsync<TriageReferral, Result<ReferralTriage>>(triage => triage.HandleAsync(Cast.Idva, new(referral, priority, reason, null), Ct));

    private async Task<Deadline?> OpenAsync(Case @case, DeadlineKind kind)
    {
        await using var db = app.Database.Open();
        return await db.Deadlines.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == @case.Id && d.Kind == kind && d.MetAt == null && d.SupersededAt == null, Ct);
    }
}
