using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// Saves the parts of a form around its questions: the professional section (R1.9), the honour concern, and why nothing was asked (R1.6). When
/// the honour concern is ticked, the person's record is restricted from that moment (R1.10).
/// </summary>
public sealed class SaveSection(CaseDbContext db, AssessmentFiles assessments, RecordProtection protection, TimeProvider clock)
{
    /// <summary>Only what is not null is saved; <see cref="Reason"/> is saved when <see cref="SetsReason"/>.</summary>
    public sealed record Command(Id<RiskAssessment> AssessmentId)
    {
        public ProfessionalConsiderations? Considerations { get; init; }

        public bool? HonourConcern { get; init; }

        /// <summary>The passages of text the instrument asks for, by their key (R1.23).</summary>
        public IReadOnlyDictionary<string, string>? Narratives { get; init; }

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

        var raised = command.HonourConcern is true && !assessment.HonourConcern;
        if (command.HonourConcern is { } honour)
        {
            assessment.Concern(honour, now);
            sections.Add("honour");
        }

        if (command.Narratives is { } narratives)
        {
            if (AssessmentAnswers.Of(opened.Instrument, [], narratives).Refusal is { } stray)
            {
                return stray;
            }

            assessment.Tell(JsonSerializer.Serialize(narratives, AssessmentFiles.Json), now);
            sections.Add("account");
        }

        if (command.SetsReason)
        {
            assessment.NotAnswered(command.Reason, now);
            sections.Add("not answered");
        }

        IReadOnlyList<Happened> saved = [.. sections.Select(s => new AssessmentSectionSaved(assessment.Id.Value, s) { CaseId = opened.Case.Id, IncidentId = assessment.IncidentId })];
        if (raised)
        {
            await ProtectAsync(actor, assessment, saved, now, ct);
        }
        else
        {
            await db.CommitAsync(actor, now, ct, saved);
        }

        return true;
    }

    /// <summary>
    /// Sets the warning from which every safeguard of an honour-based case follows (<see cref="HonourSafeguard"/>), and restricts the record. Both
    /// stay when the tick is taken back: somebody who answers for the record lifts them. A restriction that nobody who answers for the record could
    /// lift again is left out, as one made by hand is refused; the concern and its warning count all the same, and the owner is told.
    /// </summary>
    private async Task ProtectAsync(Actor actor, RiskAssessment assessment, IReadOnlyList<Happened> saved, DateTimeOffset now, CancellationToken ct)
    {
        var id = assessment.PersonId;
        var person = await db.People.Include(p => p.Flags).SingleAsync(p => p.Id == id, ct);
        if (!person.Flags.Any(f => f.Kind is PersonFlagKind.HonourAbuse && f.IsLiveOn(UkTime.DateOf(now))))
        {
            person.Flag(PersonFlagKind.HonourAbuse, null, null, now);
        }

        var restricts = !person.IsRestricted && HonourSafeguard.For(person, UkTime.DateOf(now)).Any(s => s.Kind is HonourSafeguardKind.RestrictRecord);
        var restricted = !restricts ? []
            : await protection.MayBeRestrictedAsync(actor, person, ct) ? await protection.RestrictAsync(actor, person, "Honour-based abuse: ticked in a risk assessment.", now, ct)
            : [new RestrictionLeftOut { CaseId = assessment.CaseId, PersonId = person.Id }];
        await db.CommitProtectionAsync(protection, actor, person, [.. saved, .. restricted], now, ct);
    }
}
