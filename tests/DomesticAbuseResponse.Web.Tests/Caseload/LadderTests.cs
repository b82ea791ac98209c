using System.Net;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Caseload;

/// <summary>The ladder of attempts on a case (R3.3): what is proposed, when the clock is met, and who is told when nobody was reached.</summary>
public sealed class LadderTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_attempt_is_proposed_inside_the_plan_and_names_the_number_by_two_figures()
    {
        var @case = await CarriedAsync("Canary Proposed");
        await SafeAsync(@case, new(13, 0), new(15, 0));
        var state = (await ReadAsync(Cast.Idva, @case)).State!;
        Assert.Equal((LadderStage.Trying, "41", new TimeOnly(13, 0)), (state.Stage, state.Next!.Ending, TimeOnly.FromDateTime(state.Next.From.UtcDateTime)));

        var page = await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/contact");
        Assert.Contains("ending 41", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("960941", page.Document.Body!.InnerHtml.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Null((await ReadAsync(Cast.SafeguardingOfficer, @case)).State); // the ladder is the service's
    }

    [Fact]
    public async Task S28_R3_3_Attempts_on_different_days_and_at_different_times_meet_their_clock_and_leave_the_contact_clock_open()
    {
        var @case = await CarriedAsync("Canary Tried");
        var start = app.Clock.Now;
        Assert.Equal(DeadlineCodes.IdvaAttempts, (await OpenAsync(@case, DeadlineKind.ContactAttempts))!.RuleCode);
        await TryAsync(@case, start);
        await TryAsync(@case, start.AddHours(1));
        Assert.NotNull(await OpenAsync(@case, DeadlineKind.ContactAttempts)); // one morning

        app.Clock.Now = start.AddDays(1).AddHours(5);
        await TryAsync(@case, app.Clock.Now);
        Assert.Null(await OpenAsync(@case, DeadlineKind.ContactAttempts));
        Assert.Equal(LadderStep.ThroughReferrer, (await ReadAsync(Cast.Idva, @case)).State!.Step);
        app.Clock.Now = start;
    }

    [Fact]
    public async Task Where_nobody_was_reached_the_referrer_is_asked_once_and_reads_what_they_should_know()
    {
        var @case = await CarriedAsync("Canary Unreached");
        var client = app.SignedInAs(Cast.Idva);
        var page = await client.GetAsync($"/cases/{@case.Id}/contact/step"); // no way is known to be safe, so the step is due at once
        Assert.Equal(HttpStatusCode.Redirect, (await page.Fill("What should they know?", "Canary note to the referrer").PressAsync("Tell them")).Status);

        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.NotReached && n.StaffId == Cast.SafeguardingOfficer.StaffId, Ct));
        Assert.Contains("Canary note to the referrer", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/contact")).Text, StringComparison.Ordinal);
        Assert.Equal("ladder.not-due", (await app.RunAsync<TakeLadderStep, Result<ContactStep>>(take => take.HandleAsync(Cast.Idva, new(@case.Id, LadderStep.ThroughReferrer, null), Ct))).Refused().Code);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/cases/{@case.Id}/contact/step")).Status);
    }

    [Fact]
    public async Task Speaking_ends_the_ladder_and_its_clock()
    {
        var @case = await CarriedAsync("Canary Reached");
        await TryAsync(@case, app.Clock.Now, ContactOutcome.Spoke);
        Assert.Equal(LadderStage.Reached, (await ReadAsync(Cast.Idva, @case)).State!.Stage);
        Assert.Null(await OpenAsync(@case, DeadlineKind.ContactAttempts));
    }

    [Fact]
    public async Task T4_What_was_done_outside_the_plan_stands_on_record_as_such()
    {
        var @case = await CarriedAsync("Canary Outside");
        await SafeAsync(@case, new(13, 0), new(15, 0));
        await using (var db = app.Database.Open())
        {
            var entry = await db.Set<SafeContact>().Where(c => c.PersonId == @case.VictimId).Select(c => c.Number).SingleAsync(Ct);
            await TryAsync(@case, app.Clock.Now, entry: entry); // at ten
        }

        Assert.Contains("Outside the contact plan", (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/contact")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T4_A_new_incident_hides_the_number_until_somebody_has_asked_again()
    {
        var @case = await CarriedAsync("Canary Again");
        await SafeAsync(@case, null, null);
        Assert.True((await CardAsync(@case)).AnySafeNow);

        var before = app.Clock.Now;
        app.Clock.Now = before.AddMinutes(30);
        await app.CaseAgainstAnotherAsync(@case, "Canary Newcomer");
        app.Clock.Now = before.AddMinutes(40);
        var card = await CardAsync(@case);
        Assert.False(card.AnySafeNow);
        Assert.Contains("a new incident was reported", Assert.Single(card.Entries).Now.Reason, StringComparison.Ordinal);
        Assert.Null(card.Entries[0].Value);
        app.Clock.Now = before;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // nobody is named in it: it protects whoever its perpetrator harms
    public async Task T4_An_order_that_ended_the_day_before_hides_the_number_until_somebody_has_asked_since_it_was_recorded(bool named)
    {
        var @case = await CarriedAsync(named ? "Canary Discharged" : "Canary Unbailed");
        var (before, harming) = (app.Clock.Now, @case.Perpetrators.Single().PersonId);
        var order = (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(harming, named ? @case.VictimId : null, new(OrderKind.PoliceBail, null, null, new(2026, 11, 1), null, OrderConditions.NoContact, null), null), Ct))).Given();
        app.Clock.Now = before.AddHours(1);
        await SafeAsync(@case, null, null);
        Assert.True((await CardAsync(@case)).AnySafeNow);

        app.Clock.Now = before.AddHours(2);
        (await app.RunAsync<ChangeOrder, Result<DateOnly>>(end => end.HandleAsync(Cast.SafeguardingOfficer, new(harming, order, null, new OrderAct.End(new(2026, 11, 22), "Discharged")), Ct))).Given();
        var card = await CardAsync(@case);
        Assert.Contains("an order or bail ended", Assert.Single(card.Entries).Now.Reason, StringComparison.Ordinal);
        Assert.Null(card.Entries[0].Value);
        app.Clock.Now = before;
    }

    [Fact]
    public async Task No_attempt_is_proposed_for_a_day_after_an_order_has_run_out()
    {
        var @case = await CarriedAsync("Canary Runsout");
        var harming = @case.Perpetrators.Single().PersonId;
        (await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(harming, @case.VictimId, new(OrderKind.Dvpo, null, null, new(2026, 11, 10), new(2026, 11, 24), OrderConditions.NoContact, null), null), Ct))).Given();
        (await app.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(
            Cast.Idva, new(@case.VictimId, null, null, ContactChannel.Phone, "01632 960941", new(Safety.Safe, SafeDays.Thursday, null, null, null, null, true, false, false, null, null, null)), Ct))).Given();
        Assert.Null((await ReadAsync(Cast.Idva, @case)).State!.Next);
    }

    [Fact]
    public async Task Two_who_take_the_same_step_at_once_tell_the_referrer_once()
    {
        var @case = await CarriedAsync("Canary Bothstep");
        var both = await Task.WhenAll(new[] { Cast.Idva, Cast.IdvaManager }.Select(who => app.RunAsync<TakeLadderStep, Result<ContactStep>>(take => take.HandleAsync(who, new(@case.Id, LadderStep.ThroughReferrer, null), Ct))));
        Assert.Single(both, b => b.Refusal is null);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.NotReached, Ct));
    }

    [Fact]
    public async Task A_referrer_who_may_sign_in_no_longer_is_not_the_only_one_told_and_the_note_stands_on_the_referral()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Referrergone");
        (await app.AcceptAsync(referral)).Given();
        await app.WriteAsync(async db => (await db.Staff.SingleAsync(s => s.Id == Cast.SafeguardingOfficer.StaffId, Ct)).Disable(app.Clock.Now));
        (await app.RunAsync<TakeLadderStep, Result<ContactStep>>(take => take.HandleAsync(Cast.Idva, new(@case.Id, LadderStep.ThroughReferrer, "Canary note on the referral"), Ct))).Given();
        await app.WriteAsync(async db => (await db.Staff.SingleAsync(s => s.Id == Cast.SafeguardingOfficer.StaffId, Ct)).Enable());

        await using var db = app.Database.Open();
        var told = await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.NotReached, Ct);
        Assert.Equal((Cast.Police, (Role?)Role.SafeguardingOfficer), (told.AgencyId, told.Role));
        Assert.Contains("Canary note on the referral", (await app.SignedInAs(Cast.SecondSergeant).GetAsync($"/referrals/{referral}")).Text, StringComparison.Ordinal);
    }

    private async Task<Case> CarriedAsync(string victim)
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, victim);
        (await app.AcceptAsync(referral)).Given();
        return @case;
    }

    private async Task SafeAsync(Case @case, TimeOnly? from, TimeOnly? to) => (await app.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(
        Cast.Idva, new(@case.VictimId, null, null, ContactChannel.Phone, "01632 960941", new(Safety.Safe, SafeDays.Every, from, to, null, null, true, false, false, null, null, null)), Ct))).Given();

    private async Task TryAsync(Case @case, DateTimeOffset at, ContactOutcome outcome = ContactOutcome.NoAnswer, long? entry = null)
    {
        var now = app.Clock.Now;
        app.Clock.Now = at > now ? at : now;
        (await app.RunAsync<RecordContactAttempt, Result<RecordContactAttempt.Recorded>>(record => record.HandleAsync(
            Cast.Idva, new(@case.Id, at, ContactChannel.Phone, entry, outcome, false, null, null), Ct))).Given();
        app.Clock.Now = now;
    }

    private Task<LadderOfCase.View> ReadAsync(Actor actor, Case @case) => app.RunAsync<LadderOfCase, LadderOfCase.View>(ladder => ladder.ReadAsync(actor, @case.Id, Ct));

    private Task<ContactCard> CardAsync(Case @case) => app.RunAsync<ShowContactCard, ContactCard>(show => show.HandleAsync(Cast.Idva, @case.Id, ContactPurpose.FirstContact, Ct));

    private async Task<Deadline?> OpenAsync(Case @case, DeadlineKind kind)
    {
        await using var db = app.Database.Open();
        return await db.Deadlines.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == @case.Id && d.Kind == kind && d.MetAt == null && d.SupersededAt == null, Ct);
    }
}
