using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The receiver puts a question to the referrer before answering. The clock of the answer is met; one for the referrer starts.</summary>
public sealed class AskReferrer(CaseDbContext db, ReferralFiles files, ReferralClocks clocks, TimeProvider clock)
{
    public sealed record Command(Id<Referral> ReferralId, string Question, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Ask about a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var moved = referral.Ask(actor, command.Question.Trim(), now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        List<Happened> happened = [new ReferralQuestioned(referral.Kind, referral.Id) { CaseId = @case.Id }, .. await clocks.AskedAsync(referral, @case, actor, now, ct)];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
