using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;

namespace DomesticAbuseResponse.Application.Caseload;

public sealed record HoursChanged(Id<StaffMember> Staff, decimal? Before, decimal? After) : Happened;

public sealed record CaseTaskSet(Id<CaseTask> Task, DateOnly DueOn) : Happened;

public sealed record CaseTaskChanged(Id<CaseTask> Task, DateOnly DueOn) : Happened;

public sealed record CaseTaskFinished(Id<CaseTask> Task) : Happened;
