using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Who can take an IDVA referral: specialist services with somebody in post to take it.</summary>
internal static class IdvaServiceList
{
    extension(CaseDbContext db)
    {
        public IQueryable<Agency> AgenciesWithIdvas() => db.Agencies.Where(a => a.Kind == AgencyKind.SpecialistService
            && db.Staff.Any(s => s.AgencyId == a.Id && s.DisabledAt == null && (s.Roles.Contains(Role.Idva) || s.Roles.Contains(Role.IdvaManager))));

        public async Task<IReadOnlyList<IdvaService>> IdvaServicesAsync(Id<Marac>? marac, CancellationToken ct)
        {
            var members = db.Maracs.Where(m => m.Id == marac).SelectMany(m => m.Members).Select(m => m.StaffId);
            return await db.AgenciesWithIdvas().AsNoTracking().OrderBy(a => a.Name)
                .Select(a => new IdvaService(a.Id, a.Name, db.Staff.Any(s => s.AgencyId == a.Id && members.Contains(s.Id)))).ToListAsync(ct);
        }
    }
}
