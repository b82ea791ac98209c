using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The referrer answers the receiver's question; the referral waits for the receiver again.</summary>
public sealed class AnswerReceiver(CaseDbContext db, ReferralFiles files, ReferralClocks clocks, TimeProvider clock)
{
    public sealed record Command(Id<Referral> ReferralId, string Answer, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReferrerAsync(actor, command.ReferralId, "Answer a question about a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var moved = referral.Reply(actor, command.Answer.Trim(), now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        await db.DoneAsync(referral, NoticeKind.ReferralQuestion, actor, now, ct);
        await db.TellReceiverAsync(referral, NoticeKind.ReferralAnswered, now, ct);
        List<Happened> happened = [new ReferralQuestionAnswered(referral.Kind, referral.Id) { CaseId = @case.Id }, .. await clocks.RepliedAsync(referral, @case, actor, now, ct)];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
