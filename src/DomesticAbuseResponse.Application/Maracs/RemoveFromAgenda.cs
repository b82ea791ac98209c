using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Takes a case off an agenda, with a reason. The referral stays accepted and waits to be placed again.</summary>
public sealed class RemoveFromAgenda(CaseDbContext db, MeetingFiles meetings, TimeProvider clock)
{
    public sealed record Command(Id<Meeting> MeetingId, Id<AgendaItem> ItemId, string Reason, uint? Version);

    public async Task<Result<Id<AgendaItem>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var meeting = await meetings.OpenAsync(actor, command.MeetingId, AccessLevel.Edit, "Remove from the agenda", ct);
        if (command.Version is { } seen && seen != meeting.Version)
        {
            return AgendaRaces.Changed;
        }

        if (meeting.Agenda.SingleOrDefault(a => a.Id == command.ItemId) is not { } item
            || !await db.Cases.VisibleTo(actor, db, AccessLevel.Referral).AnyAsync(c => c.Id == item.CaseId, ct))
        {
            throw new RecordNotFoundException();
        }

        var removed = meeting.Remove(item.Id, command.Reason.Trim(), now);
        if (removed.Refusal is { } refusal)
        {
            return refusal;
        }

        var referral = await db.Referrals.Include(r => r.Steps).SingleAsync(r => r.Id == item.ReferralId, ct);
        await db.TellReferrerAsync(referral, NoticeKind.ReferralAnswered, now, ct);
        return await db.TryCommitAsync(actor, now, AgendaRaces.Changed, ct, new RemovedFromAgenda(item.Id, referral.Id) { CaseId = item.CaseId, MeetingId = meeting.Id }) is { } conflict
            ? conflict
            : item.Id;
    }
}
