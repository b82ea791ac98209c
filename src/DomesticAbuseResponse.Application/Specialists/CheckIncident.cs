using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>A specialist looked at a live incident; why stands on the review.</summary>
public sealed record IncidentChecked(DecisionCheck Check, ResponseGrade? GradeAsked) : Happened;

/// <summary>The control room's specialist checks the decisions made on a live incident (R5.7). An upgrade that is asked is a request for another grade, and waits for a control-room supervisor's review (R4.1).</summary>
public sealed class CheckIncident(CaseDbContext db, IncidentFiles incidents, OnDuty duty, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, CheckMade Made);

    public Task<Result<SpecialistReview>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(() => CheckAsync(actor, command, ct), ct);

    private async Task<Result<SpecialistReview>> CheckAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Read, "Check a live incident", ct);
        var shift = await duty.ShiftOfAsync(actor.StaffId, now, ct);
        var made = SpecialistReview.Record(incident, actor, shift?.Id, command.Made, now);
        if (made.Refusal is not null)
        {
            return made;
        }

        List<Happened> happened = [new IncidentChecked(command.Made.Check, command.Made.GradeAsked) { IncidentId = incident.Id, CaseId = incident.CaseId }];
        if (command.Made is { Check: DecisionCheck.UpgradeAsked, GradeAsked: { } wanted })
        {
            await db.LoadControlRoomAsync(incident, ct);
            if (incident.AskRegrade(actor, wanted, command.Made.Reason, now).Refusal is { } refused)
            {
                return refused;
            }

            happened.Add(db.RegradeWaits(incident, wanted, now));
        }

        made.Match(review => db.SpecialistReviews.Add(review), _ => throw new InvalidOperationException());
        await db.CommitAsync(actor, now, ct, [.. happened]);
        return made;
    }
}
