using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>The receiver turns a referral down, with a reason the referrer reads. From then on the receiver reaches nothing of the case.</summary>
public sealed class DeclineReferral(CaseDbContext db, ReferralFiles files, RecordCircle circle, CaseDeadlines deadlines, TimeProvider clock)
{
    public sealed record Command(Id<Referral> ReferralId, string Reason, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Decline a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var moved = referral.Decline(actor, command.Reason.Trim(), now);
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
            .. await deadlines.MeetAsync(@case.Id, DeadlineKind.AnswerReferral, await db.ReceiverOfAsync(referral, ct), actor.StaffId, now, ct),
        ];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
