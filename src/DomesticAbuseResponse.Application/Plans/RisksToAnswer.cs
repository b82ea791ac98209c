using System.Text.Json;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>What the current assessment of a case shows, for a plan to answer: of the form whose grade the case carries, or of the newest finished one while none is graded.</summary>
public sealed class RisksToAnswer(CaseDbContext db, InstrumentBook instruments, PolicyBook policies)
{
    /// <param name="Priority">What the victim most wants for their safety, as the form has it (R1.9).</param>
    /// <param name="Form">Null while there is no finished form.</param>
    public sealed record View(Id<RiskAssessment>? Form, DateTimeOffset? CompletedAt, IReadOnlyList<PlanRisk> Risks, string? Priority, IReadOnlyDictionary<string, string> Labels)
    {
        /// <summary>A topic in words, also where the current form asks about it no more.</summary>
        public string LabelOf(string topic) => Risks.FirstOrDefault(r => r.Topic == topic)?.Label ?? Labels.GetValueOrDefault(topic) ?? topic;
    }

    /// <summary>Every topic in words.</summary>
    internal static IReadOnlyDictionary<string, string> LabelsOf(InstrumentLibrary library) => new Dictionary<string, string>(
        library.All.SelectMany(i => i.Items).GroupBy(i => i.Topic).ToDictionary(g => g.Key, g => g.First().Heading), StringComparer.Ordinal)
    {
        [PlanRisks.HonourTopic] = "A concern about honour-based abuse",
    };

    /// <param name="opened">Through its door.</param>
    public async Task<View> ReadAsync(Case opened, CancellationToken ct)
    {
        var (id, library) = (opened.Id, await instruments.ReadAsync(ct));
        var labels = LabelsOf(library);
        var forms = (await db.FormsAboutVictimAsync(opened, ct)).Where(f => f.CaseId == id).Select(f => new { Row = f, Finished = f.AsFinished }).ToList();
        var held = CaseGrade.Of(forms.Select(f => f.Finished));
        var current = (forms.Find(f => ReferenceEquals(f.Finished, held?.Form)) ?? forms.MaxBy(f => f.Row.CompletedAt))?.Row;
        if (current is null)
        {
            return new View(null, null, [], null, labels);
        }

        var form = current.Id;
        var whole = await db.Assessments.AsNoTracking().Include(a => a.Answers).SingleAsync(a => a.Id == form, ct);
        var priority = whole.Professional is null ? null : JsonSerializer.Deserialize<ProfessionalConsiderations>(whole.Professional, AssessmentFiles.Json)!.VictimPriority;
        if (AssessmentFiles.MainAnswersOf(whole, library) is not { } answers)
        {
            return new View(form, whole.CompletedAt, [], priority, labels);
        }

        var policy = (await policies.AtAsync(PolicyKinds.Grading, whole.AgencyId.Value, UkTime.DateOf(whole.CompletedAt!.Value), ct)).Content;
        return new View(form, whole.CompletedAt, PlanRisks.Of(answers, RiskFindings.For(answers, whole.HonourConcern, policy)), priority, labels);
    }
}
