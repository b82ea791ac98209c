using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>
/// Computes every deadline of the product, by section 7.2: pure, so the same rule, start and calendars give the same
/// answer and the same trace for ever.
/// </summary>
public static class DeadlineClock
{
    /// <summary>The due date of a rule that always has one.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no answer: see <see cref="TryCompute"/>, which is for starts that come from outside and for school days.
    /// </exception>
    public static DueDate Compute(DeadlineRule rule, DeadlineStart start, DeadlineCalendars calendars) =>
        TryCompute(rule, start, calendars).Match(
            due => due,
            refusal => throw new InvalidOperationException($"{rule.Code}: {refusal.Message}"));

    /// <summary>The due date, or why there is none: the start is out of range, or term dates are missing or have ended.</summary>
    public static Result<DueDate> TryCompute(DeadlineRule rule, DeadlineStart start, DeadlineCalendars calendars)
    {
        if (!DeadlineStart.IsInRange(start.Date))
        {
            return DeadlineStart.OutOfRange();
        }

        if (rule.Clock.Kind is ClockKind.NextSchoolDay)
        {
            return HourCounts.NextSchoolDay(rule.Clock, start, calendars).Match<Result<DueDate>>(
                count => Explain(rule, start, calendars, count),
                refusal => refusal);
        }

        return Explain(rule, start, calendars, Run(rule.Clock, start, calendars.WorkingDays));
    }

    private static Count Run(Clock clock, DeadlineStart start, WorkingCalendar calendar) => clock.Kind switch
    {
        ClockKind.ElapsedHours => HourCounts.Elapsed(clock, start),
        ClockKind.CourtHours => HourCounts.Court(clock, start, calendar),
        ClockKind.NextDayEnd => DayCounts.NextDay(clock, start, calendar),
        ClockKind.WorkingDays => DayCounts.WorkingDays(clock, start, calendar),
        ClockKind.CalendarDays => DayCounts.CalendarDays(clock, start, calendar),
        ClockKind.BeginningWith => DayCounts.BeginningWith(clock, start, calendar),
        ClockKind.MonthsCorresponding => DayCounts.MonthsCorresponding(clock, start, calendar),
        ClockKind.MonthsBeginning => DayCounts.MonthsBeginning(clock, start, calendar),
        ClockKind.NextSchoolDay => throw new InvalidOperationException("School days need a school calendar."),
    };

    private static DueDate Explain(DeadlineRule rule, DeadlineStart start, DeadlineCalendars calendars, Count count)
    {
        var calendar = calendars.WorkingDays;
        List<string> notes = [];

        if (start.Reading is not null)
        {
            notes.Add(start.Reading);
        }

        if (!start.HasTime && rule.Clock.NeedsTimeOfDay)
        {
            notes.Add("No time of day was given, so the count starts at 00:00, the earliest reading.");
        }

        notes.AddRange(count.Notes);

        if (rule.Clock.UsesWorkingDays && !(calendar.Covers(start.Date) && calendar.Covers(UkTime.DateOf(count.DueAt))))
        {
            notes.Add(
                $"The bank holiday list covers {UkTime.Describe(calendar.FirstDay)} to {UkTime.Describe(calendar.LastDay)}. "
                + "Days outside it were counted without bank holidays, so check this date again when the list is longer.");
        }

        var version = rule.Clock.Kind is ClockKind.NextSchoolDay && calendars.Schools is { } schools
            ? $"{schools.Version}, {schools.WorkingDays.Version}"
            : calendar.Version;

        return new DueDate(new DeadlineTrace(
            rule.Code,
            rule.Version,
            rule.Clock.ToString(),
            rule.Description,
            rule.Sources,
            version,
            rule.Clock.UsesWorkingDays,
            rule.Starts,
            start.Instant,
            start.HasTime,
            count.Steps,
            count.DueAt,
            count.LastDay,
            count.Alternative,
            count.FinishBy,
            notes.Count > 0 ? notes : null));
    }
}

/// <summary>What one way of counting found, before it is put beside its rule.</summary>
internal sealed record Count(DateTimeOffset DueAt, DateOnly? LastDay, IReadOnlyList<TraceStep> Steps)
{
    public AlternativeReading? Alternative { get; init; }

    public FinishBy? FinishBy { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];
}
