using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Children;

/// <summary>Which local authority, council and health service answer for a child.</summary>
public sealed class ChildAreas(CaseDbContext db)
{
    /// <summary>What is known of a child's school, health and needs; nothing where nobody has written anything down.</summary>
    public async Task<ChildFacts> FactsAsync(Id<Person> child, CancellationToken ct) =>
        (db.ChildDetails.Local.Where(d => d.PersonId == child && db.Entry(d).State is EntityState.Added).LastOrDefault()
            ?? await db.ChildDetails.AsNoTracking().Where(d => d.PersonId == child).OrderByDescending(d => d.Number).FirstOrDefaultAsync(ct))?.Facts ?? ChildFacts.Unknown;

    public async Task<AuthorityOfChild?> AuthorityAsync(ChildFacts facts, Id<PolicingUnit>? unit, CancellationToken ct)
    {
        var ofSchool = facts.SchoolId is { } school ? await db.Schools.Where(s => s.Id == school).Select(s => (Id<LocalAuthority>?)s.AuthorityId).SingleOrDefaultAsync(ct) : null;
        var ofArea = unit is { } area ? await db.Set<Neighbourhood>().Where(n => n.UnitId == area).Select(n => n.AuthorityId).Distinct().Take(2).ToListAsync(ct) : [];
        Id<LocalAuthority>[] ids = [.. new[] { facts.AuthorityId, ofSchool }.OfType<Id<LocalAuthority>>(), .. ofArea];
        var known = await db.Set<LocalAuthority>().Where(a => ids.Contains(a.Id)).Select(a => new AuthorityOfChild(a.Id, a.Name, a.CouncilId)).ToDictionaryAsync(a => a.Id, ct);
        AuthorityOfChild? Find(Id<LocalAuthority>? id) => id is { } one ? known.GetValueOrDefault(one) : null;
        return ChildsAuthority.Choose(Find(facts.AuthorityId), Find(ofSchool), [.. ofArea.Select(a => known[a])]);
    }

    /// <summary>Children's services of a child; where no local authority is known, the only council that serves the MARAC of the area.</summary>
    public async Task<Id<Agency>?> CouncilAsync(Id<Person> child, Id<PolicingUnit>? unit, CancellationToken ct) =>
        (await AuthorityAsync(await FactsAsync(child, ct), unit, ct))?.CouncilId ?? await OnlyOneAsync(AgencyKind.Council, unit, ct);

    public Task<Id<Agency>?> HealthAsync(Id<PolicingUnit>? unit, CancellationToken ct) => OnlyOneAsync(AgencyKind.Health, unit, ct);

    /// <summary>The agency of that kind whose people serve the MARAC of the area, where there is just one.</summary>
    private async Task<Id<Agency>?> OnlyOneAsync(AgencyKind kind, Id<PolicingUnit>? unit, CancellationToken ct)
    {
        var marac = await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.MaracId).ToListAsync(ct);
        var members = db.Maracs.Where(m => marac.Contains(m.Id)).SelectMany(m => m.Members).Select(m => m.StaffId);
        var found = await db.Agencies.Where(a => a.Kind == kind && db.Staff.Any(s => s.AgencyId == a.Id && s.DisabledAt == null && members.Contains(s.Id))).Select(a => a.Id).Take(2).ToListAsync(ct);
        return found.Count == 1 ? found[0] : null;
    }
}
