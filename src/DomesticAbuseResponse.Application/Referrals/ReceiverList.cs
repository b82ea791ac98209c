using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Who has to answer a referral, and who could: the people to choose from when a restricted case is referred (R6.10).</summary>
internal static class ReceiverList
{
    extension(CaseDbContext db)
    {
        /// <summary>The agency that has to act: the service asked, or the host of the MARAC asked.</summary>
        public async Task<Id<Agency>> ReceiverOfAsync(Referral referral, CancellationToken ct)
        {
            var marac = referral.MaracId;
            return referral.ToAgencyId ?? await db.Maracs.Where(m => m.Id == marac).Select(m => m.HostAgencyId).SingleAsync(ct);
        }

        public async Task<IReadOnlyList<StaffLine>> ReceiversAsync(Referral referral, CancellationToken ct)
        {
            if (referral.ToAgencyId is { } agency)
            {
                return await db.StaffInAsync(agency, [.. Referral.AnsweringRoles(referral.Kind)], ct);
            }

            var marac = referral.MaracId;
            var members = db.Maracs.Where(m => m.Id == marac).SelectMany(m => m.Members)
                .Where(m => m.Role == MaracRole.Coordinator || m.Role == MaracRole.Chair).Select(m => m.StaffId);
            return await db.StaffLines(db.Staff.AsNoTracking().Where(s => s.DisabledAt == null && members.Contains(s.Id))).ToListAsync(ct);
        }
    }
}
