using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Maracs;

/// <summary>How a referred case gets onto an agenda. The clock stands at Monday 23 November 2026.</summary>
public sealed class PlacingTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateOnly _closed = new(2026, 12, 3); // its referrals closed on 19 November
    private static readonly DateOnly _open = new(2026, 12, 17); // they close on 3 December

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S52_a_referral_after_the_cut_off_goes_to_the_next_meeting_and_the_page_says_why()
    {
        var (closed, open) = (await app.MeetingAsync(_closed), await app.MeetingAsync(_open));
        var (_, referral) = await app.SentAsync(ReferralKind.Marac);

        var options = await app.RunAsync<PlacementOptions, PlacementOptions.View>(read => read.ReadAsync(Cast.Coordinator, referral, Ct));

        var placement = options.Rule.Given();
        Assert.Equal((PlacementKind.AfterCutOff, open), (placement.Kind, placement.Meeting!.MeetingId));
        Assert.Contains("after the cut-off of Thursday 19 November 2026", placement.Because, StringComparison.Ordinal);
        Assert.Contains(AgendaPlacement.DutiesStillRun, placement.Because, StringComparison.Ordinal);
        Assert.Equal("agenda.after-cut-off", (await app.PlaceAsync(referral, closed)).Refused().Code);
        (await app.PlaceAsync(referral, open)).Given();
    }

    [Fact]
    public async Task S52_or_to_an_emergency_meeting_when_the_chair_agrees()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Marac);

        Assert.Equal("agenda.not-agreed", (await app.CallAsync(new(2026, 11, 25), new(Cast.Coordinator.StaffId, "He is out of prison tomorrow"))).Refused().Code);
        Assert.Equal("agenda.emergency-reason", (await app.CallAsync(new(2026, 11, 25), new(Cast.Chair.StaffId, " "))).Refused().Code);
        var emergency = await app.MeetingAsync(new(2026, 11, 25), new(Cast.Chair.StaffId, "He is out of prison tomorrow; agreed by telephone"));
        (await app.PlaceAsync(referral, emergency)).Given();

        await using var db = app.Database.Open();
        var agreement = (await db.Meetings.SingleAsync(m => m.Id == emergency, Ct)).Agreement!;
        Assert.Equal((Cast.Chair.StaffId, Cast.Coordinator.StaffId), (agreement.ChairId, agreement.RecordedBy));
    }

    [Fact]
    public async Task Placing_accepts_the_referral_brings_the_MARAC_into_the_circle_and_flags_the_pair_for_twelve_months()
    {
        var meeting = await app.MeetingAsync(_open, at: new TimeOnly(14, 0));
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac);

        (await app.PlaceAsync(referral, meeting)).Given();

        Assert.Equal(ReferralStatus.Accepted, Assert.Single(await app.ReferralsOfAsync(@case)).Status);
        await using var db = app.Database.Open();
        Assert.Equal(
            [ParticipationKind.Marac],
            await db.Participations.Where(p => p.RecordId == @case.Id.Value && p.MaracId == Cast.Marac && p.Until == null).Select(p => p.Kind).ToListAsync(Ct));
        Id<Person>[] pair = [@case.VictimId, @case.Perpetrators.Single().PersonId];
        var flags = await db.People.Where(p => pair.Contains(p.Id)).SelectMany(p => p.Flags).Where(f => f.Kind == PersonFlagKind.MaracWithinTwelveMonths).ToListAsync(Ct);
        Assert.Equal([new DateOnly(2027, 11, 23), new DateOnly(2027, 11, 23)], flags.Select(f => f.Until!.Value));
        Assert.NotNull((await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.AnswerReferral, Ct)).MetAt);
        var council = Cast.Coordinator with { AgencyId = Cast.Council };
        Assert.Equal(@case.Id, (await app.RunAsync<CaseFiles, Domain.Cases.Case>(files => files.OpenAsync(council, @case.Id, AccessLevel.Read, "Test", Ct))).Id);
    }

    [Fact]
    public async Task A_case_removed_waits_again_and_can_be_placed_on_a_later_meeting()
    {
        var (first, second) = (await app.MeetingAsync(_open, at: new TimeOnly(10, 0)), await app.MeetingAsync(new(2027, 1, 7)));
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Deferred");
        var item = (await app.PlaceAsync(referral, first)).Given();
        Assert.Equal("agenda.elsewhere", (await app.PlaceAsync(referral, second)).Refused().Code);

        (await app.RunAsync<RemoveFromAgenda, Result<Id<AgendaItem>>>(remove => remove.HandleAsync(Cast.Coordinator, new(first, item, "The referrer cannot attend", null), Ct))).Given();

        var waiting = await app.RunAsync<WaitingReferrals, WaitingReferrals.View>(read => read.ReadAsync(Cast.Coordinator, Cast.Marac, Ct));
        Assert.Contains(waiting.Rows, r => r.Id == referral && r.CaseReference == @case.Reference && r.Status is ReferralStatus.Accepted);
        (await app.PlaceAsync(referral, second)).Given();
    }

    [Fact]
    public async Task Of_two_coordinators_who_place_one_case_at_once_one_succeeds_and_the_agenda_holds_it_once()
    {
        var meeting = await app.MeetingAsync(_open, at: new TimeOnly(11, 0));
        var (_, referral) = await app.SentAsync(ReferralKind.Marac);

        var results = await Task.WhenAll(app.PlaceAsync(referral, meeting), app.PlaceAsync(referral, meeting, Cast.Chair), app.PlaceAsync(referral, meeting));

        Assert.Single(results, r => r.Refusal is null);
        Assert.All(results.Where(r => r.Refusal is not null), r => Assert.Contains(r.Refusal!.Code, new[] { "agenda.changed", "agenda.already" }));
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.Meetings.Where(m => m.Id == meeting).SelectMany(m => m.Agenda).CountAsync(a => a.ReferralId == referral, Ct));
    }

    [Fact]
    public async Task The_waiting_list_shows_all_four_grounds_with_evidence_or_why_not()
    {
        var (_, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Grounds");

        var view = await app.RunAsync<WaitingReferrals, WaitingReferrals.View>(read => read.ReadAsync(Cast.Coordinator, Cast.Marac, Ct));

        var row = view.Rows.Single(r => r.Id == referral);
        Assert.Equal(Enum.GetValues<Ground>(), row.Now.Grounds.Select(g => g.Ground));
        Assert.All(row.Now.Grounds, g => Assert.True(g.IsMet ? g.Evidence.Count > 0 : g.NotMetBecause!.Length > 0));
        Assert.Equal((false, "ukgdpr-6-1-e"), (row.Consent, Assert.Single(row.Bases).Code));
    }

    [Fact]
    public async Task Only_those_who_run_the_MARAC_plan_its_meetings_or_see_its_referrals()
    {
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.CallAsync(_open, by: Cast.Representative));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.CallAsync(_open, by: Cast.OtherCoordinator));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            app.RunAsync<WaitingReferrals, WaitingReferrals.View>(read => read.ReadAsync(Cast.Representative, Cast.Marac, Ct)));
    }
}
