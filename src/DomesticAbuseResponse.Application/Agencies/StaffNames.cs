using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>A colleague as pages name them.</summary>
public sealed record StaffLine(Id<StaffMember> Id, string Name, string JobTitle, Id<Agency> AgencyId, string AgencyName);

/// <summary>Who the ids in a record belong to. Names of staff are no secret between agencies; what they did is shown by its own record.</summary>
internal static class StaffNames
{
    extension(CaseDbContext db)
    {
        public IQueryable<StaffLine> StaffLines(IQueryable<StaffMember> staff) =>
            from s in staff
            join a in db.Agencies on s.AgencyId equals a.Id
            orderby s.DisplayName
            select new StaffLine(s.Id, s.DisplayName, s.JobTitle, a.Id, a.Name);

        public async Task<IReadOnlyDictionary<Id<StaffMember>, StaffLine>> StaffAsync(IEnumerable<Id<StaffMember>> ids, CancellationToken ct)
        {
            var wanted = ids.Distinct().ToArray();
            return await db.StaffLines(db.Staff.AsNoTracking().Where(s => wanted.Contains(s.Id))).ToDictionaryAsync(s => s.Id, ct);
        }

        /// <summary>Colleagues in one agency who may be given work, by role.</summary>
        public async Task<IReadOnlyList<StaffLine>> StaffInAsync(Id<Agency> agency, Role[] roles, CancellationToken ct) =>
            await db.StaffLines(db.Staff.AsNoTracking().Where(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Any(r => roles.Contains(r)))).ToListAsync(ct);
    }
}
