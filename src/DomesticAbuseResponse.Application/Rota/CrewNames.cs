using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>What the people of shifts are called: staff by the name they have now, others as they were written down.</summary>
internal static class CrewNames
{
    extension(CaseDbContext db)
    {
        public async Task<Dictionary<long, RotaWeek.Member>> CrewNamesAsync(Id<Agency> force, IEnumerable<ShiftMember> crew, CancellationToken ct)
        {
            List<ShiftMember> members = [.. crew];
            Id<StaffMember>[] ids = [.. members.Select(m => m.StaffId).OfType<Id<StaffMember>>().Distinct()];
            var staff = ids.Length == 0 ? [] : await db.Staff.AsNoTracking().Where(s => ids.Contains(s.Id))
                .Join(db.Agencies, s => s.AgencyId, a => a.Id, (s, a) => new { s.Id, s.DisplayName, AgencyId = a.Id, Agency = a.Name }).ToDictionaryAsync(s => s.Id, ct);
            return members.ToDictionary(m => m.Number, m => m.StaffId is { } id && staff.GetValueOrDefault(id) is { } known
                ? new RotaWeek.Member(m.Part, known.DisplayName, known.AgencyId == force ? null : known.Agency)
                : new RotaWeek.Member(m.Part, m.Name, null));
        }
    }
}
