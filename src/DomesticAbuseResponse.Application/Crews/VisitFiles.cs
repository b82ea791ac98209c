using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

/// <param name="Fields">The names of the fields that changed; what they say is on the record alone.</param>
public sealed record VisitChanged(Guid Task, IReadOnlyList<string> Fields) : Happened;

/// <summary>
/// The record of a visit, read through the door of its incident: by its crew, and by those of the force who may ask for crews, as much of it as their work needs
/// (<see cref="VisitReaders"/>).
/// </summary>
public sealed class VisitFile(CaseDbContext db, CrewTaskFiles files)
{
    public sealed record Written(string By, string? Agency, DateTimeOffset At);

    /// <param name="Version">0 where nobody has written anything yet.</param>
    /// <param name="LastBy">Who wrote last.</param>
    /// <param name="Sections">Those the reader is shown; the record holds nothing of the others.</param>
    /// <param name="Fields">Every field of these that holds something, by its code.</param>
    /// <param name="Waiting">How many entries from phones wait for a person: two versions of one answer, or come late.</param>
    public sealed record View(
        OpenedCrewTask Opened, IReadOnlyList<VisitSection> Sections, VisitRecord Record, long Last, uint Version, Written? LastBy, string Initials, int Waiting, IReadOnlyDictionary<string, string> Fields)
    {
        public CrewTask Task => Opened.Task;
    }

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var opened = await files.OpenAsync(actor, id, "Read a visit", ct);
        var visit = await db.Visits.AsNoTracking().Include(v => v.Changes.OrderBy(c => c.Number)).SingleOrDefaultAsync(v => v.TaskId == id, ct);
        var sections = VisitReaders.Of(actor, opened.IsCrew);
        var changes = visit?.Changes.Where(c => VisitFields.Find(c.Field) is { } field && sections.Contains(field.Section)).ToList() ?? [];
        var last = visit?.Changes.MaxBy(c => c.Number);
        var by = last is null ? null : await (from s in db.Staff
                                              join a in db.Agencies on s.AgencyId equals a.Id
                                              where s.Id == last.By
                                              select new Written(s.DisplayName, s.AgencyId == actor.AgencyId ? null : a.Name, last.At)).SingleOrDefaultAsync(ct);
        var victim = opened.Task.VictimId;
        var names = await db.NamesAsync(actor, [victim], ct);
        return new View(
            opened, sections, VisitRecord.Of(changes), visit?.Last ?? 0, visit?.Version ?? 0, by, FieldMask.Initials(names.GetValueOrDefault(victim)),
            await db.VisitEntries.CountAsync(e => e.TaskId == id && (e.State == EntryState.Differs || e.State == EntryState.Late), ct), VisitRecord.Held(changes));
    }
}

/// <summary>
/// Takes changes of a visit's fields, from a page or from a device that was out of reach: each by an identifier made where it was typed, so that a change sent twice
/// counts once. A field that two people changed to different things meets the page with both versions.
/// </summary>
public sealed class ApplyVisitChanges(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    public const int MostEdits = 200;

    /// <param name="Seen">The number of the newest change that the writer had before them.</param>
    /// <param name="Version">The version of the visit that they had; where nobody has written since, what they wrote stands.</param>
    public sealed record Command(Id<CrewTask> Id, IReadOnlyList<VisitEdit> Edits, long Seen, uint? Version);

    /// <returns>How many fields were changed.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Two people changed one field to different things.</exception>
    public async Task<Result<int>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await files.IsOverForAsync(actor, command.Id, ct))
        {
            return CrewTask.IsOver;
        }

        var (task, _, incident, _, _) = await files.OpenAsync(actor, command.Id, "Write a visit", ct, crewOnly: true);
        if (command.Edits.Count > MostEdits)
        {
            return new Refusal("visit.many", "That is too much at once.");
        }

        var today = UkTime.DateOf(now);
        if (command.Edits.Select(e => VisitFields.Check(e) ?? VisitFollowUp.Check(e, today)).FirstOrDefault(r => r is not null) is { } wrong)
        {
            return wrong;
        }

        if (task.State is not CrewTaskState.Accepted || await db.Visits.Include(v => v.Changes).SingleOrDefaultAsync(v => v.TaskId == command.Id, ct) is not { } visit)
        {
            return new Refusal("crew.not-accepted", "Accept the task first.");
        }

        var merge = visit.Apply(actor, command.Edits, command.Seen, visit.Version == command.Version, now);
        if (merge.Taken.Count == 0 && merge.Conflicts.Count == 0)
        {
            return 0;
        }

        // The row is written whenever a field is, so that its version tells of it; from an older one both versions are shown.
        db.Expect(visit, merge.Conflicts.Count > 0 ? command.Version ?? 0 : visit.Version);

        await db.CommitAsync(actor, now, ct, new VisitChanged(task.Id.Value, [.. merge.Taken.Select(e => e.Field)]) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
        return merge.Taken.Count;
    }
}
