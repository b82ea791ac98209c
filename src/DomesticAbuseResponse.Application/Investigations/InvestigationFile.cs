using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Investigations;

/// <summary>The investigation of one incident: what happened, what stands, what the victim is told, and what evidence is held. Read through the door of the incident.</summary>
public sealed class InvestigationFile(CaseDbContext db, IncidentFiles incidents, RecordDoor door)
{
    /// <param name="Suspects">The perpetrators of the incident whom the reader may name.</param>
    /// <param name="Steps">Newest first, those taken back among them.</param>
    public sealed record View(Incident Incident, InvestigationStanding Standing, IReadOnlyList<Line> Steps, IReadOnlyList<Suspect> Suspects, EvidenceChecklist Evidence, IReadOnlyList<NoteLine> Notes, bool MayEdit);

    public sealed record Suspect(Id<Person> Id, string Name);

    /// <param name="SuspectName">Null where nobody is named, or the reader may not open them.</param>
    /// <param name="Tasks">What the reader's agency has to tell the victims because of it, in cases the reader may open.</param>
    public sealed record Line(InvestigationStep Step, string By, string? SuspectName, string? TakenBackBy, IReadOnlyList<TaskLine> Tasks);

    public sealed record TaskLine(Guid Id, DateOnly DueOn, bool IsDone, bool IsWithdrawn);

    public sealed record NoteLine(EvidenceNote Note, string By);

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Read the investigation", ct);
        var facts = await door.FactsAsync(actor, id.Value, incident.IsRestricted, ct);
        var steps = await db.InvestigationSteps.AsNoTracking().Where(s => s.IncidentId == id).ToListAsync(ct);
        var notes = await db.EvidenceNotes.AsNoTracking().Where(n => n.IncidentId == id).ToListAsync(ct);
        var suspects = await SuspectsAsync(actor, incident, ct);
        var names = await db.NamesAsync(actor, steps.Select(s => s.SuspectId).OfType<Id<Person>>(), ct);
        var staff = await db.StaffAsync([.. steps.Select(s => s.By), .. steps.Select(s => s.TakenBackBy).OfType<Id<StaffMember>>(), .. notes.Select(n => n.By)], ct);
        var tasks = await TasksAsync(actor, steps, ct);
        return new(
            incident, InvestigationRules.Of(incident.Call.IsCrime, steps.Where(s => s.Stands).Select(s => s.Fact)),
            [
                .. steps.OrderByDescending(s => s.On).ThenByDescending(s => s.RecordedAt).Select(s => new Line(
                    s, staff[s.By].Name, s.SuspectId is { } suspect ? names.GetValueOrDefault(suspect) : null, s.TakenBackBy is { } back ? staff[back].Name : null, [.. tasks[s.Id.Value]])),
            ],
            suspects, EvidenceChecklist.Of(notes), [.. notes.OrderByDescending(n => n.Number).Select(n => new NoteLine(n, staff[n.By].Name))],
            RecordAccess.Decide(actor, RecordKind.Incident, facts).Level >= AccessLevel.Edit);
    }

    internal async Task<IReadOnlyList<Suspect>> SuspectsAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var names = await db.NamesAsync(actor, incident.Parties.Where(p => p.Role is PartyRole.Perpetrator).Select(p => p.PersonId), ct);
        return [.. names.OrderBy(n => n.Value, StringComparer.CurrentCultureIgnoreCase).Select(n => new Suspect(n.Key, n.Value))];
    }

    private async Task<ILookup<Guid, TaskLine>> TasksAsync(Actor actor, IReadOnlyList<InvestigationStep> steps, CancellationToken ct)
    {
        var (agency, subjects) = (actor.AgencyId, steps.Select(s => (Guid?)s.Id.Value).ToArray());
        var visible = db.Cases.VisibleTo(actor, db);
        var found = await db.CaseTasks.AsNoTracking().Where(t => t.AgencyId == agency && subjects.Contains(t.SubjectId) && visible.Any(c => c.Id == t.CaseId)).OrderBy(t => t.DueOn).ThenBy(t => t.Id)
            .Select(t => new { Subject = t.SubjectId!.Value, Line = new TaskLine(t.Id.Value, t.DueOn, t.DoneAt != null, t.WithdrawnAt != null) }).ToListAsync(ct);
        return found.ToLookup(t => t.Subject, t => t.Line);
    }
}
