using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>What the agency asked can see and do, and what each answer changes.</summary>
public sealed class AnsweringTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_receiver_reads_of_the_people_in_a_referral_whom_nothing_keeps_from_them()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Summary");
        var (open, kept) = (await app.ChildInAsync(@case, "Canary Open Child"), await app.ChildInAsync(@case, "Canary Kept Child"));
        await app.RestrictAsync(kept);

        var view = await app.RunAsync<ReferralOverview, ReferralOverview.View>(o => o.ReadAsync(Cast.Idva, referral, TestContext.Current.CancellationToken));

        Assert.Equal([open], view.Children.Select(c => c.Id));
        Assert.DoesNotContain("Canary Kept Child", (await app.SignedInAs(Cast.Idva).GetAsync($"/referrals/{referral}")).Document.Source.Text, StringComparison.Ordinal);
        await app.ExcludeAsync(kept, Cast.Idva.StaffId);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync($"/referrals/{referral}")).Status);
    }

    [Fact]
    public async Task An_agency_that_was_asked_reaches_the_referral_and_not_the_file()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Idva);

        Assert.Equal(@case.Id, (await OpenAsync(Cast.Idva, @case, AccessLevel.Referral)).Id);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(Cast.Idva, @case, AccessLevel.Read));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(Cast.OtherServiceIdva, @case, AccessLevel.Referral));
        await using var db = app.Database.Open();
        Assert.False(await db.Participations.AnyAsync(p => p.RecordId == @case.VictimId.Value && p.AgencyId == Cast.IdvaService, Ct));
    }

    [Fact]
    public async Task A_MARAC_that_was_asked_shows_the_referral_to_its_coordinator_and_nothing_to_its_representatives()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Marac);
        var coordinator = Cast.Coordinator with { AgencyId = Cast.Council };

        Assert.Equal(@case.Id, (await OpenAsync(coordinator, @case, AccessLevel.Referral)).Id);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(coordinator, @case, AccessLevel.Read));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(Cast.Representative, @case, AccessLevel.Referral));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(Cast.OtherCoordinator with { AgencyId = Cast.Council }, @case, AccessLevel.Referral));
    }

    [Fact]
    public async Task Accepting_makes_the_service_a_partner_gives_the_case_to_an_IDVA_and_starts_the_first_contact_clock()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);
        app.Clock.Now = app.Clock.Now.AddHours(3);

        (await app.AcceptAsync(referral)).Given();

        Assert.Equal(Cast.Idva.StaffId, (await OpenAsync(Cast.Idva, @case, AccessLevel.Edit)).IdvaId);
        await using var db = app.Database.Open();
        var contact = await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.IdvaFirstContact, Ct);
        Assert.Equal((Cast.IdvaService, DeadlineCodes.IdvaContactHigh, app.Clock.Now.AddHours(21)), (contact.AgencyId, contact.RuleCode, contact.DueAt));
        var answered = await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.AnswerReferral, Ct);
        Assert.Equal((app.Clock.Now, Cast.Idva.StaffId), (answered.MetAt!.Value, answered.MetBy!.Value));
        Assert.False(await db.Participations.AnyAsync(p => p.RecordId == @case.Id.Value && p.Kind == ParticipationKind.Asked && p.Until == null, Ct));
        Assert.True(await db.Participations.AnyAsync(p => p.RecordId == @case.VictimId.Value && p.AgencyId == Cast.IdvaService && p.Kind == ParticipationKind.Partner, Ct));
        Assert.True(await db.Notices.AnyAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralAnswered && n.StaffId == Cast.SafeguardingOfficer.StaffId, Ct));
        Assert.False(await db.Notices.AnyAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralReceived && n.DoneAt == null, Ct));
        app.Clock.Now = app.Clock.Now.AddHours(-3);
    }

    [Fact]
    public async Task After_declining_the_service_reaches_nothing_and_the_referrer_reads_why()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);

        (await app.DeclineAsync(referral, Cast.IdvaManager)).Given();

        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(Cast.IdvaManager, @case, AccessLevel.Referral));
        var declined = Assert.Single(await app.ReferralsOfAsync(@case));
        Assert.Equal((ReferralStatus.Declined, "Canary reason: lives outside our area"), (declined.Status, declined.Steps.Last().Words));
    }

    [Fact]
    public async Task A_question_and_its_answer_go_back_and_forth_and_tell_both_sides()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);

        (await app.RunAsync<AskReferrer, Result<ReferralStatus>>(ask => ask.HandleAsync(Cast.Idva, new(referral, "Is there a safe time?", null), Ct))).Given();
        (await app.RunAsync<AnswerReceiver, Result<ReferralStatus>>(answer => answer.HandleAsync(Cast.Sergeant, new(referral, "After nine", null), Ct))).Given();

        var steps = Assert.Single(await app.ReferralsOfAsync(@case)).Steps.Select(s => (s.Status, s.Words)).ToList();
        Assert.Equal([(ReferralStatus.Queried, "Is there a safe time?"), (ReferralStatus.Sent, "After nine")], steps[^2..]);
        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralQuestion && n.DoneAt != null, Ct));
        Assert.True(await db.Notices.AnyAsync(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralAnswered && n.AgencyId == Cast.IdvaService, Ct));
    }

    [Fact]
    public async Task A_withdrawn_referral_takes_access_away_and_stops_the_clock_unanswered()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);

        (await WithdrawAsync(referral)).Given();

        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.AcceptAsync(referral));
        await using var db = app.Database.Open();
        var clock = await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.AnswerReferral, Ct);
        Assert.Null(clock.MetAt);
        Assert.NotNull(clock.SupersededAt);
    }

    [Fact]
    public async Task An_accepted_referral_can_be_neither_withdrawn_declined_nor_accepted_again()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);
        (await app.AcceptAsync(referral)).Given();

        Assert.Equal("referral.moved-on", (await WithdrawAsync(referral)).Refused().Code);
        Assert.Equal("referral.moved-on", (await app.DeclineAsync(referral, Cast.IdvaManager)).Refused().Code);
        Assert.Equal("referral.moved-on", (await app.AcceptAsync(referral, Cast.SecondIdva)).Refused().Code);
    }

    [Fact]
    public async Task Of_two_who_accept_at_the_same_moment_one_wins_and_one_meets_a_conflict()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva);

        var attempts = await Task.WhenAll(new[] { Cast.Idva, Cast.SecondIdva, Cast.IdvaManager }.Select(async actor =>
        {
            try
            {
                return (await app.AcceptAsync(referral, actor)).Refusal is null ? "won" : "late";
            }
            catch (DbUpdateConcurrencyException)
            {
                return "late";
            }
        }));

        Assert.Single(attempts, "won");
        Assert.Single(Assert.Single(await app.ReferralsOfAsync(@case)).Steps, s => s.Status is ReferralStatus.Accepted);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Deadlines.CountAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.IdvaFirstContact, Ct));
    }

    [Fact]
    public async Task Only_a_manager_gives_a_case_to_somebody_else_and_only_inside_the_service()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Idva);

        Assert.Equal("caseload.not-manager", (await app.AcceptAsync(referral, Cast.Idva, Cast.SecondIdva.StaffId)).Refused().Code);
        Assert.Equal("caseload.not-an-idva", (await app.AcceptAsync(referral, Cast.IdvaManager, Cast.OtherServiceIdva.StaffId)).Refused().Code);
        (await app.AcceptAsync(referral, Cast.IdvaManager, Cast.SecondIdva.StaffId)).Given();
    }

    private Task<Result<ReferralStatus>> WithdrawAsync(Id<Referral> referral) =>
        app.RunAsync<WithdrawReferral, Result<ReferralStatus>>(withdraw => withdraw.HandleAsync(Cast.SafeguardingOfficer, new(referral, "Sent to the wrong service", null), Ct));

    private Task<Case> OpenAsync(Actor actor, Case @case, AccessLevel level) =>
        app.RunAsync<CaseFiles, Case>(files => files.OpenAsync(actor, @case.Id, level, "Test", Ct));
}
