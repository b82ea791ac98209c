using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Which MARAC hears the cases of a policing unit, and who coordinates it.</summary>
internal static class UnitMaracs
{
    extension(CaseDbContext db)
    {
        /// <summary>The MARAC of the unit in which a case lies, whose bands and thresholds apply; null when the place is not known.</summary>
        public async Task<Id<Marac>?> MaracOfAsync(Id<PolicingUnit>? unit, CancellationToken ct) =>
            unit is null ? null : await db.PolicingUnits.Where(u => u.Id == unit).Select(u => (Id<Marac>?)u.MaracId).SingleOrDefaultAsync(ct);

        /// <summary>The coordinators of these MARACs who still work here.</summary>
        public async Task<IReadOnlyList<StaffMember>> CoordinatorsOfAsync(IQueryable<Marac> maracs, CancellationToken ct)
        {
            var coordinators = maracs.SelectMany(m => m.Members).Where(m => m.Role == MaracRole.Coordinator).Select(m => m.StaffId);
            return await db.Staff.AsNoTracking().Where(s => s.DisabledAt == null && coordinators.Contains(s.Id)).ToListAsync(ct);
        }
    }
}
