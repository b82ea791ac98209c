using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Cli.Seeding.Canary;

/// <summary>The people of the demonstration, and beside them a second force that has no part in anything of the first, and an officer with a conflict of interest.</summary>
internal static class CanaryCast
{
    public const string OtherForce = "Southmoor Canary Police";

    public static Agency OtherAgency { get; } = new(DemoPlaces.AgencyId(OtherForce), OtherForce, AgencyKind.PoliceForce, "Southmoor desk, 01632 960190");

    public static DemoMember OtherHandler { get; } = Other("other-call-handler", "Basil Demo", "Call handler", Role.CallHandler);

    public static DemoMember OtherOfficer { get; } = Other("other-officer", "Briar Demo", "Response officer", Role.ResponseOfficer);

    public static DemoMember OtherSergeant { get; } = Other("other-sergeant", "Bracken Demo", "Sergeant", Role.Sergeant);

    public static DemoMember OtherSafeguarding { get; } = Other("other-safeguarding", "Beech Demo", "Safeguarding officer", Role.SafeguardingOfficer);

    /// <summary>Kept from the excluded records.</summary>
    public static DemoMember Blocked { get; } = new("blocked-officer", "Balsam Demo", "Response officer", DemoPlaces.Force, Role.ResponseOfficer);

    public static IReadOnlyList<DemoMember> More { get; } = [OtherHandler, OtherOfficer, OtherSergeant, OtherSafeguarding, Blocked];

    /// <summary>The first area of the demonstration, in which everything happens.</summary>
    public static DemoArea Area => DemoPlaces.Areas[0];

    /// <summary>The council whose representative is kept from the excluded records.</summary>
    public static string ExcludedCouncil => DemoPlaces.Council(Area.Authority);

    private static DemoMember Other(string userName, string name, string jobTitle, Role role) => new(userName, name, jobTitle, OtherForce, role);
}
