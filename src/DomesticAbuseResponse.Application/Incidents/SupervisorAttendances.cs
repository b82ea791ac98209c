using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incidents;

public sealed record SupervisorAttendanceRecorded(SupervisorPresence Presence) : Happened;

/// <summary>Whether a supervisor should be at an incident and what was said about it (R4.12). The caller has passed the incident's door.</summary>
public sealed class SupervisorDuties(CaseDbContext db, PolicyBook policies)
{
    /// <param name="Said">Every statement, newest first.</param>
    public sealed record View(SupervisorDuty Duty, IReadOnlyList<(SupervisorAttendance Said, string By)> Said)
    {
        public bool IsOpen => Duty.IsDue && Said.Count == 0;
    }

    public async Task<View> ReadAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var id = incident.Id;
        var said = await (from s in db.SupervisorAttendances.AsNoTracking()
                          join m in db.Staff on s.By equals m.Id
                          where s.IncidentId == id
                          orderby s.Number descending
                          select new { Said = s, m.DisplayName }).ToListAsync(ct);
        return new(await DutyAsync(actor, incident, ct), [.. said.Select(s => (s.Said, s.DisplayName))]);
    }

    internal async Task<SupervisorDuty> DutyAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var settings = (await policies.AtAsync(PolicyKinds.SupervisorAttendance, incident.AgencyId.Value, UkTime.DateOf(incident.ReportedAt), ct)).Content;
        var (cases, victims) = (incident.Cases.ToArray(), incident.Victims.ToArray());
        var gravest = await db.Cases.GradedFor(actor, db).Where(c => cases.Contains(c.Id)).GravestFirst().Select(c => c.Grade).FirstOrDefaultAsync(ct);
        var (from, until) = (UkTime.At(settings.RepeatsSince(incident.ReportedAt), TimeOnly.MinValue), incident.ReportedAt);
        var counts = await db.Incidents.VisibleTo(actor, db).Where(i => i.ReportedAt >= from && i.ReportedAt <= until)
            .SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim && victims.Contains(p.PersonId))
            .GroupBy(p => p.PersonId).Select(g => g.Select(p => p.IncidentId).Distinct().Count()).ToListAsync(ct);
        return SupervisorDuty.For(gravest, counts.DefaultIfEmpty(1).Max(), settings);
    }
}

/// <summary>Says whether a supervisor attended an incident, and why not (R4.12). Each statement stays.</summary>
public sealed class RecordSupervisorAttendance(CaseDbContext db, IncidentFiles incidents, SupervisorDuties duties, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, SupervisorPresence Presence, string? Words);

    public async Task<Result<SupervisorAttendance>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Say whether a supervisor attended", ct);
        var recorded = SupervisorAttendance.Record(incident.Id, await duties.DutyAsync(actor, incident, ct), command.Presence, command.Words, actor, now);
        if (recorded.Refusal is null)
        {
            recorded.Match(said => db.Add(said), _ => null!);
            await db.CommitAsync(actor, now, ct, new SupervisorAttendanceRecorded(command.Presence) { IncidentId = incident.Id, CaseId = incident.CaseId });
        }

        return recorded;
    }
}

/// <summary>
/// High-risk and repeat incidents of the last days on which nobody has said whether a supervisor attended, newest first (R4.12). The settings of the
/// reader's own force decide; what the reader may not see is neither listed nor counted.
/// </summary>
public sealed class SupervisionList(CaseDbContext db, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Row(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, string? Unit, string? Victim, RiskGrade? Grade, int Incidents, SupervisorDuty Duty, DateTimeOffset? AttendedAt);

    public sealed record View(IReadOnlyList<Row> Rows, ListTotal Total, SupervisorAttendanceSettings Settings);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        var settings = await SettingsAsync(actor, ct);
        var waiting = Waiting(actor, settings);
        var rows = await waiting.OrderByDescending(w => w.Incident.ReportedAt).ThenByDescending(w => w.Incident.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .Select(w => new
            {
                w.Incident.Id,
                w.Incident.Reference,
                w.Incident.ReportedAt,
                w.Incident.AttendedAt,
                w.IsHigh,
                w.Incidents,
                Unit = db.PolicingUnits.Where(u => u.Id == w.Incident.UnitId).Select(u => u.Name).FirstOrDefault(),
                Victim = w.Incident.Parties.Where(p => p.Role == PartyRole.Victim).OrderBy(p => p.Number).Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(),
            }).ToListAsync(ct);
        var victims = rows.Select(r => r.Victim).OfType<Id<Person>>().Distinct().ToArray();
        var known = await db.People.VisibleTo(actor, db).Where(p => victims.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var names = await db.NamedAsync(known, ct);
        await door.ShowListAsync(actor, "Supervisor at the scene", rows.Select(r => r.Id.Value), ct);
        return new(
            [.. rows.Select(r => new Row(
                r.Id, r.Reference, r.ReportedAt, r.Unit, r.Victim is { } v && names.TryGetValue(v, out var named) ? named.Name : null, r.IsHigh ? RiskGrade.High : null, r.Incidents,
                SupervisorDuty.For(r.IsHigh ? RiskGrade.High : null, r.Incidents, settings), r.AttendedAt))],
            await ListTotal.OfAsync(waiting, ct), settings);
    }

    public async Task<int> CountAsync(Actor actor, CancellationToken ct) => await Waiting(actor, await SettingsAsync(actor, ct)).CountAsync(ct);

    private async Task<SupervisorAttendanceSettings> SettingsAsync(Actor actor, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.SupervisorAttendance, actor.AgencyId.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;

    private IQueryable<Found> Waiting(Actor actor, SupervisorAttendanceSettings settings)
    {
        var agency = actor.AgencyId;
        var (since, repeatsSince) = (clock.GetUtcNow().AddDays(-settings.ListDays), clock.GetUtcNow().AddMonths(-settings.RepeatMonths));
        var (atHigh, atRepeats, from) = (settings.AtHighRisk, settings.AtRepeats, settings.RepeatFrom);
        var graded = db.Cases.GradedFor(actor, db);
        var visible = db.Incidents.VisibleTo(actor, db);
        return visible.Where(i => i.AgencyId == agency && i.ReportedAt >= since && !db.SupervisorAttendances.Any(s => s.IncidentId == i.Id))
            .Select(i => new Found
            {
                Incident = i,
                IsHigh = i.Parties.Any(p => p.CaseId != null && graded.Any(c => c.Id == p.CaseId && c.Grade == RiskGrade.High)),
                Incidents = visible.Count(o => o.ReportedAt >= repeatsSince && o.ReportedAt <= i.ReportedAt
                    && o.Parties.Any(p => p.Role == PartyRole.Victim && i.Parties.Any(v => v.Role == PartyRole.Victim && v.PersonId == p.PersonId))),
            })
            .Where(f => (atHigh && f.IsHigh) || (atRepeats && f.Incidents >= from));
    }

    private sealed class Found
    {
        public required Incident Incident { get; init; }

        public bool IsHigh { get; init; }

        public int Incidents { get; init; }
    }
}
