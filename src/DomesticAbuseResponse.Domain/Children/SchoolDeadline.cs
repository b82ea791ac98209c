using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Children;

/// <summary>
/// By when a school is told: before the next school day starts, at 08:30 as shipped (R4.42, R4.45, S47, S48). It is due from the moment of the incident; this is
/// the latest. Where no term dates are held the strict reading holds: schools count as open on every weekday that is no bank holiday, and the trace says so.
/// </summary>
public static class SchoolDeadline
{
    private const string _strict = "no-term-dates";

    // Longer than any run of days on which nobody works.
    private const int _days = 31;

    /// <param name="start">The report, or when the child became known where that was after its time.</param>
    public static DueDate Of(DeadlineStart start, DeadlineRuleBook rules, WorkingCalendar workingDays, SchoolTerms terms, string authority)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(terms);
        var calendars = new DeadlineCalendars(workingDays, terms.CalendarOf(authority, workingDays));
        return rules.TryDue(DeadlineCodes.SchoolNotification, start, calendars).Match(due => due, refusal => Strict(start, rules, workingDays, authority, refusal));
    }

    private static DueDate Strict(DeadlineStart start, DeadlineRuleBook rules, WorkingCalendar workingDays, string authority, Refusal refusal)
    {
        var open = new SchoolCalendar(authority, _strict, [new SchoolTerm("Every weekday", start.Date, start.Date.AddDays(_days))], workingDays);
        var due = rules.TryDue(DeadlineCodes.SchoolNotification, start, new DeadlineCalendars(workingDays, open))
            .Match(found => found, other => throw new InvalidOperationException(other.Message));
        return new DueDate(due.Trace with
        {
            Notes =
            [
                $"{refusal.Message} Schools are read as open on every weekday that is no bank holiday, which gives the earliest answer. With term dates it may be later.",
                .. due.Trace.Notes ?? [],
            ],
        });
    }
}
