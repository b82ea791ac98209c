using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>The clocks that end at a time of day of their own: elapsed hours, court hours and the next school day.</summary>
internal static class HourCounts
{
    public static Count Elapsed(Clock clock, DeadlineStart start)
    {
        var due = start.Instant.AddHours(clock.Amount);
        List<TraceStep> steps = [];

        for (var date = start.Date; date <= UkTime.DateOf(due); date = date.AddDays(1))
        {
            if (ClockChangeWithin(date, start.Instant, due) is { } reason)
            {
                steps.Add(new TraceStep(TraceStepKind.ClocksChanged, date, reason));
            }
        }

        return new Count(due, LastDay: null, steps);
    }

    /// <summary>
    /// R4.28. Where it is doubtful whether Saturday 26 December is a bank holiday, it counts, which gives the earlier
    /// answer; the later one is the alternative (R7.5).
    /// </summary>
    public static Count Court(Clock clock, DeadlineStart start, WorkingCalendar calendar)
    {
        var (due, steps) = CourtHours(start.Instant, clock.Amount, date => Disregarded(date, calendar));
        var doubtful = steps.FirstOrDefault(s => s.Kind is TraceStepKind.Counted && IsDoubtful(s.Date))?.Date;

        if (doubtful is null)
        {
            return new Count(due, LastDay: null, steps);
        }

        var (later, _) = CourtHours(
            start.Instant, clock.Amount, date => IsDoubtful(date) ? "Boxing Day" : Disregarded(date, calendar));

        return new Count(due, LastDay: null, steps)
        {
            Alternative = new AlternativeReading(
                later,
                $"{UkTime.Describe(doubtful.Value)} is not in the bank holiday list but the Banking and Financial Dealings Act 1971 "
                + "names 26 December. If it is not counted the time ends later. The earlier answer is used"),
        };
    }

    /// <summary>The first start of a school day after the event (R4.42).</summary>
    public static Result<Count> NextSchoolDay(Clock clock, DeadlineStart start, DeadlineCalendars calendars)
    {
        if (calendars.Schools is not { } schools)
        {
            return new Refusal("school-calendar.missing", "No school term dates are held for this area.");
        }

        if (start.Date < schools.FirstDay.AddDays(-56))
        {
            return new Refusal(
                "school-calendar.too-late",
                $"The school term dates held for {schools.Authority} start on {UkTime.Describe(schools.FirstDay)}.");
        }

        var dayStarts = clock.DueTime ?? new TimeOnly(8, 30);
        List<TraceStep> steps = [];

        for (var date = start.Date; date <= schools.LastDay; date = date.AddDays(1))
        {
            var due = UkTime.At(date, dayStarts);

            if (schools.Why(date) is { } reason)
            {
                steps.Add(new TraceStep(TraceStepKind.Skipped, date, reason));
            }
            else if (due <= start.Instant)
            {
                steps.Add(new TraceStep(TraceStepKind.Skipped, date, "the school day had already started"));
            }
            else
            {
                steps.Add(new TraceStep(TraceStepKind.Counted, date, Day: 1));
                return new Count(due, date, steps);
            }
        }

        return new Refusal(
            "school-calendar.ended",
            $"The school term dates held for {schools.Authority} end on {UkTime.Describe(schools.LastDay)}. Import the next year's.");
    }

    private static (DateTimeOffset Due, List<TraceStep> Steps) CourtHours(
        DateTimeOffset start, int hours, Func<DateOnly, string?> disregarded)
    {
        var left = TimeSpan.FromHours(hours);
        var at = start;
        List<TraceStep> steps = [];

        for (var date = UkTime.DateOf(start); ; date = date.AddDays(1))
        {
            var midnight = UkTime.StartOfDay(date.AddDays(1));

            if (disregarded(date) is { } reason)
            {
                steps.Add(new TraceStep(TraceStepKind.Skipped, date, reason));
            }
            else
            {
                var counted = TimeSpan.FromTicks(Math.Min(left.Ticks, (midnight - at).Ticks));
                steps.Add(new TraceStep(TraceStepKind.Counted, date, Time: counted));
                left -= counted;

                if (left == TimeSpan.Zero)
                {
                    return (at + counted, steps);
                }
            }

            at = midnight;
        }
    }

    private static string? Disregarded(DateOnly date, WorkingCalendar calendar) => date switch
    {
        { Month: 12, Day: 25 } => "Christmas Day",
        _ when Easter.IsGoodFriday(date) => "Good Friday",
        { DayOfWeek: DayOfWeek.Sunday } => "Sunday",
        _ => calendar.HolidayOn(date)?.Reason,
    };

    private static bool IsDoubtful(DateOnly date) => date is { Month: 12, Day: 26, DayOfWeek: DayOfWeek.Saturday };

    private static string? ClockChangeWithin(DateOnly date, DateTimeOffset start, DateTimeOffset due)
    {
        if (!UkTime.ClocksChangeOn(date))
        {
            return null;
        }

        var dayStarts = UkTime.StartOfDay(date);
        var from = UkTime.ToLondon(start > dayStarts ? start : dayStarts).Offset;
        var dayEnds = UkTime.EndOfDay(date);
        var to = UkTime.ToLondon(due < dayEnds ? due : dayEnds).Offset;

        return from == to ? null
            : to > from ? "the clocks went forward one hour"
            : "the clocks went back one hour";
    }
}
