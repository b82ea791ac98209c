using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>A member accepts the confidentiality statement of one meeting; its papers are served from then on (R2.13, S63).</summary>
public sealed class AcceptStatement(CaseDbContext db, MeetingFiles meetings, TimeProvider clock)
{
    public async Task HandleAsync(Actor actor, Id<Meeting> meetingId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var meeting = await meetings.OpenAsync(actor, meetingId, AccessLevel.Referral, "Accept the confidentiality statement", ct);
        if (!meeting.Acceptances.Any(a => a.StaffId == actor.StaffId))
        {
            meeting.AcceptStatement(actor.StaffId, now);
            await db.TryCommitAsync(actor, now, AgendaRaces.Changed, ct, new StatementAccepted { MeetingId = meetingId });
        }
    }
}
