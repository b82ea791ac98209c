using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Saves the parts of a form around its questions: the professional section (R1.9), the honour concern, and why nothing was asked (R1.6).</summary>
public sealed class SaveSection(CaseDbContext db, AssessmentFiles assessments, TimeProvider clock)
{
    /// <summary>Only what is not null is saved; <see cref="Reason"/> is saved when <see cref="SetsReason"/>.</summary>
    public sealed record Command(Id<RiskAssessment> AssessmentId)
    {
        public ProfessionalConsiderations? Considerations { get; init; }

        public bool? HonourConcern { get; init; }

        public bool SetsReason { get; init; }

        public WholeFormReason? Reason { get; init; }
    }

    public async Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenAsync(actor, command.AssessmentId, AccessLevel.Edit, "Fill in a risk assessment", ct);
        var assessment = opened.Assessment;
        if (assessment.IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is complete and cannot be changed. Start a new one.");
        }

        List<string> sections = [];
        if (command.Considerations is { } considerations)
        {
            assessment.Judge(JsonSerializer.Serialize(considerations, AssessmentFiles.Json), now);
            sections.Add("considerations");
        }

        if (command.HonourConcern is { } honour)
        {
            assessment.Concern(honour, now);
            sections.Add("honour");
        }

        if (command.SetsReason)
        {
            assessment.NotAnswered(command.Reason, now);
            sections.Add("not answered");
        }

        await db.CommitAsync(actor, now, ct, sections.Select(s =>
            new AssessmentSectionSaved(assessment.Id.Value, s) { CaseId = opened.Case.Id, IncidentId = assessment.IncidentId }));
        return true;
    }
}
