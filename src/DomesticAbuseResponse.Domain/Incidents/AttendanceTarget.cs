namespace DomesticAbuseResponse.Domain.Incidents;

public enum TargetState
{
    /// <summary>No grade, or one whose time is agreed with the caller.</summary>
    None,

    /// <summary>Somebody goes at once; the scheme names no time.</summary>
    AtOnce,
    Running,
    Overdue,
    Met,
    MetLate,
}

/// <summary>
/// How a call stands against its force's target for being there (R4.2). The clock runs from the report to the first arrival; another grade changes the
/// length and not the start. Arriving at the very instant is in time.
/// </summary>
/// <param name="DueAt">UTC; null where there is no target.</param>
/// <param name="Words">"8 minutes left", "12 minutes overdue", "Arrived after 9 minutes, in time".</param>
/// <param name="Reason">Which target, of which grade.</param>
public sealed record AttendanceTarget(TargetState State, DateTimeOffset? DueAt, string Words, string Reason)
{
    /// <param name="isRural">Whether the unit is given the longer time of the country.</param>
    /// <param name="attendedAt">The first arrival; null while nobody is there.</param>
    public static AttendanceTarget Of(
        ResponseScheme scheme, ResponseGrade? grade, bool isRural, Silence silence, DateTimeOffset reportedAt, DateTimeOffset? attendedAt, DateTimeOffset now)
    {
        var after = attendedAt is { } at ? $"Arrived after {Time(at - reportedAt)}" : null;
        if (grade is not { } given)
        {
            return new(TargetState.None, null, after ?? (silence.IsAlwaysAttended() ? "Must be attended" : "No target until it is graded"), "The call has no response grade (R4.1)");
        }

        var named = scheme.Of(given);
        var rural = isRural && named.RuralAttendWithin is not null;
        if ((rural ? named.RuralAttendWithin : named.AttendWithin) is not { } within)
        {
            var atOnce = given is ResponseGrade.Immediate;
            return new(
                atOnce && attendedAt is null ? TargetState.AtOnce : TargetState.None, null, after ?? (atOnce ? "At once" : silence.IsAlwaysAttended() ? "Must be attended" : "No target"),
                atOnce ? $"{named.Name}: somebody goes at once (R4.1)" : $"{named.Name}: no target, the time is agreed with the caller (R4.2)");
        }

        var due = reportedAt + within;
        var reason = $"{named.Name}: attend within {ResponseGradeName.Words(within)} of the report{(rural ? ", the time of the country" : "")} (R4.2)";
        return (attendedAt, due - (attendedAt ?? now)) switch
        {
            ({ }, { Ticks: >= 0 }) => new(TargetState.Met, due, $"{after}, in time", reason),
            ({ }, var late) => new(TargetState.MetLate, due, $"Arrived {Time(-late)} late", reason),
            (null, { Ticks: >= 0 } left) => new(TargetState.Running, due, $"{Time(left)} left", reason),
            (null, var over) => new(TargetState.Overdue, due, $"{Time(-over)} overdue", reason),
        };
    }

    /// <summary>"8 minutes", "1 hour 5 minutes", "2 days 3 hours": whole minutes, from a day on whole hours.</summary>
    public static string Time(TimeSpan time)
    {
        time = time < TimeSpan.Zero ? TimeSpan.Zero : time;
        return time.TotalDays >= 1 ? And(Count((int)time.TotalDays, "day"), time.Hours, "hour")
            : time.TotalHours >= 1 ? And(Count((int)time.TotalHours, "hour"), time.Minutes, "minute")
            : time.TotalMinutes < 1 ? "less than a minute" : Count(time.Minutes, "minute");
    }

    private static string And(string first, int rest, string of) => rest == 0 ? first : $"{first} {Count(rest, of)}";

    private static string Count(int number, string one) => $"{number} {one}{(number == 1 ? "" : "s")}";
}
