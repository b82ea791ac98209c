using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Domain.Plans;

namespace DomesticAbuseResponse.Application.Plans;

public sealed record PlanBegun(DateOnly ReviewOn) : Happened;

/// <param name="Section">A code of the sections.</param>
public sealed record PlanLineWritten(int Line, string Section) : Happened;

public sealed record PlanLineChanged(int Line, IReadOnlyList<PlanField> Fields) : Happened;

public sealed record PlanLineSettled(int Line, PlanLineStatus Status) : Happened;

public sealed record PlanLineConfirmed(int Line) : Happened;

public sealed record PlanReviewed(bool SpokeWithVictim, DateOnly NextOn) : Happened;

public sealed record PlanEventTold(PlanEventKind Kind, DateOnly On) : Happened;

public sealed record PlanPaperMade(int Copy, string Language, int Lines) : Happened;

public sealed record PlanPaperGiven(int Copy, PaperWay Way, PaperSafety WasSafe) : Happened;
