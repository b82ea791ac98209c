using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>A crew was asked to reach a victim.</summary>
public sealed record CrewAsked(Guid Task, string Service, CrewWay Way) : Happened;

public sealed record CrewAccepted(Guid Task) : Happened;

public sealed record CrewDeclined(Guid Task) : Happened;

public sealed record CrewTaskHandedOn(Guid Task, Guid? To) : Happened;

public sealed record CrewTaskWithdrawn(Guid Task) : Happened;

/// <summary>Where a crew is, as it said itself.</summary>
public sealed record CrewMoved(Guid Task, CrewStepKind Move) : Happened;

/// <summary>The shift and its time for writing up ended before the task was done.</summary>
public sealed record CrewTaskLapsed(Guid Task) : Happened;
