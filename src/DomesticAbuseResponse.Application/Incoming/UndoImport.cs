using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// Takes out again what a file made: its incidents, the people it recorded and the cases it opened, each as a recorded event. What somebody has
/// worked on since stays, with everything that belongs to it, and is named. What the file only added to records of before stays too.
/// </summary>
public sealed class UndoImport(CaseDbContext db, TimeProvider clock)
{
    private const int _atATime = 500;

    /// <param name="Kept">The references of the incidents that stay because somebody has worked on them, the first of them.</param>
    /// <param name="KeptInAll">How many those are.</param>
    /// <param name="Updated">Incidents of before that rows of the file had brought up to date: they stay as they are.</param>
    public sealed record Undone(int Incidents, int People, int Cases, int Rows, IReadOnlyList<string> Kept, int KeptInAll, int Updated);

    public const int MostNamed = 100;

    /// <param name="progress">Told how many incidents have been looked at, and of how many.</param>
    public async Task<Result<Undone>> HandleAsync(Id<ImportBatch> id, Action<int, int>? progress, CancellationToken ct)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } batch)
        {
            return new Refusal("import.none", "There is no such import.");
        }

        if (batch.UndoneAt is not null)
        {
            return new Refusal("import.undone", "This import has been undone already.");
        }

        var actor = batch.ToActor();
        var all = await db.IncomingReports.CountAsync(r => r.BatchId == id, ct);
        var (incidents, people, cases, rows, keptInAll, done) = (0, 0, 0, 0, 0, 0);
        List<string> kept = [];
        int? after = -1;
        while (await db.IncomingReports.AsNoTracking().Where(r => r.BatchId == id && r.Row > after).OrderBy(r => r.Row).Take(_atATime)
            .Select(r => new { r.Id, r.Row, r.IncidentId, r.ReceivedAt }).ToListAsync(ct) is { Count: > 0 } chunk)
        {
            after = chunk[^1].Row;
            await using var work = await db.Database.BeginTransactionAsync(ct);
            var logged = chunk.Select(c => c.IncidentId).OfType<Id<Incident>>().ToArray();
            var stay = await TouchedAsync(actor, logged, ct);
            var gone = chunk.Where(c => c.IncidentId is not { } i || !stay.Contains(i)).ToList();
            var leaving = gone.Select(g => g.IncidentId).OfType<Id<Incident>>().ToArray();
            var removed = await RemoveAsync(batch, [.. gone.Select(g => g.Id)], leaving, ct);
            (incidents, people, cases, rows, keptInAll, done) = (incidents + leaving.Length, people + removed.People, cases + removed.Cases, rows + gone.Count, keptInAll + stay.Count, done + chunk.Count);
            var named = stay.Take(MostNamed - kept.Count).ToArray();
            kept.AddRange(await db.Incidents.Where(i => named.Contains(i.Id)).OrderBy(i => i.Reference).Select(i => i.Reference).ToListAsync(ct));
            await work.CommitAsync(ct);
            progress?.Invoke(done, all);
        }

        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        batch.Undo(now);
        db.ImportBatches.Update(batch);
        await db.CommitAsync(actor, now, ct, new ImportUndone(batch.Id, incidents, people, cases, keptInAll));
        return new Undone(incidents, people, cases, rows, kept, keptInAll, batch.Updated);
    }

    /// <summary>
    /// Those of these incidents on which, or on whose people or cases, anything has happened that the import did not do itself. What is only read is
    /// not worked on.
    /// </summary>
    private async Task<HashSet<Id<Incident>>> TouchedAsync(Actor batch, Id<Incident>[] incidents, CancellationToken ct)
    {
        var self = batch.StaffId;
        var parties = db.Set<IncidentParty>().Where(p => incidents.Contains(p.IncidentId));
        var byIncident = db.RecordEvents.Where(e => e.ByStaffId != self && e.IncidentId != null && incidents.Contains(e.IncidentId.Value)).Select(e => e.IncidentId!.Value);
        var byPerson = parties.Where(p => db.People.Any(x => x.Id == p.PersonId && db.RecordEvents.Any(e => e.PersonId == x.Id && e.ByStaffId == self && e.At == x.MadeAt))
            && db.RecordEvents.Any(e => e.PersonId == p.PersonId && e.ByStaffId != self)).Select(p => p.IncidentId);
        var byCase = parties.Where(p => p.CaseId != null && db.RecordEvents.Any(e => e.CaseId == p.CaseId && e.ByStaffId == self && e.Name == nameof(Cases.CaseOpened))
            && db.RecordEvents.Any(e => e.CaseId == p.CaseId && e.ByStaffId != self)).Select(p => p.IncidentId);
        HashSet<Id<Incident>> touched = [.. await byIncident.Distinct().ToListAsync(ct), .. await byPerson.Distinct().ToListAsync(ct), .. await byCase.Distinct().ToListAsync(ct)];
        return touched;
    }

    private async Task<(int People, int Cases)> RemoveAsync(ImportBatch batch, Id<IncomingReport>[] reports, Id<Incident>[] incidents, CancellationToken ct)
    {
        var (actor, now, self) = (batch.ToActor(), clock.GetUtcNow(), batch.ToActor().StaffId);
        var parties = await db.Set<IncidentParty>().AsNoTracking().Where(p => incidents.Contains(p.IncidentId)).Select(p => new { p.PersonId, p.CaseId }).ToListAsync(ct);
        Id<Person>[] named = [.. parties.Select(p => p.PersonId).Distinct()];
        Id<Case>[] joined = [.. parties.Select(p => p.CaseId).OfType<Id<Case>>().Distinct()];
        await db.IncomingDeliveries.Where(d => reports.Contains(d.ReportId)).ExecuteDeleteAsync(ct);
        await db.IncomingReports.Where(r => reports.Contains(r.Id)).ExecuteDeleteAsync(ct);
        await db.Incidents.Where(i => incidents.Contains(i.Id)).ExecuteUpdateAsync(i => i.SetProperty(x => x.CaseId, (Id<Case>?)null), ct);
        await db.Set<IncidentParty>().Where(p => incidents.Contains(p.IncidentId)).ExecuteDeleteAsync(ct);
        await db.Incidents.Where(i => incidents.Contains(i.Id)).ExecuteDeleteAsync(ct);

        // A case or a person of this import goes with the last of its incidents; those of before stay.
        var opened = await db.Cases.AsNoTracking().Where(c => joined.Contains(c.Id) && !db.Set<IncidentParty>().Any(p => p.CaseId == c.Id) && !db.Incidents.Any(i => i.CaseId == c.Id)
            && db.RecordEvents.Any(e => e.CaseId == c.Id && e.ByStaffId == self && e.Name == nameof(Cases.CaseOpened)) && !db.RecordEvents.Any(e => e.CaseId == c.Id && e.ByStaffId != self)).Select(c => c.Id).ToArrayAsync(ct);
        await db.Set<CasePerpetrator>().Where(p => opened.Contains(p.CaseId)).ExecuteDeleteAsync(ct);
        await db.Cases.Where(c => opened.Contains(c.Id)).ExecuteDeleteAsync(ct);
        var recorded = await db.People.AsNoTracking().Where(p => named.Contains(p.Id) && !db.Set<IncidentParty>().Any(i => i.PersonId == p.Id) && !db.Set<CasePerpetrator>().Any(c => c.PersonId == p.Id)
            && !db.Cases.Any(c => c.VictimId == p.Id) && !db.IncomingReports.Any(r => r.People.Any(x => x.PersonId == p.Id))
            && db.RecordEvents.Any(e => e.PersonId == p.Id && e.ByStaffId == self && e.At == p.MadeAt) && !db.RecordEvents.Any(e => e.PersonId == p.Id && e.ByStaffId != self)).Select(p => p.Id).ToArrayAsync(ct);
        await db.Set<PersonName>().Where(n => recorded.Contains(n.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<PersonPhone>().Where(n => recorded.Contains(n.PersonId)).ExecuteDeleteAsync(ct);
        await db.Set<PersonAddress>().Where(n => recorded.Contains(n.PersonId)).ExecuteDeleteAsync(ct);
        await db.People.Where(p => recorded.Contains(p.Id)).ExecuteDeleteAsync(ct);
        Guid[] gone = [.. incidents.Select(i => i.Value), .. opened.Select(c => c.Value), .. recorded.Select(p => p.Value)];
        await db.Participations.Where(p => gone.Contains(p.RecordId)).ExecuteDeleteAsync(ct);

        await db.CommitAsync(
            actor, now, ct,
            [
                .. incidents.Select(i => new IncidentRemoved(batch.Id) { IncidentId = i }), .. opened.Select(c => new CaseRemoved(batch.Id) { CaseId = c }),
                .. recorded.Select(p => (Happened)new PersonRemoved(batch.Id) { PersonId = p }),
            ]);
        db.ChangeTracker.Clear();
        return (recorded.Length, opened.Length);
    }
}
