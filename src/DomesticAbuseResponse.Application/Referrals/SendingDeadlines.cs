using DomesticAbuseResponse.Application.Persistence;
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
    };

    extension(CaseDbContext db)
    {
        /// <summary>Nobody has to act any more, and nobody acted in time or late: the referral was withdrawn.</summary>
        public async Task StopAsync(Referral referral, DateTimeOffset now, CancellationToken ct)
        {
            var (caseId, agency, kind) = (referral.CaseId, referral.FromAgencyId, KindOf(referral.Kind));
            var open = await db.Deadlines.Where(d => d.CaseId == caseId && d.AgencyId == agency && d.Kind == kind && d.MetAt == null && d.SupersededAt == null).ToListAsync(ct);
            open.ForEach(d => d.Supersede(now));
        }
    }
}
