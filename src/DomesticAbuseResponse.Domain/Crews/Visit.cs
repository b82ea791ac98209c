using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>
/// The record of one task: what the crew found and did (R5.5). It is written as changes of single fields, each with an identifier made where it was typed, so that
/// two people can write at once and a change that arrives twice counts once. Blanks are never in the way.
/// </summary>
public sealed class Visit
{
    private readonly List<VisitChange> _changes = [];

    private Visit()
    {
    }

    public Visit(CrewTask task, DateTimeOffset now) => (TaskId, IncidentId, ChangedAt) = (task.Id, task.IncidentId, now);

    public Id<CrewTask> TaskId { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public DateTimeOffset ChangedAt { get; private set; }

    public uint Version { get; private init; }

    /// <summary>Every change that was taken, in the order in which it was.</summary>
    public IReadOnlyList<VisitChange> Changes => _changes;

    /// <summary>The number of the newest change; 0 for none.</summary>
    public long Last => _changes.Count == 0 ? 0 : _changes.Max(c => c.Number);

    /// <summary>The changes of one field, oldest first; those the database has not numbered yet are the newest.</summary>
    public IReadOnlyList<VisitChange> ChangesOf(string field) => [.. _changes.Where(c => c.Field == field).OrderBy(c => c.Number == 0).ThenBy(c => c.Number)];

    /// <summary>The number of a field's newest change; 0 where it has none.</summary>
    public long LastOf(string field) => ChangesOf(field) is [.., var last] ? last.Number : 0;

    public VisitRecord Record => VisitRecord.Of(_changes);

    /// <summary>Takes what can be taken of these edits; see <see cref="VisitMerge"/>.</summary>
    /// <returns>The fields that were changed, and those two people changed to different things, which wait for a choice.</returns>
    public VisitMerge Apply(Actor by, IReadOnlyList<VisitEdit> edits, long seen, bool chosen, DateTimeOffset now)
    {
        var merge = VisitMerge.Of(_changes, edits, seen, chosen);
        if (merge.Conflicts.Count == 0 && merge.Taken.Count > 0)
        {
            _changes.AddRange(merge.Taken.Select(e => new VisitChange(e, TaskId, by, now)));
            ChangedAt = now;
        }

        return merge;
    }

    /// <summary>Takes what was entered on a phone, as <see cref="EntryMerge"/> decides, and says what became of it.</summary>
    /// <param name="before">Every entry of this visit that was received before.</param>
    /// <returns>The entry to keep, whatever became of it.</returns>
    public VisitEntry Receive(VisitPack pack, Actor by, EntryMade made, IReadOnlyCollection<VisitEntry> before, DateTimeOffset now)
    {
        ChangedAt = now; // whoever else receives for this visit at this moment takes their turn
        var edit = new VisitEdit(made.Id, made.Field, made.Value, made.MadeAt);
        if (VisitFields.Check(edit) is { } wrong)
        {
            return new VisitEntry(pack, TaskId, made, EntryState.Late, wrong.Message, now);
        }

        var same = before.Where(e => e.Field == made.Field).ToList();
        var state = EntryMerge.Of([.. ChangesOf(made.Field).Select(c => new FieldChange(c.Id, c.Number, c.Value))], [.. same.Select(e => e.Before)], made);
        if (state is EntryState.Taken)
        {
            _changes.Add(new VisitChange(edit, TaskId, by, now));
        }

        if (state is not EntryState.Superseded)
        {
            same.Where(e => e.Device == made.Device).ToList().ForEach(e => e.Supersede());
        }

        return new VisitEntry(pack, TaskId, made, state, null, now);
    }

    /// <summary>A person saw what the record says beside an entry, and chose.</summary>
    /// <param name="shown">The number of the field’s newest change that they saw; where it has changed since, they look again.</param>
    public Result<bool> Settle(VisitEntry entry, Actor by, bool take, long shown, DateTimeOffset now)
    {
        if (entry.Waits && take && LastOf(entry.Field) != shown)
        {
            return new Refusal("entry.again", "Somebody has changed this answer since. Look at both again.");
        }

        var settled = entry.Settle(by, take, now);
        if (take && settled.Match(isNew => isNew, _ => false))
        {
            _changes.Add(new VisitChange(new VisitEdit(entry.Id, entry.Field, entry.Value, entry.MadeAt), TaskId, by, now));
            ChangedAt = now;
        }

        return settled;
    }
}

/// <summary>One field as somebody typed it.</summary>
/// <param name="Id">Made where it was typed: a change that arrives twice is one.</param>
/// <param name="Value">Null to leave the field empty.</param>
/// <param name="MadeAt">When it was typed, by the clock there.</param>
public sealed record VisitEdit(Guid Id, string Field, string? Value, DateTimeOffset MadeAt);

/// <summary>One change of one field that was taken. None is ever taken out.</summary>
public sealed class VisitChange
{
    private VisitChange()
    {
    }

    internal VisitChange(VisitEdit edit, Id<CrewTask> task, Actor by, DateTimeOffset now) =>
        (Id, TaskId, Field, Value, MadeAt, By, ByAgencyId, At) = (edit.Id, task, edit.Field, edit.Value, edit.MadeAt, by.StaffId, by.AgencyId, now);

    public Guid Id { get; private init; }

    /// <summary>Given by the database, in the order in which changes were taken.</summary>
    public long Number { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public string Field { get; private init; } = "";

    public string? Value { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public Id<StaffMember> By { get; private init; }

    public Id<Agency> ByAgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }
}

/// <summary>
/// What becomes of edits made from an older state. A field the writer did not touch keeps what others wrote; one that only the writer touched is taken;
/// one that two people changed to different things waits for a choice. Each box of several is a field of its own, so two people who tick never meet.
/// </summary>
/// <param name="Conflicts">The fields that wait; while there is one, nothing is taken.</param>
public sealed record VisitMerge(IReadOnlyList<VisitEdit> Taken, IReadOnlyList<string> Conflicts)
{
    /// <param name="seen">The number of the newest change the writer's page showed.</param>
    /// <param name="chosen">The writer has seen both versions and chosen: no other change came since.</param>
    public static VisitMerge Of(IReadOnlyList<VisitChange> changes, IReadOnlyList<VisitEdit> edits, long seen, bool chosen)
    {
        List<VisitEdit> taken = [];
        List<string> conflicts = [];
        foreach (var edit in edits.Where(e => changes.All(c => c.Id != e.Id)))
        {
            var theirs = changes.Where(c => c.Field == edit.Field).OrderBy(c => c.Number).ToList();
            var (now, shown) = (theirs.LastOrDefault()?.Value, theirs.LastOrDefault(c => c.Number <= seen)?.Value);
            if (edit.Value == now || (edit.Value == shown && !(chosen && !VisitFields.IsBox(edit.Field))))
            {
                continue;
            }

            if (now == shown || chosen || VisitFields.IsBox(edit.Field))
            {
                taken.Add(edit);
            }
            else
            {
                conflicts.Add(edit.Field);
            }
        }

        return new(taken, conflicts);
    }
}

/// <summary>What a support worker wrote for their own agency. It is no police record until they share it (R5.8).</summary>
public sealed class WorkerNote
{
    public const int TextMaxLength = 4000;

    private WorkerNote()
    {
    }

    public Id<WorkerNote> Id { get; private init; }

    public Id<CrewTask> TaskId { get; private init; }

    public Id<Incident> IncidentId { get; private init; }

    public Id<StaffMember> By { get; private init; }

    /// <summary>The agency that owns it.</summary>
    public Id<Agency> AgencyId { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string Text { get; private init; } = "";

    /// <summary>When its writer shared it with everybody who may open the incident; null while it is their agency's alone.</summary>
    public DateTimeOffset? SharedAt { get; private set; }

    public static Result<WorkerNote> Write(CrewTask task, Actor by, string? text, DateTimeOffset now) =>
        !WorkerNotes.MayWrite(by) ? new Refusal("note.role", "Only a support worker writes notes of their own.")
        : string.IsNullOrWhiteSpace(text) ? new Refusal("note.empty", "Write the note first.")
        : new WorkerNote
        {
            Id = Id<WorkerNote>.New(now),
            TaskId = task.Id,
            IncidentId = task.IncidentId,
            By = by.StaffId,
            AgencyId = by.AgencyId,
            At = now,
            Text = text.Trim(),
        };

    /// <summary>Its writer lets others read it. What was read cannot be unread, so this is not taken back.</summary>
    public Result<bool> Share(Actor by, DateTimeOffset now)
    {
        if (by.StaffId != By)
        {
            return new Refusal("note.others", "Only whoever wrote it shares it.");
        }

        var isNew = SharedAt is null;
        SharedAt ??= now;
        return isNew;
    }
}

/// <summary>Who reads a support worker's notes: the support workers and advocates of their own agency, and everybody else only what was shared (R5.8).</summary>
public static class WorkerNotes
{
    public static IReadOnlyList<Role> Support { get; } = [Role.SupportCarWorker, Role.ControlRoomSupportWorker, Role.Idva, Role.IdvaManager];

    public static bool MayWrite(Actor actor) => actor.Roles.Any(Support.Contains);

    public static bool MayRead(Actor actor, Id<Agency> agency, DateTimeOffset? sharedAt) => sharedAt is not null || (actor.AgencyId == agency && MayWrite(actor));
}
