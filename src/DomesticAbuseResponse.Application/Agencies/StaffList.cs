using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>The people of the administrator's own agency, those who may sign in first, by name.</summary>
public sealed class StaffList(CaseDbContext db)
{
    /// <param name="Asked">The roles somebody asked for and nobody has confirmed; those held when nothing is asked.</param>
    /// <param name="Awaits">What somebody asked for that a second person has not confirmed.</param>
    /// <param name="IsUnconfirmed">Nobody but its maker has looked at the account, or it was refused: it lets nobody in.</param>
    public sealed record Row(
        Id<StaffMember> Id, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles, IReadOnlyList<Role> Asked, DateTimeOffset? DisabledAt, uint Version, Id<Team>? TeamId, string? Team, TimeOnly? OffDutyAt,
        IReadOnlyList<StaffChangeKind> Awaits, bool IsUnconfirmed);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        return await ShowAsync(actor, await db.StaffManagedBy(actor).AsNoTracking().OrderBy(s => s.DisabledAt != null).ThenBy(s => s.DisplayName).ToListAsync(ct), ct);
    }

    public async Task<Row> ReadAsync(Actor actor, Id<StaffMember> id, CancellationToken ct) => (await ShowAsync(actor, [await db.OwnStaffMemberAsync(actor, id, ct)], ct))[0];

    /// <summary>The roles this administrator can give in their agency.</summary>
    public async Task<IReadOnlyList<Role>> RolesOfferedAsync(Actor actor, CancellationToken ct) =>
        RoleGrants.Offered(actor, await db.OwnAgencyKindAsync(actor, ct));

    private async Task<List<Row>> ShowAsync(Actor actor, List<StaffMember> staff, CancellationToken ct)
    {
        var (agency, ids) = (actor.AgencyId, staff.Select(s => s.Id).ToArray());
        var teams = await db.Teams.AsNoTracking().Where(t => t.AgencyId == agency).ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var open = (await db.StaffChanges.AsNoTracking().Where(c => ids.Contains(c.StaffId) && c.Outcome == null).OrderByDescending(c => c.AskedAt).ToListAsync(ct)).ToLookup(c => c.StaffId);
        var unconfirmed = (await db.Unconfirmed(ids).ToListAsync(ct)).ToHashSet();
        return
        [
            .. staff.Select(s => new Row(
                s.Id, s.DisplayName, s.JobTitle, [.. s.Roles], [.. open[s.Id].FirstOrDefault(c => c.Kind is StaffChangeKind.Roles)?.Roles ?? s.Roles], s.DisabledAt, s.Version,
                s.TeamId, s.TeamId is { } team ? teams.GetValueOrDefault(team) : null, s.OffDutyAt, [.. open[s.Id].Select(c => c.Kind).Distinct()], unconfirmed.Contains(s.Id))),
        ];
    }
}
