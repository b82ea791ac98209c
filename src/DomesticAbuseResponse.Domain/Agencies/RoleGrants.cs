namespace DomesticAbuseResponse.Domain.Agencies;

/// <summary>Which roles an administrator may give and take. Nobody changes their own, and police roles stay with the police.</summary>
public static class RoleGrants
{
    private static readonly Role[] _policeOnly =
    [
        Role.CallHandler, Role.ControlRoomSupervisor, Role.ResponseOfficer, Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer,
        Role.SupportCarOfficer,
    ];

    /// <summary>The roles that this administrator can give to people of an agency of this kind, in the order of the list.</summary>
    public static IReadOnlyList<Role> Offered(Actor by, AgencyKind kind) =>
        [.. Enum.GetValues<Role>().Where(role => (kind is AgencyKind.PoliceForce || !_policeOnly.Contains(role))
            && (role is not Role.SystemAdministrator || by.Has(Role.SystemAdministrator)))];

    /// <summary>Why this change of roles is refused; null when it may be made. Roles somebody keeps are not asked about again.</summary>
    public static Refusal? Refuse(Actor by, AgencyKind kind, Id<StaffMember> of, IReadOnlyCollection<Role> before, IReadOnlyCollection<Role> wanted)
    {
        if (of == by.StaffId && !before.ToHashSet().SetEquals(wanted))
        {
            return new Refusal("staff.own-roles", "You cannot change your own roles. Ask another administrator.");
        }

        var offered = Offered(by, kind);
        var changed = wanted.Except(before).Concat(before.Except(wanted).Where(r => r is Role.SystemAdministrator));
        return changed.All(offered.Contains) ? null
            : new Refusal("staff.role-not-yours", "You cannot give or take one of these roles in this agency.");
    }
}
