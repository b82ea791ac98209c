using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;

namespace DomesticAbuseResponse.Application.Caseload;

public sealed record HoursChanged(Id<StaffMember> Staff, decimal? Before, decimal? After) : Happened;

/// <summary>Nobody carries the case: it waits on the team's list.</summary>
public sealed record CaseAwaitsCarrier(Id<StaffMember> Before) : Happened;

public sealed record CaseTaskSet(Id<CaseTask> Task, DateOnly DueOn) : Happened;

public sealed record CaseTaskChanged(Id<CaseTask> Task, DateOnly DueOn) : Happened;

public sealed record CaseTaskFinished(Id<CaseTask> Task) : Happened;
