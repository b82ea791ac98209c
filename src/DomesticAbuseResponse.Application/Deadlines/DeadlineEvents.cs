using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Deadlines;

namespace DomesticAbuseResponse.Application.Deadlines;

public sealed record DeadlineSet(DeadlineKind Kind, string RuleCode, string RuleVersion, DateTimeOffset DueAt) : Happened;

public sealed record DeadlineReplaced(DeadlineKind Kind, string RuleCode, string RuleVersion, DateTimeOffset DueBefore, DateTimeOffset DueAt) : Happened;

public sealed record DeadlineMet(DeadlineKind Kind, DateTimeOffset DueAt, bool InTime) : Happened;

public sealed record DeadlineEscalated(DeadlineKind Kind, DateTimeOffset DueAt) : Happened;
