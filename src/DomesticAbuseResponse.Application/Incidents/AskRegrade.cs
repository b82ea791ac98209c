using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Incidents;

/// <summary>Somebody asked for another grade; why stands on the incident.</summary>
public sealed record RegradeAsked(ResponseGrade? Before, ResponseGrade Wanted) : Happened;

/// <summary>Whoever may see an incident asks for another grade. The control-room supervisors are told; one of them decides in a review (R4.1).</summary>
public sealed class AskRegrade(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, ResponseGrade Wanted, string? Reason);

    public Task<Result<RegradeRequest>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Read, "Ask for another grade", ct);
            await db.LoadControlRoomAsync(incident, ct);
            var asked = incident.AskRegrade(actor, command.Wanted, command.Reason, now);
            if (asked.Refusal is null)
            {
                await db.CommitAsync(actor, now, ct, db.RegradeWaits(incident, command.Wanted, now));
            }

            return asked;
        },
        ct);
}

/// <summary>What a request for another grade tells the supervisors, and what a review does to the requests that waited for it: their notices go, and whoever asked is told.</summary>
internal static class RegradeNotices
{
    extension(CaseDbContext db)
    {
        /// <summary>Tells the control-room supervisors that a request waits for one of them.</summary>
        /// <returns>What to write down with it.</returns>
        public RegradeAsked RegradeWaits(Incident incident, ResponseGrade wanted, DateTimeOffset now)
        {
            db.Notices.Add(Notice.To(incident.AgencyId, Role.ControlRoomSupervisor, NoticeKind.RegradeAsked, null, incident.Id.Value, now));
            return new RegradeAsked(incident.Grade, wanted) { IncidentId = incident.Id, CaseId = incident.CaseId };
        }

        /// <param name="asked">The requests that waited before the review.</param>
        public async Task AnswerRegradesAsync(Actor by, Incident incident, IReadOnlyCollection<Id<StaffMember>> asked, DateTimeOffset now, CancellationToken ct)
        {
            if (asked.Count == 0)
            {
                return;
            }

            var subject = incident.Id.Value;
            foreach (var notice in await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.RegradeAsked && n.DoneAt == null).ToListAsync(ct))
            {
                notice.Done(by.StaffId, null, now);
            }

            var askers = asked.Distinct().ToArray();
            foreach (var asker in await db.Staff.AsNoTracking().Where(s => askers.Contains(s.Id)).Select(s => new { s.Id, s.AgencyId }).ToListAsync(ct))
            {
                db.Notices.Add(Notice.To(asker.AgencyId, asker.Id, NoticeKind.RegradeDecided, null, subject, now));
            }
        }
    }
}
