using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Tests.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Maracs;

public sealed class AgendaRulesTests
{
    private static readonly MeetingSlot _january = Slot(new DateOnly(2027, 1, 7), new DateOnly(2026, 12, 21));
    private static readonly MeetingSlot _later = Slot(new DateOnly(2027, 1, 21), new DateOnly(2027, 1, 7));

    [Theory]
    [InlineData(20, PlacementKind.Next)]
    [InlineData(21, PlacementKind.Next)]
    [InlineData(22, PlacementKind.AfterCutOff)]
    public void S52_a_referral_joins_the_meeting_until_the_end_of_its_cut_off_day_and_then_the_next(int day, PlacementKind expected)
    {
        var placed = AgendaRules.Place(new DateOnly(2026, 12, day), [_later, _january], null, MaracProfile.Default).Done();

        Assert.Equal(expected, placed.Kind);
        Assert.Equal(expected is PlacementKind.Next ? _january : _later, placed.Meeting);
        Assert.EndsWith(AgendaPlacement.DutiesStillRun, placed.Because);
    }

    [Fact]
    public void S52_the_cut_off_is_the_one_of_the_meetings_timetable()
    {
        var timetable = MaracTimetable.For(_january.HeldOn, DeadlineCalendars.Default, MaracProfile.Default.Timetable);

        Assert.Equal(_january.CutOff, timetable[MaracStepKind.ReferralCutoff].Date);
    }

    [Fact]
    public void S52_after_the_cut_off_the_chair_may_agree_to_an_emergency_meeting_and_agencies_duties_still_run()
    {
        var emergency = Slot(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 24)) with { IsEmergency = true };

        var planned = Place(Agreed(Role.MaracChair), _january, emergency).Done();
        var toBeCalled = Place(Agreed(Role.MaracChair), _january).Done();

        Assert.Equal((PlacementKind.Emergency, emergency), (planned.Kind, planned.Meeting));
        Assert.Null(toBeCalled.Meeting);
        Assert.Equal($"Heard as an emergency: He is released tomorrow. {AgendaPlacement.DutiesStillRun}", planned.Because);
    }

    [Fact]
    public void S52_nobody_but_the_chair_agrees_to_an_emergency_unless_the_profile_says_so()
    {
        var coordinatorMay = MaracProfile.Default with { EmergencyAgreedBy = new HashSet<Role> { Role.MaracChair, Role.MaracCoordinator } };

        Assert.Equal("agenda.not-agreed", Place(Agreed(Role.MaracCoordinator), _january).Refusal?.Code);
        Assert.Null(AgendaRules.Place(new DateOnly(2026, 12, 22), [_january], Agreed(Role.MaracCoordinator), coordinatorMay).Refusal);
        Assert.Equal("agenda.emergency-reason", Place(Agreed(Role.MaracChair) with { Reason = " " }, _january).Refusal?.Code);
    }

    [Fact]
    public void An_emergency_meeting_takes_no_ordinary_referral()
    {
        var emergency = Slot(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 24)) with { IsEmergency = true };

        Assert.Equal(_january, AgendaRules.Place(new DateOnly(2026, 12, 20), [emergency, _january], null, MaracProfile.Default).Done().Meeting);
        Assert.Equal("agenda.not-agreed", AgendaRules.CheckJoin(new DateOnly(2026, 12, 20), emergency, null, MaracProfile.Default)?.Code);
    }

    [Theory]
    [InlineData(21, null)]
    [InlineData(22, "agenda.after-cut-off")]
    public void A_coordinator_cannot_put_a_late_case_on_a_closed_agenda(int day, string? refusal) =>
        Assert.Equal(refusal, AgendaRules.CheckJoin(new DateOnly(2026, 12, day), _january, null, MaracProfile.Default)?.Code);

    [Fact]
    public void When_every_planned_cut_off_has_passed_the_coordinator_is_told() =>
        Assert.Equal("agenda.no-meeting", Place(null, _january).Refusal?.Code);

    [Fact]
    public void A_meeting_already_held_is_not_offered() =>
        Assert.Equal(
            "agenda.no-meeting", AgendaRules.Place(new DateOnly(2027, 2, 1), [_january, _later], null, MaracProfile.Default).Refusal?.Code);

    [Fact]
    public void S66_twenty_two_cases_take_220_to_330_minutes_and_raise_a_warning()
    {
        var time = AgendaRules.TimeFor(22, MaracProfile.Default);

        Assert.Equal((220, 330), (time.LeastMinutes, time.MostMinutes));
        Assert.NotNull(time.Warning);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void S66_more_than_15_cases_are_too_many(int cases, bool warned) =>
        Assert.Equal(warned, AgendaRules.TimeFor(cases, MaracProfile.Default).Warning is not null);

    [Fact]
    public void An_excluded_reader_sees_an_agenda_numbered_without_a_gap()
    {
        Id<Case>[] cases = [.. Enumerable.Range(0, 4).Select(_ => Id<Case>.New(Forms.Noon))];

        var seen = AgendaRules.SeenBy(cases, new HashSet<Id<Case>> { cases[1] });

        Assert.Equal([new(1, cases[0]), new(2, cases[2]), new(3, cases[3])], seen);
    }

    [Fact]
    public void Cases_start_in_the_order_they_were_received()
    {
        AgendaCandidate Received(string reference, int hour) => new(Id<Case>.New(Forms.Noon), reference, Forms.Noon.AddHours(hour));

        var order = AgendaRules.StartingOrder([Received("C", 3), Received("B", 1), Received("A", 3)]);

        Assert.Equal(["B", "A", "C"], order.Select(c => c.Reference));
    }

    private static Result<AgendaPlacement> Place(EmergencyAgreement? emergency, params MeetingSlot[] meetings) =>
        AgendaRules.Place(new DateOnly(2026, 12, 22), meetings, emergency, MaracProfile.Default);

    private static EmergencyAgreement Agreed(Role role) =>
        new(Id<StaffMember>.New(Forms.Noon), new HashSet<Role> { role }, "He is released tomorrow.", Forms.Noon);

    private static MeetingSlot Slot(DateOnly heldOn, DateOnly cutOff) => new(Id<Meeting>.New(Forms.Noon), heldOn, cutOff);
}
