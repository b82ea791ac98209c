using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>Who is told when a deadline passes unmet: in an agency of one kind, the first of these roles that somebody holds.</summary>
public static class Escalation
{
    /// <summary>In order. The last is held in every agency of its kind that works with cases at all.</summary>
    public static IReadOnlyList<Role> LadderFor(DeadlineKind deadline, AgencyKind agency) => (deadline, agency) switch
    {
        (DeadlineKind.NotifySchool or DeadlineKind.SendChildrensReferral, AgencyKind.PoliceForce) => [Role.SafeguardingOfficer, Role.Sergeant, Role.Inspector],
        (DeadlineKind.SupervisorReview, AgencyKind.PoliceForce) => [Role.Inspector, Role.Sergeant],
        (_, AgencyKind.PoliceForce) => [Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer],
        (_, AgencyKind.SpecialistService) => [Role.IdvaManager, Role.Idva],
        (_, AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing) => [Role.AgencyRepresentative],
    };
}
