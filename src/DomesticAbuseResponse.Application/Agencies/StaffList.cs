using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>The people of the administrator's own agency, those who may sign in first, by name.</summary>
public sealed class StaffList(CaseDbContext db)
{
    public sealed record Row(Id<StaffMember> Id, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles, DateTimeOffset? DisabledAt, uint Version);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var staff = await db.StaffManagedBy(actor).AsNoTracking().OrderBy(s => s.DisabledAt != null).ThenBy(s => s.DisplayName).ToListAsync(ct);
        return [.. staff.Select(Show)];
    }

    public async Task<Row> ReadAsync(Actor actor, Id<StaffMember> id, CancellationToken ct) => Show(await db.OwnStaffMemberAsync(actor, id, ct));

    /// <summary>The roles this administrator can give in their agency.</summary>
    public async Task<IReadOnlyList<Role>> RolesOfferedAsync(Actor actor, CancellationToken ct) =>
        RoleGrants.Offered(actor, await db.OwnAgencyKindAsync(actor, ct));

    private static Row Show(StaffMember s) => new(s.Id, s.DisplayName, s.JobTitle, [.. s.Roles], s.DisabledAt, s.Version);
}
