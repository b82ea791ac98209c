using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The receiver turns a referral down, with a reason the referrer reads and what they could do instead. From then on the receiver reaches nothing of the case.</summary>
public sealed class DeclineReferral(CaseDbContext db, ReferralFiles files, RecordCircle circle, ReferralClocks clocks, TimeProvider clock)
{
    /// <param name="Instead">What the referrer could do instead.</param>
    public sealed record Command(Id<Referral> ReferralId, string Reason, uint? Version, string? Instead = null);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Decline a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var moved = referral.Decline(actor, string.IsNullOrWhiteSpace(command.Instead) ? command.Reason.Trim() : $"{command.Reason.Trim()}\n\nInstead: {command.Instead.Trim()}", now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        await circle.EndAskedAsync(referral, now, ct);
        await db.DoneAsync(referral, NoticeKind.ReferralReceived, actor, now, ct);
        db.TellReferrer(referral, NoticeKind.ReferralAnswered, now);
        List<Happened> happened =
        [
            new ReferralDeclined(referral.Kind, referral.Id) { CaseId = @case.Id },
            .. await clocks.AnsweredAsync(referral, @case, actor, now, ct),
        ];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
