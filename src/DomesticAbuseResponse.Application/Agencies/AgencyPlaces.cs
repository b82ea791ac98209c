using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>The places an administrator's agency answers for: the MARACs it hosts with their people, its policing units and their neighbourhoods.</summary>
public sealed class AgencyPlaces(CaseDbContext db)
{
    public sealed record MaracRow(Id<Marac> Id, string Name, MaracCadence Cadence, int Coordinators, int Chairs, int Representatives);

    public sealed record UnitRow(Id<PolicingUnit> Id, string Name, string Marac, string? IdvaService, IReadOnlyList<string> Neighbourhoods);

    public sealed record Member(Id<StaffMember> StaffId, MaracRole Role, string Name, string JobTitle, string Agency, bool IsShutOut);

    public sealed record Named<T>(Id<T> Id, string Name);

    public sealed record View(
        Agency Agency, IReadOnlyList<MaracRow> Maracs, IReadOnlyList<UnitRow> Units, IReadOnlyList<Named<LocalAuthority>> Authorities);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var agency = actor.AgencyId;
        var maracs = await db.Maracs.AsNoTracking().Include(m => m.Members).Where(m => m.HostAgencyId == agency).OrderBy(m => m.Name).ToListAsync(ct);
        var units = await db.PolicingUnits.Where(u => u.ForceId == agency).OrderBy(u => u.Name).Select(u => new
        {
            u.Id,
            u.Name,
            Marac = db.Maracs.Where(m => m.Id == u.MaracId).Select(m => m.Name).First(),
            Service = db.Agencies.Where(a => a.Id == u.IdvaServiceId).Select(a => a.Name).FirstOrDefault(),
            Neighbourhoods = db.Set<Neighbourhood>().Where(n => n.UnitId == u.Id).OrderBy(n => n.Name).Select(n => n.Name).ToList(),
        }).ToListAsync(ct);
        return new View(
            await db.Agencies.AsNoTracking().SingleAsync(a => a.Id == agency, ct),
            [.. maracs.Select(m => new MaracRow(m.Id, m.Name, m.Cadence, Count(m, MaracRole.Coordinator), Count(m, MaracRole.Chair), Count(m, MaracRole.Representative)))],
            [.. units.Select(u => new UnitRow(u.Id, u.Name, u.Marac, u.Service, u.Neighbourhoods))],
            await AuthoritiesAsync(ct));
    }

    public async Task<(Marac Marac, IReadOnlyList<Member> Members)> MaracAsync(Actor actor, Id<Marac> id, CancellationToken ct)
    {
        var marac = await db.OwnMaracAsync(actor, id, ct);
        var staff = marac.Members.Select(m => m.StaffId).Distinct().ToArray();
        var people = await (
            from s in db.Staff
            join a in db.Agencies on s.AgencyId equals a.Id
            where staff.Contains(s.Id)
            select new { s.Id, s.DisplayName, s.JobTitle, Agency = a.Name, s.DisabledAt }).ToDictionaryAsync(s => s.Id, ct);
        return (marac, [.. marac.Members.Select(m => (m, people[m.StaffId])).OrderBy(x => x.m.Role).ThenBy(x => x.Item2.DisplayName)
            .Select(x => new Member(x.m.StaffId, x.m.Role, x.Item2.DisplayName, x.Item2.JobTitle, x.Item2.Agency, x.Item2.DisabledAt is not null))]);
    }

    public async Task<(PolicingUnit Unit, IReadOnlyList<Named<Neighbourhood>> Neighbourhoods)> UnitAsync(Actor actor, Id<PolicingUnit> id, CancellationToken ct) => (
        await db.OwnUnitAsync(actor, id, ct),
        await db.Set<Neighbourhood>().Where(n => n.UnitId == id).OrderBy(n => n.Name).Select(n => new Named<Neighbourhood>(n.Id, n.Name)).ToListAsync(ct));

    /// <summary>Every MARAC a unit can belong to, and every service that takes IDVA referrals.</summary>
    public async Task<(IReadOnlyList<Named<Marac>> Maracs, IReadOnlyList<Named<Agency>> Services, IReadOnlyList<Named<Agency>> Councils)> ChoicesAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        return (
            await db.Maracs.OrderBy(m => m.Name).Select(m => new Named<Marac>(m.Id, m.Name)).ToListAsync(ct),
            await db.Agencies.Where(a => a.Kind == AgencyKind.SpecialistService).OrderBy(a => a.Name).Select(a => new Named<Agency>(a.Id, a.Name)).ToListAsync(ct),
            await db.Agencies.Where(a => a.Kind == AgencyKind.Council).OrderBy(a => a.Name).Select(a => new Named<Agency>(a.Id, a.Name)).ToListAsync(ct));
    }

    public async Task<IReadOnlyList<Named<LocalAuthority>>> AuthoritiesAsync(CancellationToken ct) =>
        await db.Set<LocalAuthority>().OrderBy(a => a.Name).Select(a => new Named<LocalAuthority>(a.Id, a.Name)).ToListAsync(ct);

    private static int Count(Marac marac, MaracRole role) => marac.Members.Count(m => m.Role == role);
}

/// <summary>A place of the administrator's own agency. Anybody else's is not there.</summary>
internal static class OwnPlaces
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">Another agency hosts it, or there is none.</exception>
        public async Task<Marac> OwnMaracAsync(Actor actor, Id<Marac> id, CancellationToken ct)
        {
            OwnStaff.Demand(actor);
            var agency = actor.AgencyId;
            return await db.Maracs.Include(m => m.Members).SingleOrDefaultAsync(m => m.Id == id && m.HostAgencyId == agency, ct) ?? throw new RecordNotFoundException();
        }

        /// <exception cref="RecordNotFoundException">It is another force's, or there is none.</exception>
        public async Task<PolicingUnit> OwnUnitAsync(Actor actor, Id<PolicingUnit> id, CancellationToken ct)
        {
            OwnStaff.Demand(actor);
            var agency = actor.AgencyId;
            return await db.PolicingUnits.SingleOrDefaultAsync(u => u.Id == id && u.ForceId == agency, ct) ?? throw new RecordNotFoundException();
        }
    }
}
