using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>From which event a MARAC counts its 12 months (R2.8). Kept with history, or repeat rates do not compare.</summary>
public enum RepeatAnchor
{
    LastReferral,
    LastHeard,
}

/// <summary>
/// Whether an incident falls in the repeat window of its victim and perpetrator, and why. <paramref name="Window"/> is
/// null when there was no earlier referral.
/// </summary>
public sealed record RepeatDecision(bool IsRepeat, DateOnly? AnchorDate, DueDate? Window, string Reason);

/// <summary>
/// R2.9: an incident is a repeat up to and including the anniversary of the anchor, by calendar months; 29 February
/// falls back to 28. Whether the behaviour counts is another rule (R2.6, R2.7). All dates are London's.
/// </summary>
public static class RepeatWindow
{
    /// <summary>The last day on which an incident is a repeat, with its trace; also when the MARAC flag expires (R2.10).</summary>
    public static DueDate From(DateOnly anchor, DeadlineRuleBook? rules = null) =>
        (rules ?? DeadlineRuleBook.Default).Due(DeadlineCodes.RepeatWindow, anchor, DeadlineCalendars.Default);

    /// <param name="lastHeard">Null when the case has not been heard yet; then the referral is the anchor.</param>
    public static RepeatDecision Decide(
        DateOnly incidentDate, DateOnly? lastReferral, DateOnly? lastHeard, RepeatAnchor anchor, DeadlineRuleBook? rules = null)
    {
        var (date, name) = anchor is RepeatAnchor.LastHeard && lastHeard is not null
            ? (lastHeard, "last heard at MARAC")
            : (lastReferral, "last referred to MARAC");

        if (date is not { } anchorDate)
        {
            return new RepeatDecision(false, null, null, "Not a repeat: no earlier MARAC referral of this victim and perpetrator.");
        }

        var window = From(anchorDate, rules);
        var last = window.LastDay!.Value;
        var isFurther = incidentDate >= (lastReferral < anchorDate ? lastReferral.Value : anchorDate);
        var isRepeat = isFurther && incidentDate <= last;
        var told = $"{name} on {UkTime.Describe(anchorDate)}";

        return new RepeatDecision(isRepeat, anchorDate, window, (isFurther, isRepeat) switch
        {
            (false, _) => $"Not a repeat: the incident of {UkTime.Describe(incidentDate)} came before the case was {told}.",
            (_, true) => $"Repeat: {told}, so the window runs to {UkTime.Describe(last)}, that day included.",
            (_, false) => $"Not a repeat: {told}, so the window ended with {UkTime.Describe(last)}.",
        });
    }
}
