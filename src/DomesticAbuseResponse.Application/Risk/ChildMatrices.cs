using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <param name="Scale">The scale settled on; null where no sign was found.</param>
public sealed record ChildMatrixCompleted(Guid Assessment, int? Scale) : Happened;

/// <summary>One child's matrix as it stands: what was found, the scale it gives with its reasons, and what is still missing (R1.27, S17).</summary>
public sealed class ChildMatrix(CaseDbContext db, AssessmentFiles assessments, ChildGuard guard, ChildAreas areas, TimeProvider clock)
{
    /// <param name="Age">In whole years: today's while the matrix is a draft, and afterwards the one it was finished with.</param>
    public sealed record View(RiskAssessment Assessment, Instrument Instrument, string ChildName, int? Age, string CaseReference, ChildFindings Findings)
    {
        public ChildScale? Scale => Findings.ScaleOn(Instrument, Age);

        public Scale? Settled => Findings.Settled(Instrument, Age);

        public IReadOnlyList<Gap> Gaps => Findings.Gaps(Instrument, Age);
    }

    /// <exception cref="RecordNotFoundException">There is none, or the assessment is no child's matrix.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<RiskAssessment> id, CancellationToken ct)
    {
        var opened = await assessments.OpenAsync(actor, id, AccessLevel.Read, "Read a child's matrix", ct);
        return await OfAsync(actor, opened, ct) ?? throw new RecordNotFoundException();
    }

    internal async Task<View?> OfAsync(Actor actor, OpenedAssessment opened, CancellationToken ct)
    {
        if (opened.Instrument.Matrix is null)
        {
            return null;
        }

        var child = opened.Assessment.PersonId;
        var person = await db.People.AsNoTracking().Include(p => p.Names).SingleAsync(p => p.Id == child, ct);
        var findings = opened.Assessment.ChildFindings is { } held ? JsonSerializer.Deserialize<ChildFindings>(held, AssessmentFiles.Json)! : new ChildFindings();
        if (findings.SpecialNeeds is null && !opened.Assessment.IsComplete && (await guard.ReadableAsync(actor, person, ct)).Needs)
        {
            // As the child's own record has it, so that nobody asks twice (R1.27), where that may be read.
            findings = findings with { SpecialNeeds = (await areas.FactsAsync(child, ct)).SpecialNeeds };
        }

        return new View(
            opened.Assessment, opened.Instrument, person.DisplayName, opened.Assessment.IsComplete ? findings.Age : person.AgeOn(UkTime.DateOf(clock.GetUtcNow())), opened.Case.Reference, findings);
    }
}

/// <summary>Saves what was found about a child, or finishes the matrix: no grade is given, and the case's stays as it is (R1.15, R1.27).</summary>
public sealed class SaveChildMatrix(CaseDbContext db, AssessmentFiles assessments, ChildMatrix matrices, TimeProvider clock)
{
    /// <param name="Finish">Nothing may be missing then, and it is not changed afterwards.</param>
    public sealed record Command(Id<RiskAssessment> AssessmentId, ChildFindings Findings, bool Finish);

    public async Task<Result<ChildFindings>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await assessments.OpenAsync(actor, command.AssessmentId, AccessLevel.Edit, "Fill in a child's matrix", ct);
        if (await matrices.OfAsync(actor, opened, ct) is not { } view)
        {
            throw new RecordNotFoundException();
        }

        if (opened.Assessment.IsComplete)
        {
            return new Refusal("assessment.complete", "This assessment is complete and cannot be changed. Start a new one.");
        }

        var findings = command.Findings with { Age = view.Age };
        if ((findings.Check(view.Instrument) ?? (command.Finish && findings.Gaps(view.Instrument, view.Age) is [var gap, ..] ? new Refusal(gap.Code, gap.Message) : null)) is { } refusal)
        {
            return refusal;
        }

        opened.Assessment.Found(JsonSerializer.Serialize(findings, AssessmentFiles.Json), now);
        Happened happened = new AssessmentSectionSaved(command.AssessmentId.Value, "child") { CaseId = opened.Case.Id, IncidentId = opened.Assessment.IncidentId };
        if (command.Finish)
        {
            opened.Assessment.Complete(null, null, null, null, now);
            happened = new ChildMatrixCompleted(command.AssessmentId.Value, findings.Settled(view.Instrument, view.Age)?.Number) { CaseId = opened.Case.Id, IncidentId = opened.Assessment.IncidentId };
        }

        await db.CommitAsync(actor, now, ct, happened);
        return findings;
    }
}

/// <summary>What all work with the children of a case shares.</summary>
internal static class ChildMatrices
{
    public static Refusal NotGraded { get; } = new("assessment.not-graded", "A child’s matrix is not graded: it gives a level with its reasons.");

    extension(CaseDbContext db)
    {
        /// <summary>Everybody named as a child in an incident of the case.</summary>
        public IQueryable<Id<Person>> ChildrenOf(Id<Case> caseId) =>
            db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == caseId)).SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Child).Select(p => p.PersonId).Distinct();

        /// <summary>Whether somebody other than the victim, of whom the door of the case says nothing, is restricted or out of bounds for the actor (R6.10).</summary>
        public async Task<bool> IsKeptFromAsync(Actor actor, Id<Case> caseId, Id<Person> person, CancellationToken ct) =>
            !await db.Cases.AnyAsync(c => c.Id == caseId && c.VictimId == person, ct) && !await db.People.NotKeptFrom(actor, db).AnyAsync(p => p.Id == person, ct);
    }
}
