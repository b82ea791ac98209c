using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>An assessment as the rules see it: the form, its answers, the add-ons they open, and what is still missing.</summary>
public sealed record OpenedAssessment(
    Case Case, RiskAssessment Assessment, Instrument Instrument, AssessmentAnswers Answers, IReadOnlyList<AssessmentAnswers> AddOns, Preamble Preamble, ProfessionalConsiderations Considerations)
{
    public IReadOnlyList<OpenedAddOn> Opened => Domain.Risk.AddOns.OpenedBy(Answers, Assessment.HonourConcern);

    public Completeness Completeness => Domain.Risk.Completeness.OfAssessment(Preamble, Answers, AddOns, Assessment.HonourConcern, Assessment.WholeFormReason, Considerations);

    /// <summary>The answers to the form itself or to one of its add-ons.</summary>
    public AssessmentAnswers? AnswersTo(string instrument) =>
        instrument == Instrument.Code ? Answers : AddOns.FirstOrDefault(a => a.Instrument.Code == instrument);
}

/// <summary>
/// Opens assessments through the door of their case. An assessment of a case one may not open does not exist; nor, for another agency, one that is
/// not finished; nor one about somebody else than the case's victim who is kept from the actor for reasons of their own, as a child may be. What an
/// agency has written no other one changes.
/// </summary>
public sealed class AssessmentFiles(CaseDbContext db, CaseFiles cases, RecordDoor door, InstrumentBook instruments)
{
    internal static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(), new SetConverterFactory(), new RiskBandsConverter() } };

    /// <summary>To read a form, or to work on one of the actor's own agency.</summary>
    public Task<OpenedAssessment> OpenAsync(Actor actor, Id<RiskAssessment> id, AccessLevel wanted, string purpose, CancellationToken ct) =>
        OpenAsync(actor, id, wanted, othersToo: wanted < AccessLevel.Edit, purpose, ct);

    /// <summary>To grade a finished form, whichever agency filled it in.</summary>
    public Task<OpenedAssessment> OpenToGradeAsync(Actor actor, Id<RiskAssessment> id, string purpose, CancellationToken ct) =>
        OpenAsync(actor, id, AccessLevel.Edit, othersToo: true, purpose, ct);

    private async Task<OpenedAssessment> OpenAsync(Actor actor, Id<RiskAssessment> id, AccessLevel wanted, bool othersToo, string purpose, CancellationToken ct)
    {
        var of = await db.Assessments.Where(a => a.Id == id).Select(a => new { a.CaseId, a.AgencyId, a.PersonId, IsComplete = a.CompletedAt != null }).SingleOrDefaultAsync(ct);
        var caseId = of?.CaseId ?? new Id<Case>(id.Value);
        if (of is not null && of.AgencyId != actor.AgencyId && !(of.IsComplete && othersToo))
        {
            await door.PassAsync(actor, RecordKind.Case, caseId.Value, null, wanted, purpose, ct); // written down, and refused as if there were none
        }

        if (of is not null && await db.IsKeptFromAsync(actor, caseId, of.PersonId, ct))
        {
            await door.PassAsync(actor, RecordKind.Person, of.PersonId.Value, null, wanted, purpose, ct);
        }

        var opened = of?.AgencyId == actor.AgencyId
            ? await cases.OpenForTaskAsync(actor, caseId, wanted, purpose, ct)
            : await cases.OpenAsync(actor, caseId, wanted, purpose, ct);
        var assessment = await db.Assessments.Include(a => a.Answers.OrderBy(x => x.Number)).Include(a => a.Grades.OrderBy(g => g.Number))
            .AsSplitQuery().SingleAsync(a => a.Id == id, ct);
        return Read(opened, assessment, await instruments.ReadAsync(ct));
    }

    /// <summary>The answers to the form itself; null where its definition is not held any more.</summary>
    internal static AssessmentAnswers? MainAnswersOf(RiskAssessment assessment, InstrumentLibrary library) =>
        library.Find(new InstrumentVersion(assessment.InstrumentCode, assessment.InstrumentVersion)) is { } instrument ? AnswersOf(assessment, instrument) : null;

    private static OpenedAssessment Read(Case @case, RiskAssessment assessment, InstrumentLibrary library)
    {
        var instrument = library.Find(new InstrumentVersion(assessment.InstrumentCode, assessment.InstrumentVersion))
            ?? throw new InvalidOperationException($"The instrument {assessment.InstrumentCode} ({assessment.InstrumentVersion}) is not held any more.");
        var answers = AnswersOf(assessment, instrument);
        var addOns = AddOns.OpenedBy(answers, assessment.HonourConcern)
            .Select(o => library.InEffect(o.Code, Domain.Time.UkTime.DateOf(assessment.StartedAt))).OfType<Instrument>()
            .Select(i => AnswersOf(assessment, i)).ToList();
        return new OpenedAssessment(
            @case, assessment, instrument, answers, addOns,
            assessment.Preamble is null ? new Preamble() : JsonSerializer.Deserialize<Preamble>(assessment.Preamble, Json)!,
            assessment.Professional is null ? new ProfessionalConsiderations() : JsonSerializer.Deserialize<ProfessionalConsiderations>(assessment.Professional, Json)!);
    }

    private static AssessmentAnswers AnswersOf(RiskAssessment assessment, Instrument instrument) =>
        AssessmentAnswers.Of(
            instrument,
            assessment.Answers.Where(a => a.Instrument == instrument.Code).Select(AsItemAnswer),
            instrument.Code == assessment.InstrumentCode && assessment.Narratives is { } told ? JsonSerializer.Deserialize<Dictionary<string, string>>(told, Json) : null)
            .Match(answers => answers, refusal => throw new InvalidOperationException(refusal.Message));

    private static ItemAnswer AsItemAnswer(RecordedAnswer answer) => new(answer.Item, answer.Value)
    {
        Comment = answer.Comment,
        Source = answer.Source,
        SourceName = answer.SourceName,
        Extras = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(answer.Extras, Json)!,
    };
}
