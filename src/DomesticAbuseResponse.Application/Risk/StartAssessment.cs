using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// Begins an assessment, or goes on with the one that was begun: police with the police form or DARA, everyone else with SafeLives' (R1.1), and
/// anybody with the matrix for one child (R1.27).
/// </summary>
public sealed class StartAssessment(CaseDbContext db, CaseFiles cases, RecordDoor door, InstrumentBook instruments, TimeProvider clock)
{
    /// <param name="PersonId">Whose risk; the case's victim when null. With a counter-allegation each party has a form of their own (R4.17).</param>
    /// <param name="Instrument">Which form; the agency's usual one, or the one already begun, when null or not usable here.</param>
    /// <param name="ChildId">The child a matrix is filled in about; then there is no choice of form.</param>
    public sealed record Command(Id<Case> CaseId, Id<Incident>? IncidentId, Id<Person>? PersonId = null, string? Instrument = null, Id<Person>? ChildId = null);

    /// <exception cref="RecordNotFoundException">The actor may not open the case, or may not know of the child.</exception>
    public async Task<Result<Id<RiskAssessment>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await cases.OpenForTaskAsync(actor, command.CaseId, AccessLevel.Edit, "Assess risk", ct);
        if (!opened.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        var (agency, caseId, incidentId) = (actor.AgencyId, command.CaseId, command.IncidentId);
        var child = command.ChildId is { } one && await db.ChildrenOf(caseId).AnyAsync(p => p == one, ct) ? command.ChildId : null;
        if (child is { } kept && await db.IsKeptFromAsync(actor, caseId, kept, ct))
        {
            await door.PassAsync(actor, RecordKind.Person, kept.Value, null, AccessLevel.Edit, "Assess risk", ct); // written down, and refused as if there were none
        }

        var person = child ?? (command.PersonId is { } other && opened.Perpetrators.Any(p => p.PersonId == other) ? other : opened.VictimId);

        var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
        var library = await instruments.ReadAsync(ct);
        var usable = child is not null ? [.. new[] { UsableInstruments.ForChild(library, UkTime.DateOf(now)) }.OfType<Instrument>()] : UsableInstruments.ForVictim(kind, library, UkTime.DateOf(now));
        var chosen = child is null ? usable.FirstOrDefault(i => i.Code == command.Instrument)?.Code : InstrumentCodes.ChildMatrix;

        var begun = await db.Assessments.Where(a =>
                a.CaseId == caseId && a.IncidentId == incidentId && a.PersonId == person && a.AgencyId == agency && a.CompletedAt == null
                && (chosen == null ? a.InstrumentCode != InstrumentCodes.ChildMatrix : a.InstrumentCode == chosen))
            .OrderByDescending(a => a.StartedAt).FirstOrDefaultAsync(ct);
        if (begun is not null)
        {
            return begun.Id;
        }

        if (usable.FirstOrDefault(i => chosen is null || i.Code == chosen) is not { } instrument)
        {
            return new Refusal("assessment.no-form", "No form is in effect today that your agency can use, so no assessment can be begun.");
        }

        var assessment = RiskAssessment.Start(opened, incidentId, person, actor, instrument.Id, now);
        db.Assessments.Add(assessment);
        opened.Touch(now);

        await db.CommitAsync(actor, now, ct, new AssessmentStarted(assessment.Id.Value, instrument.Code) { CaseId = opened.Id, IncidentId = incidentId });
        return assessment.Id;
    }
}

/// <summary>What can be filled in about a case: the forms about its victim, the usual one first, and the matrix for each child.</summary>
public sealed class AssessmentChoices(CaseDbContext db, CaseFiles cases, IncidentFiles incidents, InstrumentBook instruments, TimeProvider clock)
{
    /// <param name="Children">Children of the case whom this reader may know of; empty where no matrix is in effect.</param>
    public sealed record View(IReadOnlyList<Instrument> Forms, IReadOnlyList<Child> Children);

    public sealed record Child(Id<Person> Id, string Name, int? Age);

    /// <param name="caseId">The case; found through the incident when null.</param>
    /// <param name="incidentId">The report to be assessed, if one is.</param>
    /// <param name="personId">Which of the incident's victims, whose own case it then is; the one named first when null.</param>
    public async Task<View> ReadAsync(Actor actor, Id<Case>? caseId, Id<Incident>? incidentId, CancellationToken ct, Id<Person>? personId = null)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        if (caseId is null && incidentId is { } id)
        {
            var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Choose a risk assessment", ct);
            caseId = personId is { } victim ? incident.CaseOf(victim) : incident.CaseId;
        }

        var agency = actor.AgencyId;
        var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
        var library = await instruments.ReadAsync(ct);
        return new View(
            UsableInstruments.ForVictim(kind, library, today),
            caseId is { } known && UsableInstruments.ForChild(library, today) is not null ? await ChildrenAsync(actor, known, today, ct) : []);
    }

    private async Task<IReadOnlyList<Child>> ChildrenAsync(Actor actor, Id<Case> caseId, DateOnly today, CancellationToken ct)
    {
        var opened = await cases.OpenForTaskAsync(actor, caseId, AccessLevel.Read, "Choose a risk assessment", ct);
        var children = db.ChildrenOf(opened.Id);
        var people = await db.People.AsNoTracking().Include(p => p.Names).VisibleTo(actor, db).Where(p => children.Contains(p.Id)).ToListAsync(ct);
        return [.. people.Select(p => new Child(p.Id, p.DisplayName, p.AgeOn(today))).OrderByDescending(c => c.Age).ThenBy(c => c.Name, StringComparer.CurrentCulture)];
    }
}
