using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

public sealed record AssessmentStarted(Guid Assessment, string Instrument) : Happened;

public sealed record AnswerSaved(Guid Assessment, string Instrument, int Item) : Happened;

public sealed record AssessmentSectionSaved(Guid Assessment, string Section) : Happened;

/// <summary>A form would have restricted the record, and nobody who answers for it could have opened it any more.</summary>
public sealed record RestrictionLeftOut : Happened;

public sealed record AssessmentCompleted(Guid Assessment, int? Ticks, RiskGrade? Suggested) : Happened;

public sealed record GradeGiven(Guid Assessment, GradeKind Kind, RiskGrade Grade, bool AwaitsSecondPerson, string PolicyVersion) : Happened;

public sealed record CaseGraded(RiskGrade? Before, RiskGrade Grade) : Happened;
