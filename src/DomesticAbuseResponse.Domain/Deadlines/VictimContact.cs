using System.Collections.Frozen;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>What a force has chosen where R4.25 leaves a choice.</summary>
/// <param name="HighByEndOfNextDay">Whether "one day" is the end of the next calendar day instead of 24 elapsed hours.</param>
/// <param name="AuthorisedRoles">Whose conversation with the victim stops the clock.</param>
public sealed record VictimContactSettings(bool HighByEndOfNextDay, IReadOnlySet<Role> AuthorisedRoles)
{
    public static VictimContactSettings Default { get; } = new(
        HighByEndOfNextDay: false,
        new[] { Role.SafeguardingOfficer, Role.Idva, Role.IdvaManager }.ToFrozenSet());

    /// <summary>Why these cannot be used, or null when they can.</summary>
    public Refusal? Check() => AuthorisedRoles.Count == 0 ? new("victim-contact.nobody", "Somebody’s conversation with the victim must stop the clock.") : null;
}

/// <summary>
/// What a new grade does to the open contact deadline. <see cref="DueAt"/> (UTC) is the date that now holds, null for
/// none; <see cref="NewClock"/> is set when it comes from a clock the new grade started, and null when nothing changed.
/// </summary>
public sealed record ContactRegrade(DateTimeOffset? DueAt, DueDate? NewClock, string Reason);

/// <summary>By when the victim must have been spoken to (R4.9, R4.25). Instants are UTC.</summary>
public static class VictimContact
{
    /// <summary>The deadline a first grade sets, counted from the first report. Standard sets none.</summary>
    public static DueDate? Initial(
        RiskGrade grade, DeadlineStart reported, DeadlineRuleBook rules, DeadlineCalendars calendars, VictimContactSettings settings) =>
        grade switch
        {
            RiskGrade.High => rules.Due(HighRule(settings), reported, calendars),
            RiskGrade.Medium => rules.Due(DeadlineCodes.VictimContactMedium, reported, calendars),
            RiskGrade.Standard => null,
        };

    /// <summary>
    /// A higher grade brings the date forward and never back: the earlier of the old date and a High clock started at
    /// the regrade (S27). A lower grade keeps the date until contact is made. A rise from Standard to Medium counts from
    /// the report, but leaves at least the time a High would.
    /// </summary>
    /// <param name="oldDue">The open deadline; null when none is open.</param>
    public static ContactRegrade OnRegrade(
        DateTimeOffset? oldDue,
        RiskGrade from,
        RiskGrade to,
        DeadlineStart reported,
        DateTimeOffset regradedAt,
        DeadlineRuleBook rules,
        DeadlineCalendars calendars,
        VictimContactSettings settings)
    {
        if (to <= from)
        {
            return new ContactRegrade(oldDue, null, oldDue is null
                ? "The grade did not rise, and no contact is outstanding."
                : "The grade did not rise, so the earlier date stands until contact is made.");
        }

        var high = rules.Due(HighRule(settings), regradedAt, calendars);
        var next = to is RiskGrade.Medium && rules.Due(DeadlineCodes.VictimContactMedium, reported, calendars) is var medium
            && medium.DueAt >= high.DueAt
            ? medium
            : high;

        return oldDue <= next.DueAt
            ? new ContactRegrade(oldDue, null, "The date already set is no later than the one the new grade would set, so it stands.")
            : new ContactRegrade(next.DueAt, next, oldDue is null
                ? "The higher grade sets a date."
                : $"The higher grade brings the date forward from {UkTime.Describe(oldDue.Value)}.");
    }

    /// <summary>The same deadline with the remark that contact made before it was set has met it: between a report and its grade people speak with the victim too.</summary>
    public static DueDate AlreadyMade(DueDate due, DateTimeOffset contactAt) => due with
    {
        Trace = due.Trace with
        {
            Notes = [.. due.Trace.Notes ?? [], $"Somebody authorised spoke with the victim on {UkTime.Describe(contactAt)}, after this clock started and before the date was set. That contact has met it."],
        },
    };

    /// <summary>
    /// Only two-way contact with the victim by an authorised person stops the clock; an attempt, a message or a word
    /// with somebody else does not (S28).
    /// </summary>
    public static bool StopsTheClock(bool twoWayContactWithVictim, IEnumerable<Role> rolesOfContacter, VictimContactSettings settings) =>
        twoWayContactWithVictim && rolesOfContacter.Any(settings.AuthorisedRoles.Contains);

    /// <summary>Overdue from the first instant after the due one, for as long as no contact has stopped the clock.</summary>
    public static bool IsOverdue(DateTimeOffset dueAt, DateTimeOffset? stoppedAt, DateTimeOffset now) => (stoppedAt ?? now) > dueAt;

    private static string HighRule(VictimContactSettings settings) =>
        settings.HighByEndOfNextDay ? DeadlineCodes.VictimContactHighNextDay : DeadlineCodes.VictimContactHigh;
}
