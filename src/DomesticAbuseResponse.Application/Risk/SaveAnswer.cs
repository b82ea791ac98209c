using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Saves one answer at once, so that a dropped connection loses nothing. The newest answer to an item wins.</summary>
public sealed class SaveAnswer(CaseDbContext db, AssessmentFiles assessments, TimeProvider clock)
{
    public sealed record Command(Id<RiskAssessment> AssessmentId, string Instrument, ItemAnswer Answer);

    public Task<Result<ItemAnswer>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(() => SaveAsync(actor, command, ct), ct);

    private async Task<Result<ItemAnswer>> SaveAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenAsync(actor, command.AssessmentId, AccessLevel.Edit, "Answer a risk question", ct);
        var given = opened.AnswersTo(command.Instrument);
        if (given is null) // not the form itself and not an add-on its answers opened
        {
            return new Refusal("assessment.add-on-closed", "These extra questions are not open: no answer asks for them.");
        }

        var kept = given.With(command.Answer).Match<Result<RecordedAnswer>>(
            _ => opened.Assessment.Answer(command.Instrument, command.Answer, JsonSerializer.Serialize(command.Answer.Extras, AssessmentFiles.Json), actor.StaffId, now),
            refusal => refusal);
        if (kept.Refusal is { } refused)
        {
            return refused;
        }

        await db.CommitAsync(actor, now, ct, new AnswerSaved(command.AssessmentId.Value, command.Instrument, command.Answer.Number)
        {
            CaseId = opened.Case.Id,
            IncidentId = opened.Assessment.IncidentId,
        });
        return command.Answer;
    }
}
