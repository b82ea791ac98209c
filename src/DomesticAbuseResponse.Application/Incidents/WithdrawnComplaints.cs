using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>A complaint was withdrawn; what was said stands on the incident.</summary>
public sealed record ComplaintWithdrawn(YesNoUnknown UnderPressure) : Happened;

public sealed record WithdrawalReviewed : Happened;

/// <summary>Writes down that a complaint was withdrawn. Incident, case, clocks and the duty to assess stay; a supervisor looks at it (R4.23).</summary>
public sealed class WithdrawComplaint(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, string? Words, YesNoUnknown UnderPressure);

    public Task<Result<ComplaintWithdrawal>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Record a withdrawn complaint", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var withdrawn = incident.WithdrawComplaint(actor, command.Words, command.UnderPressure, now);
            if (withdrawn.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, new ComplaintWithdrawn(command.UnderPressure) { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            return withdrawn;
        },
        ct);
}

/// <summary>A supervisor looks at a withdrawn complaint and says what is done for the victim's safety.</summary>
public sealed class ReviewWithdrawal(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, string? Decision);

    public Task<Result<ComplaintWithdrawal>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Decide on a withdrawn complaint", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var reviewed = incident.ReviewWithdrawals(actor, command.Decision, now);
            if (reviewed.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, new WithdrawalReviewed { IncidentId = incident.Id, CaseId = incident.CaseId });
            }

            return reviewed;
        },
        ct);
}
