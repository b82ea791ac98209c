namespace DomesticAbuseResponse.Domain.Risk;

public enum ReviewTimeliness
{
    /// <summary>The officer's turn of duty is not over yet.</summary>
    Waiting,
    InTime,
    Breached,
}

/// <summary>Whether a form reached the sergeant before the officer went off duty (R1.17, S12). Instants are UTC.</summary>
public sealed record SergeantReview(ReviewTimeliness Timeliness, DateTimeOffset DueBy, string Text)
{
    /// <param name="offDutyAt">The end of the officer's turn of duty; arriving at that very instant is in time.</param>
    /// <param name="reachedSergeantAt">Null while the form has not been handed over.</param>
    public static SergeantReview Of(DateTimeOffset offDutyAt, DateTimeOffset? reachedSergeantAt, DateTimeOffset now)
    {
        if (reachedSergeantAt is { } reached)
        {
            return reached <= offDutyAt
                ? new(ReviewTimeliness.InTime, offDutyAt, "Reached the sergeant before the officer went off duty.")
                : new(ReviewTimeliness.Breached, offDutyAt, $"Reached the sergeant {Minutes(reached - offDutyAt)} after off-duty.");
        }

        return now <= offDutyAt
            ? new(ReviewTimeliness.Waiting, offDutyAt, "Must reach the sergeant before the officer goes off duty.")
            : new(ReviewTimeliness.Breached, offDutyAt, $"Has not reached the sergeant, {Minutes(now - offDutyAt)} after off-duty.");
    }

    private static string Minutes(TimeSpan late) => (int)Math.Ceiling(late.TotalMinutes) is var minutes && minutes < 60
        ? $"{minutes} {(minutes == 1 ? "minute" : "minutes")}"
        : $"{minutes / 60} h {minutes % 60:00} min";
}
