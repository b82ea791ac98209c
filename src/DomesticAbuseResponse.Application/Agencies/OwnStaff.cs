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

    /// <summary>An agency's administrator leaves a system administrator's account alone.</summary>
    public static Refusal? RefuseSystemAdministrator(Actor actor, StaffMember member) =>
        member.Roles.Contains(Role.SystemAdministrator) && !actor.Has(Role.SystemAdministrator)
            ? new Refusal("staff.system-administrator", "Only another system administrator can do this.")
            : null;

    public static void Demand(Actor actor)
    {
        if (!actor.HasAny(Role.AgencyAdministrator, Role.SystemAdministrator))
        {
            throw new RecordNotFoundException();
        }
    }
}
