using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The clocks that end with a London date: whatever the hour of the event, its date is where they start.</summary>
internal static class DayCounts
{
    public static Count NextDay(Clock clock, DeadlineStart start, WorkingCalendar calendar) =>
        Finish(clock, First(clock, start).AddDays(1), [], calendar);

    public static Count WorkingDays(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var date = First(clock, start);
        var step = Math.Sign(clock.Amount);
        List<TraceStep> steps = [];

        for (var counted = 0; counted < Math.Abs(clock.Amount);)
        {
            date = date.AddDays(step);

            steps.Add(calendar.Why(date) is { } reason
                ? new TraceStep(TraceStepKind.Skipped, date, reason)
                : new TraceStep(TraceStepKind.Counted, date, Day: step * ++counted));
        }

        return Finish(clock, date, steps, calendar);
    }

    public static Count CalendarDays(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var last = First(clock, start).AddDays(clock.Amount);
        var reason = $"{Plural(clock.Amount, "day")} after {UkTime.Describe(First(clock, start))}; weekends and holidays count";
        return Finish(clock, last, [new TraceStep(TraceStepKind.Reached, last, reason)], calendar);
    }

    public static Count BeginningWith(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var first = First(clock, start);
        var last = first.AddDays(clock.Amount - 1);
        var reason = $"day {clock.Amount}, where day 1 is {UkTime.Describe(first)}; weekends and holidays count";
        return Finish(clock, last, [new TraceStep(TraceStepKind.Reached, last, reason)], calendar);
    }

    public static Count MonthsCorresponding(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var first = First(clock, start);
        var last = first.AddMonths(clock.Amount);
        var count = Finish(clock, last, [new TraceStep(TraceStepKind.Reached, last, Corresponding(first, clock.Amount))], calendar);

        if (clock.ExtendableByMonths == 0)
        {
            return count;
        }

        var extended = calendar.OnOrAfter(first.AddMonths(clock.Amount + clock.ExtendableByMonths));
        return count with
        {
            Notes =
            [
                $"If it is complex it may be extended by {Plural(clock.ExtendableByMonths, "month")}, "
                + $"to {UkTime.Describe(extended)}; the person must be told so within the first time limit.",
            ],
        };
    }

    public static Count MonthsBeginning(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var first = First(clock, start);
        var candidate = first.AddMonths(clock.Amount);
        var exists = candidate.Day == first.Day;
        var last = exists ? candidate.AddDays(-1) : candidate;
        var months = $"{Plural(clock.Amount, "month")} beginning with {UkTime.Describe(first)}";
        var reason = exists
            ? $"the day before {UkTime.Describe(candidate)}, which completes {months}"
            : $"the last day of the month, which completes {months}, because {MonthOf(candidate)} has no day {first.Day}";

        return Finish(clock, last, [new TraceStep(TraceStepKind.Reached, last, reason)], calendar);
    }

    private static DateOnly First(Clock clock, DeadlineStart start) => start.Date.AddDays(clock.StartsDaysLater);

    private static Count Finish(Clock clock, DateOnly last, List<TraceStep> steps, WorkingCalendar calendar)
    {
        FinishBy? finishBy = null;

        if (calendar.Why(last) is { } reason)
        {
            if (clock.RollsToWorkingDay)
            {
                var moved = calendar.OnOrAfter(last);

                for (; last < moved; last = last.AddDays(1))
                {
                    steps.Add(new TraceStep(TraceStepKind.Skipped, last, calendar.Why(last)));
                }

                steps.Add(new TraceStep(TraceStepKind.Moved, moved, "the next working day"));
            }
            else if (clock.WarnsBeforeNonWorkingDay)
            {
                finishBy = new FinishBy(calendar.AddWorkingDays(last, -1), $"{UkTime.Describe(last)} is not a working day ({reason})");
            }
        }

        var due = clock.DueTime is { } time ? UkTime.At(last, time) : UkTime.EndOfDay(last);
        return new Count(due, last, steps) { FinishBy = finishBy };
    }

    private static string Corresponding(DateOnly first, int months)
    {
        var last = first.AddMonths(months);
        var after = $"{Plural(months, "month")} after {UkTime.Describe(first)}";
        return last.Day == first.Day
            ? after
            : $"the last day of the month, {after}, because {MonthOf(last)} has no day {first.Day}";
    }

    private static string MonthOf(DateOnly date) => date.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
