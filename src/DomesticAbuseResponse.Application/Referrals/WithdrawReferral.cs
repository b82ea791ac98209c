using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The referrer takes a referral back. It takes away future access; what the receiver already read stays on record.</summary>
public sealed class WithdrawReferral(CaseDbContext db, ReferralFiles files, RecordCircle circle, CaseDeadlines deadlines, ReferralClocks clocks, TimeProvider clock)
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

        if (wasSent)
        {
            await circle.EndAskedAsync(referral, now, ct);
            await db.TellReceiverAsync(referral, NoticeKind.ReferralAnswered, now, ct);
        }

        // There is nothing left to send or to answer, and nobody did so in time or late.
        await deadlines.StopAsync(await db.OthersToSendAsync(referral, ct) ? [] : await db.ToSendAsync(@case.Id, referral.Kind, ct), actor.StaffId, "The referral was withdrawn.", now, ct);
        if (wasSent)
        {
            await clocks.WithdrawnAsync(referral, @case, actor, now, ct);
        }

        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, new ReferralWithdrawn(referral.Kind, referral.Id) { CaseId = @case.Id }) is { } late ? late : moved;
    }
}
