using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>Somebody sent to an incident: who, when, when they arrived, or that they were called off. Times are UTC.</summary>
public sealed class IncidentDispatch
{
    public const int WhoMaxLength = 120;
    public const int NoteMaxLength = 500;

    private IncidentDispatch()
    {
    }

    internal IncidentDispatch(Id<Incident> incidentId, string who, string? note, Id<StaffMember> by, DateTimeOffset at) =>
        (IncidentId, Who, Note, SentBy, SentAt) = (incidentId, who, note, by, at);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    /// <summary>A call sign, a unit or an officer, as the control room says it: "Kilo 21".</summary>
    public string Who { get; private init; } = "";

    /// <summary>What they were told on the way.</summary>
    public string? Note { get; private init; }

    public Id<StaffMember> SentBy { get; private init; }

    public DateTimeOffset SentAt { get; private init; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    public Id<StaffMember>? ArrivedBy { get; private set; }

    /// <summary>When they were called off before they arrived.</summary>
    public DateTimeOffset? StoodDownAt { get; private set; }

    public Id<StaffMember>? StoodDownBy { get; private set; }

    public bool IsOnTheWay => ArrivedAt is null && StoodDownAt is null;

    internal void Arrive(Id<StaffMember> by, DateTimeOffset at) => (ArrivedAt, ArrivedBy) = (at, by);

    internal void StandDown(Id<StaffMember> by, DateTimeOffset at) => (StoodDownAt, StoodDownBy) = (at, by);
}
