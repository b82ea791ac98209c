using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Rota;

/// <summary>Where the rota leaves a service's hours without its crew, and what a shift can be.</summary>
public sealed class CoverGapTests
{
    private static readonly CoverService _car = CoverServices.Default.Find("support-car")!;
    private static readonly DateOnly _saturday = new(2026, 11, 28);
    private static readonly CoverWindow _window = _car.Windows(_saturday, _saturday, BankHolidays.Default).Single();
    private static readonly DateTimeOffset _now = At("09:00");
    private static readonly Id<Agency> _force = Id<Agency>.New(_now);
    private static readonly Id<StaffMember> _planner = Id<StaffMember>.New(_now);

    [Fact]
    public void An_empty_rota_is_one_gap_over_all_the_hours()
    {
        var gap = Assert.Single(CoverGaps.In(_window, _car, []));

        Assert.Equal((_window.From, _window.Until), (gap.From, gap.Until));
        Assert.Equal("Nobody is on the rota from 14:00 to 22:00.", gap.Because);
    }

    [Fact]
    public void A_full_crew_all_the_time_leaves_no_gap() => Assert.Empty(Gaps(On("14:00", "22:00", CrewPart.Officer, CrewPart.SupportWorker)));

    [Fact]
    public void Two_shifts_that_meet_leave_no_gap_and_two_that_do_not_leave_the_time_between() =>
        Assert.Equal(
            ["Nobody is on the rota from 18:00 to 18:30."],
            Gaps(On("13:00", "18:00", CrewPart.Officer, CrewPart.SupportWorker), On("18:30", "20:00", CrewPart.Officer, CrewPart.SupportWorker), On("20:00", "23:00", CrewPart.SupportWorker, CrewPart.Officer)));

    [Fact]
    public void Half_a_crew_is_a_gap_that_says_who_is_missing() =>
        Assert.Equal(
            ["No support worker from 14:00 to 16:00.", "No officer from 20:00 to 22:00."],
            Gaps(On("14:00", "20:00", CrewPart.Officer), On("16:00", "22:00", CrewPart.SupportWorker)));

    [Fact]
    public void A_cancelled_shift_covers_nothing_and_one_that_ended_early_covers_what_was_worked()
    {
        var cancelled = Planned();
        cancelled.Cancel("Nobody well", _now).Match(_ => 0, r => throw new InvalidOperationException(r.Message));
        Assert.Equal(["Nobody is on the rota from 14:00 to 22:00."], Gaps(cancelled));

        var early = Planned();
        early.Worked(At("14:10"), At("20:10"), At("20:30")).Match(_ => 0, r => throw new InvalidOperationException(r.Message));
        Assert.Equal(["Nobody is on the rota from 14:00 to 14:10.", "Nobody is on the rota from 20:10 to 22:00."], Gaps(early));
    }

    [Theory]
    [InlineData("22:00", "14:00", "shift.order")]
    [InlineData("14:00", "14:00", "shift.order")]
    [InlineData("02:00", "23:00", "shift.long")]
    public void A_shift_ends_after_it_begins_and_within_sixteen_hours(string from, string until, string code) =>
        Assert.Equal(code, Shift.Plan(Id<Shift>.New(_now), _force, _car, new(At(from), At(until), null, null, []), _planner, _now).Refusal?.Code);

    [Fact]
    public void Nobody_is_on_a_shift_twice()
    {
        var same = new CrewMember(CrewPart.Officer, _planner, "", _force);

        Assert.Equal("shift.crew-twice", Shift.Plan(Id<Shift>.New(_now), _force, _car, new(At("14:00"), At("22:00"), null, null, [same, same with { Part = CrewPart.SupportWorker }]), _planner, _now).Refusal?.Code);
    }

    [Fact]
    public void What_was_worked_is_said_afterwards_and_near_the_plan_and_then_stands()
    {
        var shift = Planned();

        Assert.Equal("shift.starts-later", shift.Worked(At("14:00"), null, At("13:59")).Refusal?.Code);
        Assert.Equal("shift.ends-later", shift.Worked(At("14:00"), At("22:00"), At("21:59")).Refusal?.Code);
        Assert.Equal("shift.start-far", shift.Worked(At("14:00").AddDays(-2), null, At("15:00")).Refusal?.Code);
        Assert.Equal("shift.end-far", shift.Worked(At("14:30"), At("14:00"), At("15:00")).Refusal?.Code);
        Assert.Null(shift.Worked(At("14:05"), null, At("15:00")).Refusal);
        Assert.Equal("shift.started", shift.Cancel("No", At("15:00")).Refusal?.Code);
        Assert.Null(shift.Worked(At("14:05"), At("21:40"), At("22:00")).Refusal);
        Assert.Equal("shift.ended", shift.Change(new(At("14:00"), At("22:00"), null, null, []), At("22:30")).Refusal?.Code);
    }

    [Fact]
    public void Changing_a_crew_keeps_those_who_stay()
    {
        var shift = Planned();
        var stays = shift.Crew.Single(m => m.Part is CrewPart.Officer);

        shift.Change(new(At("14:00"), At("20:00"), " Car 7 ", " ", [new(CrewPart.Officer, null, "officer demo", null)]), _now);

        Assert.Same(stays, Assert.Single(shift.Crew));
        Assert.Equal(("Car 7", null), (shift.Vehicle, shift.Note));
    }

    private static Shift Planned() => Shift.Plan(
        Id<Shift>.New(_now), _force, _car, new(At("14:00"), At("22:00"), null, null, [new(CrewPart.Officer, null, "Officer Demo", null), new(CrewPart.SupportWorker, null, "Worker Demo", null)]), _planner, _now)
        .Match(shift => shift, refusal => throw new InvalidOperationException(refusal.Message));

    private static IEnumerable<string> Gaps(params ShiftPresence[] shifts) => CoverGaps.In(_window, _car, shifts).Select(g => g.Because);

    private static IEnumerable<string> Gaps(Shift shift) => CoverGaps.In(_window, _car, new[] { shift.Presence }.OfType<ShiftPresence>()).Select(g => g.Because);

    private static ShiftPresence On(string from, string until, params CrewPart[] crew) => new(At(from), At(until), crew);

    private static DateTimeOffset At(string time) => UkTime.At(_saturday, TimeOnly.ParseExact(time, "HH:mm"));
}
