using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incidents;

public enum IncidentDecisionKind
{
    /// <summary>A call logged as silent or abandoned was neither (S73).</summary>
    SilenceTakenBack,

    /// <summary>A person chose the case to which a victim's part in the incident belongs (R2.2).</summary>
    CaseChosen,

    /// <summary>The report came in at another time than was written down, and its clocks run from there (R4.25).</summary>
    ReportCorrected,
}

/// <summary>Something a person decided about an incident, with their reason. Never changed and never taken out.</summary>
public sealed class IncidentDecision
{
    public const int ReasonMaxLength = 2000;

    private IncidentDecision()
    {
    }

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public IncidentDecisionKind Kind { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    /// <summary>The victim whose part it is about.</summary>
    public Id<Person>? PersonId { get; private init; }

    public Id<Case>? FromCaseId { get; private init; }

    public Id<Case>? ToCaseId { get; private init; }

    /// <summary>The time of the report as it was written down before.</summary>
    public DateTimeOffset? FromTime { get; private init; }

    public DateTimeOffset? ToTime { get; private init; }

    internal static IncidentDecision SilenceTakenBack(Id<Incident> incident, Id<StaffMember> by, string reason, DateTimeOffset at) =>
        new() { IncidentId = incident, Kind = IncidentDecisionKind.SilenceTakenBack, By = by, Reason = reason, At = at };

    internal static IncidentDecision ReportCorrected(Id<Incident> incident, Id<StaffMember> by, DateTimeOffset from, DateTimeOffset to, string reason, DateTimeOffset at) =>
        new() { IncidentId = incident, Kind = IncidentDecisionKind.ReportCorrected, By = by, FromTime = from, ToTime = to, Reason = reason, At = at };

    internal static IncidentDecision CaseChosen(
        Id<Incident> incident, Id<StaffMember> by, Id<Person> victim, Id<Case>? from, Id<Case> to, string reason, DateTimeOffset at) =>
        new() { IncidentId = incident, Kind = IncidentDecisionKind.CaseChosen, By = by, PersonId = victim, FromCaseId = from, ToCaseId = to, Reason = reason, At = at };
}
