using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>A date the rhythm of a MARAC suggests, and why it is that one.</summary>
public sealed record ProposedDate(DateOnly Date, string Because);

/// <summary>
/// Proposes the next meetings of a MARAC from its last one: every 14 days, or the same weekday of the month (the second Thursday). A day
/// that is not worked moves to the next that is. London dates.
/// </summary>
public static class MeetingRhythm
{
    /// <param name="last">The latest ordinary meeting; null for a MARAC that has none yet.</param>
    /// <param name="firstOpen">The earliest date whose referrals have not closed; the rhythm goes on from there when the last meeting is long past.</param>
    public static IReadOnlyList<ProposedDate> Propose(DateOnly? last, DateOnly firstOpen, MaracCadence cadence, WorkingCalendar calendar, int count)
    {
        List<ProposedDate> proposed = [];
        if (last is not { } anchor)
        {
            anchor = calendar.OnOrAfter(firstOpen);
            proposed.Add(new(anchor, $"The first working day whose referrals are still open. The rhythm starts from the date you choose."));
        }

        for (var n = 1; proposed.Count < count; n++)
        {
            var regular = cadence is MaracCadence.Fortnightly ? anchor.AddDays(14 * n) : SameWeekday(anchor, n);
            var worked = calendar.OnOrAfter(regular);
            if (worked >= firstOpen)
            {
                proposed.Add(new(worked, Because(anchor, cadence) + (worked == regular ? "" : $" Moved from {UkTime.Describe(regular)} ({calendar.Why(regular)}).")));
            }
        }

        return proposed;
    }

    private static string Because(DateOnly anchor, MaracCadence cadence) => cadence switch
    {
        MaracCadence.Fortnightly => $"Every 14 days from {UkTime.Describe(anchor)}.",
        MaracCadence.Monthly => $"The {Ordinal(anchor)} {anchor.DayOfWeek} of the month, as on {UkTime.Describe(anchor)}.",
    };

    /// <summary>The same weekday, as many weeks into the month; the last one where a month has no fifth.</summary>
    private static DateOnly SameWeekday(DateOnly anchor, int monthsLater)
    {
        var first = new DateOnly(anchor.Year, anchor.Month, 1).AddMonths(monthsLater);
        var weekday = first.AddDays(((int)anchor.DayOfWeek - (int)first.DayOfWeek + 7) % 7);
        var wanted = weekday.AddDays(7 * ((anchor.Day - 1) / 7));
        return wanted.Month == first.Month ? wanted : wanted.AddDays(-7);
    }

    private static string Ordinal(DateOnly date) => ((date.Day - 1) / 7) switch
    {
        0 => "first",
        1 => "second",
        2 => "third",
        3 => "fourth",
        _ => "fifth or last",
    };
}
