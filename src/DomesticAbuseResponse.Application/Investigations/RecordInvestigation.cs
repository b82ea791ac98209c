using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Investigations;

public sealed record InvestigationStepRecorded(Guid Step, InvestigationStepKind Kind, DateOnly On) : Happened;

public sealed record InvestigationStepTakenBack(Guid Step, InvestigationStepKind Kind) : Happened;

public sealed record EvidenceNoted(int Items) : Happened;

/// <summary>Writes down what happened in an investigation, with the tasks to tell the victims of it (4.7). An incident that is closed for the control room is investigated still.</summary>
public sealed class RecordInvestigation(CaseDbContext db, IncidentFiles incidents, InvestigationFile file, SafetyTaskBook book, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, InvestigationStepKind Kind, Id<Person>? SuspectId, DateOnly On, YesNoUnknown? VictimSupports, string? Words);

    public async Task<Result<Id<InvestigationStep>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Record what happened in the investigation", ct);
        var suspects = await file.SuspectsAsync(actor, incident, ct);
        if (command.SuspectId is null && suspects.Count > 0 && InvestigationRules.NamesSuspect(command.Kind) && incident.Parties.Any(p => p.Role is PartyRole.Perpetrator && incident.Victims.Contains(p.PersonId)))
        {
            return new Refusal("investigation.suspect", "Say to whom: somebody is named here as victim and as perpetrator, and the other one is told.");
        }

        var recorded = InvestigationStep.Record(
            actor, incident.Id, [.. suspects.Select(s => s.Id)], command.Kind, command.SuspectId, command.On, command.VictimSupports, command.Words, UkTime.DateOf(now), now);
        if (recorded.Refusal is { } refusal)
        {
            return refusal;
        }

        var step = recorded.Match(s => s, _ => throw new InvalidOperationException());
        db.InvestigationSteps.Add(step);
        await db.CommitAsync(
            actor, now, ct, [new InvestigationStepRecorded(step.Id.Value, step.Kind, step.On) { IncidentId = incident.Id, CaseId = incident.CaseId }, .. await book.SyncAsync(step, now, ct)]);
        return step.Id;
    }
}

/// <summary>Takes back what was written down in error. It stays to be read, with the reason; the tasks it made are withdrawn, unless they are done.</summary>
public sealed class TakeBackInvestigationStep(CaseDbContext db, IncidentFiles incidents, SafetyTaskBook book, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, Id<InvestigationStep> StepId, string? Because);

    /// <exception cref="RecordNotFoundException">The incident has no such step, or may not be changed.</exception>
    public async Task<Result<InvestigationStep>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Take back what was recorded of the investigation", ct);
        var (id, of) = (command.StepId, command.IncidentId);
        if (!await db.InvestigationSteps.AnyAsync(s => s.Id == id && s.IncidentId == of, ct))
        {
            throw new RecordNotFoundException();
        }

        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var step = await db.LockedStepAsync(id, ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        var back = step.TakeBack(actor, command.Because, now);
        if (back.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, [new InvestigationStepTakenBack(id.Value, step.Kind) { IncidentId = incident.Id, CaseId = incident.CaseId }, .. await book.SyncAsync(step, now, ct)]);
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        return back;
    }
}

/// <summary>
/// Writes down what was found of each kind of evidence (R4.23). What somebody did not change is not written, whatever stands there by now; where two people changed one kind, the second is told
/// and nothing of theirs is written over what they have not seen.
/// </summary>
public sealed class NoteEvidence(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    /// <param name="Was">The number of the note that stood when the form was made; null where there was none.</param>
    public sealed record Found(EvidenceKind Kind, EvidenceState State, string? Words, long? Was);

    public sealed record Command(Id<Incident> IncidentId, IReadOnlyList<Found> Items);

    /// <returns>How many were written; the kinds that somebody else changed meanwhile, with which nothing is written at all.</returns>
    public async Task<(int Written, IReadOnlyList<EvidenceKind> Changed)> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Record evidence", ct);
        var id = incident.Id;
        await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.Database.ExecuteSqlAsync($"select 1 from incidents where id = {id.Value} for update", ct);
        await db.MeetEarlierClickAsync(actor, now, ct);
        var notes = await db.EvidenceNotes.AsNoTracking().Where(n => n.IncidentId == id).ToListAsync(ct);
        var stands = EvidenceChecklist.Of(notes).Lines.ToDictionary(l => l.Kind);
        List<(Found Found, EvidenceNote Note)> typed =
        [
            .. from found in command.Items.DistinctBy(i => i.Kind)
               let note = EvidenceNote.Write(actor, id, found.Kind, found.State, found.Words, now)
               let seen = notes.Find(n => n.Number == found.Was && n.Kind == found.Kind)
               where note.State != (seen?.State ?? EvidenceState.NotSought) || note.Words != seen?.Words
               select (found, note),
        ];
        List<EvidenceKind> changed = [.. typed.Where(t => stands[t.Found.Kind].Note?.Number != t.Found.Was).Select(t => t.Found.Kind)];
        if (changed.Count == 0 && typed.Count > 0)
        {
            db.EvidenceNotes.AddRange(typed.Select(t => t.Note));
            await db.CommitAsync(actor, now, ct, new EvidenceNoted(typed.Count) { IncidentId = id, CaseId = incident.CaseId });
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        return (changed.Count == 0 ? typed.Count : 0, changed);
    }
}

internal static class InvestigationLocks
{
    extension(CaseDbContext db)
    {
        /// <summary>The step, while nobody else changes it or makes its tasks.</summary>
        public async Task<InvestigationStep> LockedStepAsync(Id<InvestigationStep> id, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select 1 from investigation_steps where id = {id.Value} for update", ct);
            return await db.InvestigationSteps.SingleAsync(s => s.Id == id, ct);
        }
    }
}
