using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// Children's services take a referral of a child on (R1.26, R1.28). They keep what the referral tells and reach no file behind it: their own work is in their own system.
/// </summary>
public sealed class TakeChildrensReferral(CaseDbContext db, ReferralFiles files, ReferralClocks clocks, TimeProvider clock)
{
    /// <param name="Words">What they do next, which the referrer reads; may be blank.</param>
    public sealed record Command(Id<Referral> ReferralId, string? Words, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Take on a referral of a child", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        if (referral.Kind is not ReferralKind.Childrens)
        {
            return new Refusal("referral.not-a-childs", "This referral is not one to children’s services.");
        }

        var moved = referral.Accept(actor, string.IsNullOrWhiteSpace(command.Words) ? null : command.Words.Trim(), now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        await db.DoneAsync(referral, NoticeKind.ReferralReceived, actor, now, ct);
        await db.TellReferrerAsync(referral, NoticeKind.ReferralAnswered, now, ct);
        List<Happened> happened = [new ReferralAccepted(referral.Kind, referral.Id) { CaseId = @case.Id }, .. await clocks.AnsweredAsync(referral, @case, actor, now, ct)];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
