using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>By when a referral that a High raised must be sent (R2.4): one deadline for each kind, so that sending the one leaves the other open.</summary>
internal static class SendingDeadlines
{
    public static DeadlineKind KindOf(ReferralKind kind) => kind switch
    {
        ReferralKind.Idva => DeadlineKind.SendIdvaReferral,
        ReferralKind.Marac => DeadlineKind.SendMaracReferral,
        ReferralKind.Childrens => DeadlineKind.SendChildrensReferral,
    };

    extension(CaseDbContext db)
    {
        /// <summary>The open deadlines for sending a referral of this kind, whichever agency's High set them: one referral is enough for all.</summary>
        public async Task<IReadOnlyList<Deadline>> ToSendAsync(Id<Case> id, ReferralKind referral, CancellationToken ct)
        {
            var kind = KindOf(referral);
            return await db.Deadlines.Where(d => d.CaseId == id && d.Kind == kind && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
        }

        /// <summary>Whether other referrals of the kind still wait to be sent from the case: of several children each has its own, and one clock.</summary>
        public Task<bool> OthersToSendAsync(Referral referral, CancellationToken ct)
        {
            var (id, caseId, kind) = (referral.Id, referral.CaseId, referral.Kind);
            return db.Referrals.AnyAsync(r => r.CaseId == caseId && r.Kind == kind && r.Status == ReferralStatus.Raised && r.Id != id, ct);
        }

        /// <summary>The open deadlines by which the receiver must answer.</summary>
        public async Task<IReadOnlyList<Deadline>> ToAnswerAsync(Referral referral, CancellationToken ct)
        {
            var (id, receiver) = (referral.CaseId, await db.ReceiverOfAsync(referral, ct));
            return await db.Deadlines
                .Where(d => d.CaseId == id && d.AgencyId == receiver && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
        }
    }
}
