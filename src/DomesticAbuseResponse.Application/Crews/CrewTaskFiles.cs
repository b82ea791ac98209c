using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>A task whose incident's door was passed.</summary>
/// <param name="IsCrew">The actor is on its shift; else they belong to the force that asked.</param>
public sealed record OpenedCrewTask(CrewTask Task, Shift Shift, Incident Incident, bool IsCrew, CrewSettings Settings);

/// <summary>
/// Opens a task through the door of its incident: to the crew of its shift while it is open and for as long after the shift as it takes to write up, and to
/// those of the force who may ask for crews.
/// </summary>
public sealed class CrewTaskFiles(CaseDbContext db, IncidentFiles incidents, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    public async Task<OpenedCrewTask> OpenAsync(Actor actor, Id<CrewTask> id, string purpose, CancellationToken ct, bool crewOnly = false)
    {
        var task = await db.CrewTasks.Include(t => t.Steps.OrderBy(s => s.Number)).SingleOrDefaultAsync(t => t.Id == id, ct);
        var shift = task is null ? null : await db.Shifts.AsNoTracking().Include(s => s.Crew.OrderBy(m => m.Number)).SingleAsync(s => s.Id == task.ShiftId, ct);
        var settings = task is null ? CrewSettings.Default : await SettingsAsync(task.ForceId, ct);
        var isCrew = task?.IsOpen is true && shift!.Crew.Any(m => m.StaffId == actor.StaffId) && clock.GetUtcNow() < EndOf(shift, settings);
        var asks = task is not null && !crewOnly && actor.AgencyId == task.ForceId && actor.Roles.Any(CrewStanding.Askers.Contains);
        var people = isCrew ? db.People.VisibleTo(actor, db) : db.People.NotKeptFrom(actor, db);
        if (!(isCrew || asks) || !await people.AnyAsync(p => p.Id == task!.VictimId, ct))
        {
            await door.PassAsync(actor, RecordKind.Incident, task?.IncidentId.Value ?? id.Value, null, AccessLevel.Read, purpose, ct); // written down, and refused as if there were none
        }

        return new(task!, shift!, await incidents.OpenAsync(actor, task!.IncidentId, AccessLevel.Read, purpose, ct), isCrew, settings);
    }

    /// <summary>
    /// For a note of somebody on its shift, who may have been writing when a colleague finished: until their time for writing up is over, however the task ended. When
    /// it has, nothing of the call or of the victim is opened (R5.8).
    /// </summary>
    internal async Task<CrewTask> OpenForNoteAsync(Actor actor, Id<CrewTask> id, string purpose, CancellationToken ct)
    {
        var barred = db.BarredFrom(actor);
        return await WasOnAsync(actor, id, ct) is { IsOpen: false } ended
            && clock.GetUtcNow() < EndOf(await db.Shifts.AsNoTracking().SingleAsync(s => s.Id == ended.ShiftId, ct), await SettingsAsync(ended.ForceId, ct))
            && await db.People.NotKeptFrom(actor, db).AnyAsync(p => p.Id == ended.VictimId, ct) && !await barred.AnyAsync(e => e.RecordId == ended.IncidentId.Value, ct)
                ? ended
                : (await OpenAsync(actor, id, purpose, ct, crewOnly: true)).Task;
    }

    /// <summary>Whether the actor was on its shift, and the task is over or their time to write is: what they were typing is theirs, and goes nowhere any more.</summary>
    public async Task<bool> IsOverForAsync(Actor actor, Id<CrewTask> id, CancellationToken ct) => await WasOnAsync(actor, id, ct) is { } task
        && (!task.IsOpen || clock.GetUtcNow() >= EndOf(await db.Shifts.AsNoTracking().SingleAsync(s => s.Id == task.ShiftId, ct), await SettingsAsync(task.ForceId, ct)));

    private Task<CrewTask?> WasOnAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var me = (Id<StaffMember>?)actor.StaffId;
        return db.CrewTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && db.Shifts.Any(s => s.Id == t.ShiftId && s.Crew.Any(m => m.StaffId == me)), ct);
    }

    /// <summary>The same, of a task that is accepted and whose crew the actor is on; null, and nobody is told, where its record can no longer be written by them.</summary>
    internal async Task<OpenedCrewTask?> OpenToWriteAsync(Actor actor, Id<CrewTask> id, string purpose, CancellationToken ct)
    {
        var me = (Id<StaffMember>?)actor.StaffId;
        var (people, incidents) = (db.People.VisibleTo(actor, db), db.Incidents.VisibleTo(actor, db));
        var found = await (from t in db.CrewTasks.AsNoTracking()
                           join s in db.Shifts on t.ShiftId equals s.Id
                           where t.Id == id && t.State == CrewTaskState.Accepted && s.Crew.Any(m => m.StaffId == me) && people.Any(p => p.Id == t.VictimId) && incidents.Any(i => i.Id == t.IncidentId)
                           select new { t.ForceId, Shift = s }).SingleOrDefaultAsync(ct);
        return found is not null && clock.GetUtcNow() < EndOf(found.Shift, await SettingsAsync(found.ForceId, ct)) ? await OpenAsync(actor, id, purpose, ct, crewOnly: true) : null;
    }

    /// <summary>When the crew's time for writing up is over.</summary>
    public static DateTimeOffset EndOf(Shift shift, CrewSettings settings) => (shift.EndedAt ?? shift.PlannedUntil).AddMinutes(settings.WriteUpMinutes);

    internal async Task<CrewSettings> SettingsAsync(Id<Agency> force, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.CrewTasks, force.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
}
