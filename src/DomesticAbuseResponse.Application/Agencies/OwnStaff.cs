using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>The people an administrator manages: those of their own agency. Anyone else's are not there.</summary>
internal static class OwnStaff
{
    extension(CaseDbContext db)
    {
        public IQueryable<StaffMember> StaffManagedBy(Actor actor) => db.Staff.Where(s => s.AgencyId == actor.AgencyId);

        /// <exception cref="RecordNotFoundException">The person is of another agency, or the actor administers nobody.</exception>
        public async Task<StaffMember> OwnStaffMemberAsync(Actor actor, Id<StaffMember> id, CancellationToken ct)
        {
            Demand(actor);
            return await db.StaffManagedBy(actor).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new RecordNotFoundException();
        }

        public Task<AgencyKind> OwnAgencyKindAsync(Actor actor, CancellationToken ct) =>
            db.Agencies.Where(a => a.Id == actor.AgencyId).Select(a => a.Kind).SingleAsync(ct);
    }

    public static void Demand(Actor actor)
    {
        if (!actor.HasAny(Role.AgencyAdministrator, Role.SystemAdministrator))
        {
            throw new RecordNotFoundException();
        }
    }
}
