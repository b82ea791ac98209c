using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class ClockKindTests
{
    private static readonly SchoolCalendar _schools = new(
        "Northbrook Council",
        "northbrook-2026",
        [
            new("Autumn, second half", new DateOnly(2026, 11, 2), new DateOnly(2026, 12, 18)),
            new("Spring, first half", new DateOnly(2027, 1, 5), new DateOnly(2027, 2, 12)),
        ],
        BankHolidays.Default,
        closures: [new DateOnly(2026, 11, 16)]);

    [Theory]
    [InlineData("2026-10-24")]
    [InlineData("2027-03-27")]
    public void Elapsed_hours_really_elapse_from_every_hour_of_a_weekend_when_the_clocks_change(string saturday)
    {
        var first = UkTime.StartOfDay(Start(saturday).Date);

        for (var at = first; at < first.AddHours(72); at = at.AddHours(1))
        {
            for (var hours = 1; hours <= 48; hours++)
            {
                var due = DeadlineClock.Compute(Rule(Clock.ElapsedHours(hours)), at, Calendars);

                Assert.Equal(TimeSpan.FromHours(hours), due.DueAt - at);
                Assert.Equal(
                    UkTime.ToLondon(due.DueAt).Offset != UkTime.ToLondon(at).Offset,
                    due.Trace.Steps.Any(s => s.Kind is TraceStepKind.ClocksChanged));
            }
        }
    }

    [Theory]
    [InlineData("2026-10-23")]
    [InlineData("2027-03-26")]
    public void A_day_deadline_ends_at_23_59_59_London_from_every_hour_of_a_weekend_when_the_clocks_change(string friday)
    {
        Clock[] clocks =
        [
            Clock.NextDayEnd(), Clock.WorkingDays(1), Clock.WorkingDays(-1), Clock.CalendarDays(1), Clock.CalendarDays(2),
            Clock.BeginningWith(2), Clock.MonthsCorresponding(5), Clock.MonthsBeginning(7),
        ];
        var first = UkTime.StartOfDay(Start(friday).Date);

        for (var at = first; at < first.AddHours(96); at = at.AddHours(1))
        {
            foreach (var clock in clocks)
            {
                var due = DeadlineClock.Compute(Rule(clock), at, Calendars);
                Assert.Equal(
                    due.LastDay!.Value.ToDateTime(new TimeOnly(23, 59, 59)), UkTime.ToLondon(due.DueAt).DateTime);
            }
        }
    }

    [Fact]
    public void The_date_of_an_event_after_midnight_in_summer_is_the_London_date() =>
        DueOn("2026-07-08", Due(Clock.WorkingDays(5), "2026-06-30T23:30:00Z"));

    [Fact]
    public void Whatever_the_hour_the_event_date_is_day_0()
    {
        DueOn("2026-11-25", Due(Clock.WorkingDays(1), "2026-11-24T00:00"));
        DueOn("2026-11-25", Due(Clock.WorkingDays(1), "2026-11-24T23:59:59"));
    }

    [Fact]
    public void Working_days_may_end_at_the_close_of_business() =>
        DueAt("2026-07-08T17:00:00+01:00", Due(Clock.WorkingDays(5, closeOfBusiness: true), "2026-07-01"));

    [Fact]
    public void A_start_without_a_time_counts_hours_from_midnight_and_says_so()
    {
        var due = Due(DeadlineCodes.VictimContactHigh, "2026-11-24");

        DueAt("2026-11-25T00:00:00+00:00", due);
        Assert.Contains("No time of day was given, so the count starts at 00:00, the earliest reading.", due.Trace.ToSentences());
    }

    [Fact]
    public void A_start_at_a_time_that_happened_twice_is_explained()
    {
        var due = Due(DeadlineCodes.VictimContactHigh, "2026-10-25T01:30");

        DueAt("2026-10-26T00:30:00+00:00", due);
        Assert.Contains(due.Trace.ToSentences(), s => s.StartsWith("That time happens twice", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-27T21:10", "2026-11-30T08:30:00+00:00")]
    [InlineData("2026-12-18T20:00", "2027-01-05T08:30:00+00:00")]
    [InlineData("2026-11-24T02:00", "2026-11-24T08:30:00+00:00")]
    [InlineData("2026-11-24T08:30", "2026-11-25T08:30:00+00:00")]
    [InlineData("2026-11-13T15:00", "2026-11-17T08:30:00+00:00")]
    public void The_school_hears_before_its_next_day_starts(string incident, string due) =>
        DueAt(due, Due(Clock.NextSchoolDay(), incident, new(BankHolidays.Default, _schools)));

    [Fact]
    public void School_holidays_are_said_as_one_run() =>
        Assert.Contains(
            Due(Clock.NextSchoolDay(), "2026-12-18T20:00", new(BankHolidays.Default, _schools)).Trace.ToSentences(),
            s => s.Contains("Saturday 19 December 2026 to Monday 4 January 2027 (outside term)", StringComparison.Ordinal));

    [Fact]
    public void Without_term_dates_for_the_day_there_is_no_answer_but_a_reason()
    {
        var rule = Rule(Clock.NextSchoolDay());
        var known = new DeadlineCalendars(BankHolidays.Default, _schools);

        Assert.Equal("school-calendar.missing", Code(DeadlineClock.TryCompute(rule, Start("2026-11-24"), Calendars)));
        Assert.Equal("school-calendar.ended", Code(DeadlineClock.TryCompute(rule, Start("2027-02-12T09:00"), known)));
        Assert.Equal("school-calendar.too-late", Code(DeadlineClock.TryCompute(rule, Start("2026-08-01"), known)));
    }

    [Theory]
    [InlineData(ClockKind.ElapsedHours, 0)]
    [InlineData(ClockKind.WorkingDays, 261)]
    [InlineData(ClockKind.WorkingDays, -261)]
    [InlineData(ClockKind.CalendarDays, -1)]
    [InlineData(ClockKind.MonthsBeginning, 1201)]
    [InlineData(ClockKind.NextDayEnd, 2)]
    public void A_clock_without_meaning_cannot_be_made(ClockKind kind, int amount)
    {
        Assert.NotNull(Clock.Check(kind, amount));
        Assert.Throws<ArgumentException>(() => new Clock(kind, amount));
    }

    [Fact]
    public void Hours_take_no_roll_and_only_corresponding_months_are_extended()
    {
        Assert.Equal("clock.hours", Clock.Check(ClockKind.ElapsedHours, 24, rollsToWorkingDay: true)?.Code);
        Assert.Equal("clock.extension", Clock.Check(ClockKind.WorkingDays, 5, extendableByMonths: 2)?.Code);
        Assert.Equal("clock.start", Clock.Check(ClockKind.MonthsBeginning, 3, startsDaysLater: 32)?.Code);
    }

    private static string Code(Result<DueDate> result) => result.Match(_ => "answered", refusal => refusal.Code);
}
