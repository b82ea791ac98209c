using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>Somebody who may see an incident asks for another response grade, with their reason; a control-room supervisor decides, with theirs (R4.1).</summary>
public sealed class RegradeRequest
{
    public const int ReasonMaxLength = 2000;

    private RegradeRequest()
    {
    }

    internal RegradeRequest(Id<Incident> incidentId, Id<StaffMember> by, ResponseGrade? before, ResponseGrade wanted, string reason, DateTimeOffset at) =>
        (IncidentId, By, Before, Wanted, Reason, At) = (incidentId, by, before, wanted, reason, at);

    public long Number { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    /// <summary>The grade the call had when it was asked.</summary>
    public ResponseGrade? Before { get; private init; }

    public ResponseGrade Wanted { get; private init; }

    public string Reason { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Id<StaffMember>? DecidedBy { get; private set; }

    /// <summary>Whether the grade became the one asked for.</summary>
    public bool? Granted { get; private set; }

    public string? Decision { get; private set; }

    internal void Decide(SupervisorReview review) =>
        (DecidedAt, DecidedBy, Granted, Decision) = (review.At, review.By, review.Grade == Wanted, review.Reason);
}
