using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>A supervisor's, specialist's or IDVA's grade on a finished form (R1.17, R1.18). Every earlier grade stays.</summary>
public sealed class GiveGrade(CaseDbContext db, AssessmentFiles assessments, GradeConsequences consequences, PolicyBook policies, TimeProvider clock)
{
    public sealed record Command(Id<RiskAssessment> AssessmentId, RiskGrade Grade, string? Reason, uint? Version);

    public async Task<Result<GradingHistory>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenToGradeAsync(actor, command.AssessmentId, "Review a risk assessment", ct);
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

        if (!assessment.IsComplete)
        {
            return new Refusal("assessment.incomplete", "This assessment is not finished yet.");
        }

        if (policy.CapacityOf(actor.Roles) is not { } kind)
        {
            return new Refusal("grade.no-standing", "Only a supervisor, a specialist or an IDVA can grade a finished assessment.");
        }

        db.Expect(assessment, command.Version);
        var findings = RiskFindings.For(opened.Answers, assessment.HonourConcern, policy);
        var graded = assessment.History.Record(new GradeProposal(kind, command.Grade, Grader.From(actor), command.Reason, now), findings, policy);
        if (graded.Refusal is { } refused)
        {
            return refused;
        }

        var history = graded.Match(h => h, _ => assessment.History);
        assessment.Keep(history, now);
        if (assessment.ReviewedAt is null && actor.AgencyId == await db.GoesOnWithAsync(opened.Case, assessment.AgencyId, ct)
            && policy.IsReview(kind, Grader.From(actor)) && !history.Assessors.Contains(actor.StaffId))
        {
            assessment.Reviewed(now);
            var id = (Guid?)assessment.Id.Value;
            foreach (var waiting in await db.Notices.Where(n => n.SubjectId == id && n.Kind == NoticeKind.DashForReview && n.DoneAt == null).ToListAsync(ct))
            {
                waiting.Done(actor.StaffId, "Reviewed", now);
            }
        }

        await db.CommitAsync(actor, now, ct, await consequences.FollowAsync(actor, opened, history, now, ct));
        return history;
    }
}
