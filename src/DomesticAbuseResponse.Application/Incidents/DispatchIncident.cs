using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>Somebody was sent. Who, and what they were told, stands on the incident alone.</summary>
public sealed record OfficersSent : Happened;

public sealed record OfficersArrived : Happened;

public sealed record OfficersCalledOff : Happened;

/// <summary>Sends somebody to a call. Two people may press at the same moment: both are taken, each on the incident as it is then.</summary>
public sealed class SendToIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    /// <param name="Who">A call sign, a unit or a name; null when the actor goes in person.</param>
    public sealed record Command(Id<Incident> IncidentId, string? Who, string? Note, bool InPerson = false);

    public Task<Result<IncidentDispatch>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Send somebody", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var staff = actor.StaffId;
            var who = command.InPerson ? await db.Staff.Where(s => s.Id == staff).Select(s => s.DisplayName).SingleAsync(ct) : command.Who;
            var sent = incident.Send(actor, who, command.Note, now);
            if (sent.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, new OfficersSent { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            return sent;
        },
        ct);
}

/// <summary>Records in one step that one of those sent has arrived, now. A silent or abandoned call is attended from then on (S73).</summary>
public sealed class ArriveAtIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, long Dispatch);

    public Task<Result<IncidentDispatch>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Record arrival", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var arrived = incident.Arrive(actor, command.Dispatch, now);
            if (arrived.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, new OfficersArrived { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            return arrived;
        },
        ct);
}

/// <summary>Calls somebody off before they arrive.</summary>
public sealed class CallOffFromIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, long Dispatch);

    public Task<Result<IncidentDispatch>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Call somebody off", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var off = incident.StandDown(actor, command.Dispatch, now);
            if (off.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, new OfficersCalledOff { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            return off;
        },
        ct);
}

internal static class ControlRoomParts
{
    extension(CaseDbContext db)
    {
        /// <summary>Reads who was sent, who asked for another grade and what was withdrawn into an incident whose door was passed.</summary>
        public async Task LoadControlRoomAsync(Incident incident, CancellationToken ct)
        {
            await db.Entry(incident).Collection(i => i.Dispatches).Query().OrderBy(d => d.Number).LoadAsync(ct);
            await db.Entry(incident).Collection(i => i.Regrades).Query().OrderBy(r => r.Number).LoadAsync(ct);
            await db.Entry(incident).Collection(i => i.Withdrawals).Query().OrderBy(w => w.Number).LoadAsync(ct);
        }
    }
}
