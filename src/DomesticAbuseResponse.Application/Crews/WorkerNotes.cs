using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>A support worker wrote a note for their own agency. It hangs on no record of the police (R5.8).</summary>
public sealed record WorkerNoteWritten(Guid Note) : Happened;

public sealed record WorkerNoteShared(Guid Note) : Happened;

/// <summary>Writes a support worker's own note about the task they are or were on. What it is opened for says nothing of a note: the police read who looked (R5.8).</summary>
public sealed class WriteWorkerNote(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    public sealed record Command(Id<CrewTask> Id, string? Text);

    internal const string Purpose = "Write a visit";

    public async Task<Result<Id<WorkerNote>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var task = await files.OpenForNoteAsync(actor, command.Id, Purpose, ct);
        return await WorkerNote.Write(task, actor, command.Text, now).Match<Task<Result<Id<WorkerNote>>>>(
            async note =>
            {
                db.WorkerNotes.Add(note);
                await db.CommitAsync(actor, now, ct, new WorkerNoteWritten(note.Id.Value));
                return note.Id;
            },
            refusal => Task.FromResult<Result<Id<WorkerNote>>>(refusal));
    }
}

/// <summary>The task as the page of its notes shows it, to whoever may write one.</summary>
public sealed class WorkerNoteFields(CaseDbContext db, CrewTaskFiles files)
{
    /// <param name="Initials">Null where the task is over, and with it what it opened.</param>
    public sealed record View(CrewTask Task, string Reference, string? Initials);

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        if (!Domain.Crews.WorkerNotes.MayWrite(actor))
        {
            throw new RecordNotFoundException();
        }

        var task = await files.OpenForNoteAsync(actor, id, WriteWorkerNote.Purpose, ct);
        var (incident, victim) = (task.IncidentId, task.VictimId);
        var names = task.IsOpen ? await db.NamesAsync(actor, [victim], ct) : null;
        return new View(task, await db.Incidents.Where(i => i.Id == incident).Select(i => i.Reference).SingleAsync(ct), names is null ? null : FieldMask.Initials(names.GetValueOrDefault(victim)));
    }
}

/// <summary>Its writer lets everybody read a note who may open the incident. It is not taken back.</summary>
public sealed class ShareWorkerNote(CaseDbContext db, TimeProvider clock)
{
    public Task<Result<bool>> HandleAsync(Actor actor, Id<WorkerNote> id, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var note = await db.WorkerNotes.SingleOrDefaultAsync(n => n.Id == id && n.By == actor.StaffId, ct) ?? throw new RecordNotFoundException();
            var shared = note.Share(actor, now);
            if (shared.Match(isNew => isNew, _ => false))
            {
                await db.CommitAsync(actor, now, ct, new WorkerNoteShared(note.Id.Value) { IncidentId = note.IncidentId });
            }

            return shared;
        },
        ct);
}

/// <summary>
/// The notes somebody may read: of their own agency's support workers, and what others have shared. A note about somebody who is kept from the reader, or is
/// restricted and does not name them, is not there (R5.8, R6.10).
/// </summary>
public sealed class WorkerNoteList(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 25;

    public sealed record Row(Id<WorkerNote> Id, Id<CrewTask> TaskId, string Reference, string By, string Agency, DateTimeOffset At, string Text, DateTimeOffset? SharedAt, bool IsOwn);

    public sealed record View(IReadOnlyList<Row> Rows, int Total, int Page);

    /// <summary>Of one task, whose incident's door was passed.</summary>
    public async Task<IReadOnlyList<Row>> OfAsync(Actor actor, Id<CrewTask> task, CancellationToken ct) =>
        await Rows(actor, Readable(actor).Where(n => n.TaskId == task)).ToListAsync(ct);

    /// <summary>What has been shared of one incident, whose door was passed.</summary>
    public async Task<IReadOnlyList<Row>> SharedAsync(Actor actor, Id<Incident> incident, CancellationToken ct)
    {
        var rows = await Rows(actor, Readable(actor).Where(n => n.IncidentId == incident && n.SharedAt != null)).ToListAsync(ct);
        if (rows.Count > 0)
        {
            await door.ShowListAsync(actor, "Shared notes", rows.Select(r => r.Id.Value), ct);
        }

        return rows;
    }

    /// <summary>Of the reader's own agency, newest first.</summary>
    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        if (!Domain.Crews.WorkerNotes.MayWrite(actor))
        {
            throw new RecordNotFoundException();
        }

        var agency = actor.AgencyId;
        var own = Readable(actor).Where(n => n.AgencyId == agency);
        var total = await own.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Rows(actor, own, (shown - 1) * PageSize).ToListAsync(ct);
        await door.ShowListAsync(actor, "Support workers' notes", rows.Select(r => r.Id.Value), ct);
        return new View(rows, total, shown);
    }

    /// <summary>The rule of <see cref="Domain.Crews.WorkerNotes.MayRead"/> as SQL: what it says of an unshared note of the reader's agency; of another's it says no, and of a shared one yes.</summary>
    private IQueryable<WorkerNote> Readable(Actor actor)
    {
        var (agency, own) = (actor.AgencyId, Domain.Crews.WorkerNotes.MayRead(actor, actor.AgencyId, sharedAt: null));
        var (people, barred) = (db.People.NotKeptFrom(actor, db), db.BarredFrom(actor));
        return db.WorkerNotes.AsNoTracking().Where(n =>
            (n.SharedAt != null || (own && n.AgencyId == agency)) && db.CrewTasks.Any(t => t.Id == n.TaskId && people.Any(p => p.Id == t.VictimId)) && !barred.Any(e => e.RecordId == (Guid)(object)n.IncidentId));
    }

    private IQueryable<Row> Rows(Actor actor, IQueryable<WorkerNote> notes, int skip = 0)
    {
        var me = actor.StaffId;
        return from n in notes.OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Skip(skip).Take(PageSize)
               join i in db.Incidents on n.IncidentId equals i.Id
               join s in db.Staff on n.By equals s.Id
               join a in db.Agencies on n.AgencyId equals a.Id
               orderby n.At descending, n.Id descending
               select new Row(n.Id, n.TaskId, i.Reference, s.DisplayName, a.Name, n.At, n.Text, n.SharedAt, n.By == me);
    }
}
