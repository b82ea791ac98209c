using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Finishes a form: the suggestion is kept with its reasons, and the assessor gives a grade of their own (R1.15, R1.16).</summary>
public sealed class CompleteAssessment(CaseDbContext db, AssessmentFiles assessments, GradeConsequences consequences, PolicyBook policies, TimeProvider clock)
{
    /// <param name="OffDutyAt">When the assessor goes off duty, London time (R1.17); the usual end of their turn when not given.</param>
    public sealed record Command(Id<RiskAssessment> AssessmentId, RiskGrade Grade, string? Reason, TimeOnly? OffDutyAt = null);

    public async Task<Result<GradingHistory>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenAsync(actor, command.AssessmentId, AccessLevel.Edit, "Complete a risk assessment", ct);
        var assessment = opened.Assessment;
        var policy = (await policies.AtAsync(PolicyKinds.Grading, assessment.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        if (opened.Instrument.Kind is InstrumentKind.Scales)
        {
            return ChildMatrices.NotGraded;
        }

        if (!opened.Case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (opened.Completeness is { IsComplete: false } missing)
        {
            return new Refusal("assessment.incomplete", $"Before you grade: {string.Join(' ', missing.Gaps.Select(g => g.Message).Take(3))}");
        }

        var findings = RiskFindings.For(opened.Answers, assessment.HonourConcern, policy);
        var maracId = await db.MaracOfAsync(opened.Case.UnitId, ct);
        var suggestion = SuggestedGrade.For(opened.Answers, assessment.HonourConcern, policy, maracId, UkTime.DateOf(now));
        assessment.MeetsCaseAt(assessment.PersonId == opened.Case.VictimId ? opened.Case.Grade : null);
        var history = suggestion is null ? assessment.History : assessment.History.Suggest(suggestion, now);
        var proposal = new GradeProposal(policy.OwnCapacityOf(actor.Roles), command.Grade, Grader.From(actor), command.Reason, now);

        var graded = history.Record(proposal, findings, policy);
        if (graded.Refusal is { } refused)
        {
            return refused;
        }

        var completed = assessment.Complete(findings.Ticks, findings.TicksPossible, suggestion?.Grade, JsonSerializer.Serialize(suggestion, AssessmentFiles.Json), now);
        if (completed.Refusal is { } already)
        {
            return already;
        }

        history = graded.Match(h => h, _ => history);
        assessment.Keep(history, now);
        var isPolice = await db.Agencies.AnyAsync(a => a.Id == actor.AgencyId && a.Kind == AgencyKind.PoliceForce, ct);
        assessment.GoesOffDuty(isPolice ? command.OffDutyAt ?? await UsualEndAsync(actor, ct) : null);
        var reviewer = await db.GoesOnWithAsync(opened.Case, actor.AgencyId, ct);
        isPolice = await db.Agencies.AnyAsync(a => a.Id == reviewer && a.Kind == AgencyKind.PoliceForce, ct);
        db.Notices.Add(Notice.To(reviewer, isPolice ? Role.Sergeant : Role.IdvaManager, NoticeKind.DashForReview, opened.Case.Id, assessment.Id.Value, now));

        await db.CommitAsync(actor, now, ct,
        [
            new AssessmentCompleted(assessment.Id.Value, findings.Ticks, suggestion?.Grade) { CaseId = opened.Case.Id, IncidentId = assessment.IncidentId },
            .. await consequences.FollowAsync(actor, opened, history, now, ct),
        ]);
        return history;
    }

    private Task<TimeOnly?> UsualEndAsync(Actor actor, CancellationToken ct)
    {
        var staff = actor.StaffId;
        return db.Staff.Where(s => s.Id == staff).Select(s => s.OffDutyAt).SingleOrDefaultAsync(ct);
    }
}
