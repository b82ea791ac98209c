using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>A specialist looked at a live incident; why stands on the review.</summary>
public sealed record IncidentChecked(DecisionCheck Check, ResponseGrade? GradeAsked) : Happened;

/// <summary>The control room's specialist checks the decisions made on a live incident (R5.7). An upgrade that is asked waits for a control-room supervisor.</summary>
public sealed class CheckIncident(CaseDbContext db, IncidentFiles incidents, OnDuty duty, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, CheckMade Made);

    public async Task<Result<SpecialistReview>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Read, "Check a live incident", ct);
        var shift = await duty.ShiftOfAsync(actor.StaffId, now, ct);
        var made = SpecialistReview.Record(incident, actor, shift?.Id, command.Made, now);
        if (made.Refusal is not null)
        {
            return made;
        }

        made.Match(review => db.SpecialistReviews.Add(review), _ => throw new InvalidOperationException());
        if (command.Made.Check is DecisionCheck.UpgradeAsked)
        {
            db.Notices.Add(Notice.To(incident.AgencyId, Role.ControlRoomSupervisor, NoticeKind.UpgradeAsked, null, incident.Id.Value, now));
        }

        await db.CommitAsync(actor, now, ct, new IncidentChecked(command.Made.Check, command.Made.GradeAsked) { IncidentId = incident.Id, CaseId = incident.CaseId });
        return made;
    }
}
