namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>
/// One version of one deadline: which clock runs, why, and from when to when this version is in force (London dates,
/// both included). Rules are data; a stored deadline names the code and version it was computed with (R7.4).
/// </summary>
/// <param name="Code">Lower-case words joined by hyphens: victim-contact-high.</param>
/// <param name="Starts">What starts the clock, as a noun: "the report", "the meeting".</param>
/// <param name="Description">What must be done by when, in plain words, as a full sentence.</param>
/// <param name="Sources">The rule numbers this version is taken from.</param>
public sealed record DeadlineRule(
    string Code,
    string Version,
    Clock Clock,
    string Starts,
    string Description,
    IReadOnlyList<string> Sources,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveTo = null)
{
    public bool IsInForceOn(DateOnly date) => date >= EffectiveFrom && (EffectiveTo is null || date <= EffectiveTo);
}
