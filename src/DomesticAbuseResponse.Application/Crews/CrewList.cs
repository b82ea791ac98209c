using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>What the actor's crew is asked to do, the most urgent first, each with the reason for its place (R5.1). Nobody is named in full.</summary>
public sealed class CrewList(CaseDbContext db, RecordDoor door, OnDuty duty, RotaServices services, CrewTaskFiles files, TimeProvider clock)
{
    private const int _most = 50;

    /// <param name="Last">The newest step.</param>
    public sealed record Row(Id<CrewTask> Id, string Reference, string Initials, CrewTaskState State, CrewWay Way, string? Reason, RiskGrade? Grade, CrewPlace Place, CrewStepKind Last, DateTimeOffset LastAt);

    /// <param name="Service">The service of the shift they are on; null where they are on none.</param>
    /// <param name="ToRead">The shift before, whose summary they have not read.</param>
    /// <param name="Next">When their next shift begins, where they are on none.</param>
    public sealed record View(Id<Shift>? ShiftId, string? Service, DateTimeOffset? Until, DateTimeOffset? Next, Id<Shift>? ToRead, IReadOnlyList<Row> Rows);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var shift = await duty.ShiftOfAsync(actor.StaffId, now, ct);
        var settings = shift is null ? null : await services.ReadAsync(shift.ForceId, UkTime.DateOf(shift.PlannedFrom), ct);
        var rows = await RowsAsync(actor, now, ct);
        await door.ShowListAsync(actor, "Tasks of the crew", rows.Select(r => r.Incident), ct);
        return new View(
            shift?.Id, shift is null ? null : settings!.Of(shift.Service).Name, shift?.Presence?.Until, shift is null ? (await duty.NextOfAsync(actor.StaffId, now, ct))?.PlannedFrom : null,
            shift is null ? null : await db.SummaryToReadAsync(actor, shift, ct),
            [.. rows.Select(r => r.Row)]);
    }

    private async Task<IReadOnlyList<(Guid Incident, Row Row)>> RowsAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var me = (Id<StaffMember>?)actor.StaffId;
        var people = db.People.VisibleTo(actor, db);
        var told = db.Cases.GradedForCrew(actor, db);
        var found = await (from t in db.CrewTasks.AsNoTracking()
                           join i in db.Incidents.VisibleTo(actor, db) on t.IncidentId equals i.Id
                           join s in db.Shifts on t.ShiftId equals s.Id
                           where t.EndedAt == null && s.Crew.Any(m => m.StaffId == me) && people.Any(p => p.Id == t.VictimId)
                           orderby t.AskedAt
                           select new
                           {
                               Task = t,
                               i.Reference,
                               i.ReportedAt,
                               Shift = s,
                               Grade = told.Where(c => i.Parties.Any(p => p.PersonId == t.VictimId && p.CaseId == c.Id)).Select(c => c.Grade).FirstOrDefault(),
                               Last = t.Steps.OrderByDescending(x => x.Number).Select(x => new { x.Kind, x.At }).First(),
                           }).Take(_most).ToListAsync(ct);
        var names = await db.NamesAsync(actor, found.Select(f => f.Task.VictimId), ct);
        Dictionary<Id<Agency>, CrewSettings> settings = [];
        foreach (var force in found.Select(f => f.Task.ForceId).Distinct())
        {
            settings[force] = await files.SettingsAsync(force, ct);
        }

        return
        [
            .. found.Where(f => now < CrewTaskFiles.EndOf(f.Shift, settings[f.Task.ForceId]))
                .Select(f => (f.ReportedAt, f.Task.IncidentId, Row: new Row(
                    f.Task.Id, f.Reference, FieldMask.Initials(names.GetValueOrDefault(f.Task.VictimId)), f.Task.State, f.Task.Way, f.Task.Reason, f.Grade,
                    CrewOrder.Of(f.Grade, now - f.ReportedAt, f.Task.Distance, settings[f.Task.ForceId]), f.Last.Kind, f.Last.At)))
                .OrderByDescending(r => r.Row.Place.Points).ThenBy(r => r.ReportedAt).ThenBy(r => r.Row.Id.Value)
                .Select(r => (r.IncidentId.Value, r.Row)),
        ];
    }
}

/// <summary>What crews have been asked about an incident whose door was passed, newest first.</summary>
public sealed class IncidentCrews(CaseDbContext db, RotaServices services)
{
    public sealed record Step(CrewStepKind Kind, string By, DateTimeOffset At, string? Reason, string? To);

    public sealed record Line(Id<CrewTask> Id, string Service, CrewWay Way, CrewTaskState State, IReadOnlyList<Step> Steps);

    public async Task<IReadOnlyList<Line>> ReadAsync(Domain.Incidents.Incident incident, CancellationToken ct)
    {
        var id = incident.Id;
        var tasks = await db.CrewTasks.AsNoTracking().Include(t => t.Steps.OrderBy(s => s.Number)).Where(t => t.IncidentId == id).OrderByDescending(t => t.AskedAt).ToListAsync(ct);
        if (tasks.Count == 0)
        {
            return [];
        }

        var steps = await db.StepsAsync(tasks, ct);
        var settings = await services.ReadAsync(incident.AgencyId, UkTime.DateOf(incident.ReportedAt), ct);
        return [.. tasks.Select(t => new Line(t.Id, settings.Of(t.Service).Name, t.Way, t.State, steps[t.Id]))];
    }
}

/// <summary>The steps of tasks with the names of those who took them.</summary>
internal static class CrewSteps
{
    extension(CaseDbContext db)
    {
        public async Task<IReadOnlyDictionary<Id<CrewTask>, IReadOnlyList<IncidentCrews.Step>>> StepsAsync(IReadOnlyCollection<CrewTask> tasks, CancellationToken ct)
        {
            var staff = await db.StaffAsync(tasks.SelectMany(t => t.Steps).Select(s => s.By), ct);
            return tasks.ToDictionary(
                t => t.Id,
                IReadOnlyList<IncidentCrews.Step> (t) => [.. t.Steps.Select(s => new IncidentCrews.Step(s.Kind, staff.GetValueOrDefault(s.By)?.Name ?? "The system", s.At, s.Reason, s.To))]);
        }
    }
}
