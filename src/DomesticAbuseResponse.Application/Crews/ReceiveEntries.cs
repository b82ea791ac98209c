using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>What was entered on a phone has arrived.</summary>
/// <param name="Fields">The names of the fields and steps that were written; what they say is on the record alone.</param>
/// <param name="Waiting">How many wait for a person.</param>
public sealed record EntriesReceived(Guid Task, IReadOnlyList<string> Fields, int Waiting) : Happened;

/// <summary>
/// Takes what a phone sends, each entry exactly once, in whatever order and however often it arrives (T23). Nothing is refused for being late: what can no longer be
/// written into the record is kept beside it, and somebody is told.
/// </summary>
public sealed class ReceiveEntries(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    public const int MostEntries = 200;

    public sealed record Sent(Id<CrewTask> Task, EntryMade Made);

    public sealed record Command(Id<VisitPack> Pack, IReadOnlyList<Sent> Entries);

    public sealed record Answer(Guid Id, EntryState State);

    /// <param name="IsOpen">The phone may keep what it carries.</param>
    public sealed record View(IReadOnlyList<Answer> Answers, bool IsOpen);

    /// <exception cref="RecordNotFoundException">The pack is not theirs, or held no such visit.</exception>
    public async Task<Result<View>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (id, me) = (command.Pack, actor.StaffId);
        var pack = await db.VisitPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.StaffId == me, ct);
        if (pack is null || !command.Entries.All(e => pack.Holds(e.Task)))
        {
            throw new RecordNotFoundException();
        }

        if (command.Entries.Count > MostEntries || command.Entries.Any(e => e.Made.Field.Length > VisitEntry.FieldMaxLength || e.Made.Value?.Length > VisitEntry.ValueMaxLength))
        {
            return new Refusal("entries.many", "That is too much at once.");
        }

        List<Answer> answers = [];
        foreach (var task in command.Entries.GroupBy(e => e.Task))
        {
            // The newest of a field first: what it supersedes is kept, and only one change of a field goes with a commit.
            List<EntryMade> made = [.. task.Select(e => e.Made).DistinctBy(m => m.Id).OrderBy(m => m.Step is null).ThenBy(m => m.Step is null ? -m.Order : m.Order)];
            answers.AddRange(await db.NewestWinsAsync(() => TakeAsync(actor, pack, task.Key, made, ct), ct));
        }

        return new View(answers, pack.IsOpenAt(clock.GetUtcNow()));
    }

    private async Task<IReadOnlyList<Answer>> TakeAsync(Actor actor, VisitPack pack, Id<CrewTask> id, IReadOnlyList<EntryMade> sent, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // The record first: what is received between the two readings meets its version, and never an entry that seems new beside the change it made.
        var record = await db.Visits.Include(v => v.Changes).SingleOrDefaultAsync(v => v.TaskId == id, ct);
        var before = await db.VisitEntries.Where(e => e.TaskId == id).ToListAsync(ct);
        List<EntryMade> fresh = [.. sent.Where(m => before.TrueForAll(e => e.Id != m.Id))];
        if (fresh.Count == 0)
        {
            return Answers();
        }

        var opened = await files.OpenToWriteAsync(actor, id, "Receive what was entered on a phone", ct);
        var visit = opened is null ? null : record;
        foreach (var made in fresh)
        {
            var entry = visit is null ? new VisitEntry(pack, id, made, EntryState.Late, "The record was finished, or no longer open to you, before this arrived.", now)
                : made.Step is not null ? opened!.Task.Receive(pack, actor, made, now)
                : visit.Receive(pack, actor, made, before, now);
            db.VisitEntries.Add(entry);
            before.Add(entry);
        }

        var received = before.Where(e => fresh.Exists(m => m.Id == e.Id)).ToList();
        var (force, incident) = await db.CrewTasks.Where(t => t.Id == id).Select(t => new ValueTuple<Id<Agency>, Id<Incident>>(t.ForceId, t.IncidentId)).SingleAsync(ct);
        if (received.FindAll(e => e.State is EntryState.Late) is { Count: > 0 } late)
        {
            await db.TellOfLateEntriesAsync(force, incident, late, now, ct);
        }

        await db.CommitAsync(
            actor, now, ct, new EntriesReceived(id.Value, [.. received.Where(e => e.State is EntryState.Taken).Select(e => e.Field).Distinct()], received.Count(e => e.Waits)) { IncidentId = incident });
        return Answers();

        IReadOnlyList<Answer> Answers() => [.. before.Where(e => sent.Any(m => m.Id == e.Id)).Select(e => new Answer(e.Id, e.State))];
    }
}

internal static class LateEntries
{
    extension(CaseDbContext db)
    {
        /// <summary>
        /// The control room of the force is told once, however many arrive; and where one is about what only those who work on cases read, they as well
        /// (<see cref="VisitReaders"/>).
        /// </summary>
        public async Task TellOfLateEntriesAsync(Id<Agency> force, Id<Incident> incident, IReadOnlyList<VisitEntry> late, DateTimeOffset now, CancellationToken ct)
        {
            var subject = incident.Value;
            var told = await db.Notices.Where(n => n.AgencyId == force && n.Kind == NoticeKind.VisitEntriesLate && n.SubjectId == subject && n.DoneAt == null).Select(n => n.Role).ToListAsync(ct);
            var isCase = late.Any(e => !VisitReaders.OfTheTask(e.Field));
            db.Notices.AddRange(new[] { Role.ControlRoomSupervisor, isCase ? Standing.ToldIn(AgencyKind.PoliceForce)[0] : (Role?)null }.OfType<Role>()
                .Where(role => !told.Contains(role)).Select(role => Notice.To(force, role, NoticeKind.VisitEntriesLate, null, subject, now)));
        }
    }
}
