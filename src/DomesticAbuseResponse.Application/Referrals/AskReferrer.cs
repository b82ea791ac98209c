using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The receiver puts a question to the referrer before answering. The clock of the answer runs on.</summary>
public sealed class AskReferrer(CaseDbContext db, ReferralFiles files, TimeProvider clock)
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

        db.TellReferrer(referral, NoticeKind.ReferralQuestion, now);
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, new ReferralQuestioned(referral.Kind, referral.Id) { CaseId = @case.Id }) is { } late ? late : moved;
    }
}
