using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>
/// Asks a crew that is on the rota to reach a victim (R5.1, R5.8). From then on its members stand in the circle of the call, the victim and what the
/// task asks for in the case, each of them and nobody else of their agency, until the task ends.
/// </summary>
public sealed class AskCrew(CaseDbContext db, IncidentFiles incidents, CrewOffers offers, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, Id<Person> VictimId, Id<Shift> ShiftId, CrewAsk Ask);

    public async Task<Result<Id<CrewTask>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Read, "Ask for a crew", ct);
        if (actor.AgencyId != incident.AgencyId || !actor.Roles.Any(CrewStanding.Askers.Contains) || !await db.People.VisibleTo(actor, db).AnyAsync(p => p.Id == command.VictimId, ct))
        {
            throw new RecordNotFoundException();
        }

        if (!incident.IsOpen)
        {
            return new Refusal("incident.closed", "This incident is closed.");
        }

        var offered = await offers.MakeAsync(actor, incident, command.VictimId, command.ShiftId, command.Ask, now, ct);
        return await offered.Match<Task<Result<Id<CrewTask>>>>(
            async task => await db.TryCommitAsync(actor, now, CrewOffers.Twice, ct, CrewOffers.Asked(task, incident)) is { } late ? late : task.Id,
            refusal => Task.FromResult<Result<Id<CrewTask>>>(refusal));
    }
}

/// <summary>What asking a crew and handing a task on to one have in common. Changes wait for the caller's commit.</summary>
public sealed class CrewOffers(CaseDbContext db, CrewsNow crews, RecordCircle circle)
{
    internal static Refusal Twice { get; } = new("crew.twice", "This crew has been asked for this person already.");

    internal static CrewAsked Asked(CrewTask task, Incident incident) =>
        new(task.Id.Value, task.Service, task.Way) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId), PersonId = task.VictimId };

    internal async Task<Result<CrewTask>> MakeAsync(
        Actor actor, Incident incident, Id<Person> victim, Id<Shift> shiftId, CrewAsk ask, DateTimeOffset now, CancellationToken ct, Id<CrewTask>? from = null)
    {
        var asked = (await crews.ReadAsync(incident.AgencyId, now, ct)).FirstOrDefault(s => s.Crews.Any(c => c.Id == shiftId));
        if (asked is null)
        {
            return new Refusal("crew.gone", "This crew is no longer on the rota. Choose another one.");
        }

        var shift = await db.Shifts.AsNoTracking().Include(s => s.Crew).SingleAsync(s => s.Id == shiftId, ct);
        if (await db.CrewTasks.AnyAsync(t => t.IncidentId == incident.Id && t.VictimId == victim && t.ShiftId == shiftId && t.EndedAt == null, ct))
        {
            return Twice;
        }

        if (await RefuseAsync(incident, victim, shift, ct) is { } kept)
        {
            return kept;
        }

        return CrewTask.Offer(incident, victim, shift, asked.Service.Kind, ask, actor, now, from).Match<Result<CrewTask>>(
            task =>
            {
                db.CrewTasks.Add(task);
                circle.Send(task, shift, incident.CaseOf(victim), now);
                return task;
            },
            refusal => refusal);
    }

    /// <summary>A crew goes together: nobody is asked of whom one may not know of the victim (R6.10).</summary>
    private async Task<Refusal?> RefuseAsync(Incident incident, Id<Person> victim, Shift shift, CancellationToken ct)
    {
        Guid[] records = [incident.Id.Value, victim.Value, .. incident.CaseOf(victim) is { } @case ? [@case.Value] : Array.Empty<Guid>()];
        Id<StaffMember>?[] staff = [.. shift.Crew.Select(m => m.StaffId).Where(s => s is not null)];
        Id<Agency>?[] agencies = [.. shift.Crew.Select(m => m.AgencyId).Where(a => a is not null).Distinct()];
        if (await db.Exclusions.AnyAsync(e => records.Contains(e.RecordId) && (staff.Contains(e.StaffId) || agencies.Contains(e.AgencyId)), ct))
        {
            return new Refusal("crew.cannot", "This crew cannot be sent to this person. Choose another one.");
        }

        Guid[] restricted =
        [
            .. incident.IsRestricted ? [incident.Id.Value] : Array.Empty<Guid>(),
            .. await db.People.Where(p => p.Id == victim && p.IsRestricted).Select(p => p.Id).ToListAsync(ct) is [var one] ? [one.Value] : Array.Empty<Guid>(),
        ];
        var named = restricted.Length == 0 ? [] : await db.NamedStaff.Where(n => restricted.Contains(n.RecordId)).Select(n => new { n.RecordId, n.StaffId }).ToListAsync(ct);
        return restricted.All(r => staff.All(s => named.Exists(n => n.RecordId == r && n.StaffId == s)))
            ? null
            : new Refusal("crew.restricted", "This record is restricted, and not everybody in this crew is named on it. Ask whoever answers for it to name them first.");
    }
}
