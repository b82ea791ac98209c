using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Referrals;

/// <summary>Who in an agency refers: in each kind of agency, the first of these roles that somebody holds.</summary>
public static class ReferringRoles
{
    /// <param name="held">The roles held by anybody who works there now.</param>
    public static Role Choose(AgencyKind kind, IReadOnlySet<Role> held)
    {
        Role[] ladder = kind switch
        {
            AgencyKind.PoliceForce => [Role.SafeguardingOfficer, Role.Sergeant, Role.Inspector],
            AgencyKind.SpecialistService => [Role.IdvaManager, Role.Idva],
            AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing => [Role.AgencyRepresentative],
        };
        return ladder.Cast<Role?>().FirstOrDefault(r => held.Contains(r!.Value)) ?? ladder[0];
    }
}
