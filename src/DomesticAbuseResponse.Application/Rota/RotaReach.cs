using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>
/// Whose rota an agency sees: its own where it is a force, and that of each force whose areas it serves or on whose shifts its people stand. A rota
/// names staff and nobody whom the work is about.
/// </summary>
internal static class RotaReach
{
    extension(CaseDbContext db)
    {
        public IQueryable<Agency> ForcesOf(Actor actor)
        {
            var agency = actor.AgencyId;
            return db.Agencies.Where(a => a.Kind == AgencyKind.PoliceForce
                && (a.Id == agency
                    || db.PolicingUnits.Any(u => u.ForceId == a.Id && u.IdvaServiceId == agency)
                    || db.Shifts.Any(s => s.ForceId == a.Id && s.Crew.Any(m => m.AgencyId == agency))));
        }

        /// <summary>The shifts on the rotas an actor sees.</summary>
        public IQueryable<Shift> ShiftsFor(Actor actor)
        {
            var forces = db.ForcesOf(actor);
            return db.Shifts.Where(s => forces.Any(f => f.Id == s.ForceId));
        }

        /// <summary>The force itself and the services that work in its areas, from whose staff a crew is chosen.</summary>
        public IQueryable<Agency> CrewAgenciesOf(Id<Agency> force) => db.Agencies.Where(a => a.Id == force
            || db.PolicingUnits.Any(u => u.ForceId == force && u.IdvaServiceId == a.Id)
            || db.Shifts.Any(s => s.ForceId == force && s.Crew.Any(m => m.AgencyId == a.Id)));

        /// <exception cref="RecordNotFoundException">There is no such shift on a rota the actor sees.</exception>
        public async Task<Shift> ShiftAsync(Actor actor, Id<Shift> id, CancellationToken ct) =>
            await db.ShiftsFor(actor).Include(s => s.Crew.OrderBy(m => m.Number)).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new RecordNotFoundException();
    }
}
