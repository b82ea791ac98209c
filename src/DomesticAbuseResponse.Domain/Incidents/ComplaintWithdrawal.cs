using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>
/// The victim withdrew what they had said. It ends no risk and closes nothing: incident, case, clocks and the duty to assess stay as they are, and a
/// prosecution may go on without the victim (R4.23). A control-room supervisor looks at each.
/// </summary>
public sealed class ComplaintWithdrawal
{
    public const int WordsMaxLength = 2000;

    private ComplaintWithdrawal()
    {
    }

    internal ComplaintWithdrawal(Id<Incident> incidentId, Id<StaffMember> by, string words, YesNoUnknown underPressure, DateTimeOffset at) =>
        (IncidentId, By, Words, UnderPressure, At) = (incidentId, by, words, underPressure, at);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>What the victim said, and to whom.</summary>
    public string Words { get; private init; } = "";

    /// <summary>Whether whoever took it down thinks that the victim was put under pressure, or was not alone.</summary>
    public YesNoUnknown UnderPressure { get; private init; }

    public DateTimeOffset? ReviewedAt { get; private set; }

    public Id<StaffMember>? ReviewedBy { get; private set; }

    /// <summary>What the supervisor decided is done for the victim's safety.</summary>
    public string? Decision { get; private set; }

    internal void Review(Id<StaffMember> by, string decision, DateTimeOffset at) => (ReviewedBy, Decision, ReviewedAt) = (by, decision, at);
}
