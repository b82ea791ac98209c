using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The referrer takes a referral back. It takes away future access; what the receiver already read stays on record.</summary>
public sealed class WithdrawReferral(CaseDbContext db, ReferralFiles files, RecordCircle circle, TimeProvider clock)
{
    public sealed record Command(Id<Referral> ReferralId, string Reason, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReferrerAsync(actor, command.ReferralId, "Withdraw a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var wasSent = referral.SentAt is not null;
        var moved = referral.Withdraw(actor, command.Reason.Trim(), now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        foreach (var kind in new[] { NoticeKind.ReferralToSend, NoticeKind.ReferralReceived, NoticeKind.ReferralQuestion })
        {
            await db.DoneAsync(referral, kind, actor, now, ct);
        }

        await db.StopAsync(referral, now, ct);
        if (wasSent)
        {
            await circle.EndAskedAsync(referral, now, ct);
            await db.TellReceiverAsync(referral, NoticeKind.ReferralAnswered, now, ct);
            await StopClockAsync(referral, now, ct);
        }

        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, new ReferralWithdrawn(referral.Kind, referral.Id) { CaseId = @case.Id }) is { } late ? late : moved;
    }

    /// <summary>There is nothing left to answer, and nobody answered in time or late.</summary>
    private async Task StopClockAsync(Referral referral, DateTimeOffset now, CancellationToken ct)
    {
        var (caseId, receiver) = (referral.CaseId, await db.ReceiverOfAsync(referral, ct));
        var open = await db.Deadlines
            .Where(d => d.CaseId == caseId && d.AgencyId == receiver && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
        open.ForEach(d => d.Supersede(now));
    }
}
