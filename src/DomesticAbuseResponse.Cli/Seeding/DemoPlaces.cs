using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>
/// The invented county of Northmoor: one force with ten policing units, seven local authorities and nine MARACs, seven of them
/// fortnightly and two monthly, the shape of the force that the founding inspection report describes.
/// </summary>
internal static class DemoPlaces
{
    public const string Force = "Northmoor Police";
    public const string Harbourlight = "Harbourlight Advocacy";
    public const string Lanternfold = "Lanternfold Advocacy";
    public const string Stillwater = "Stillwater Advocacy";

    public static IReadOnlyList<DemoArea> Areas { get; } =
    [
        new("Ashmere North", "Ashmere", "Ashmere North", MaracCadence.Fortnightly, DayOfWeek.Tuesday, Harbourlight, ["Demoford", "Quarry Bank End", "Larkhill Demo"]),
        new("Ashmere South", "Ashmere", "Ashmere South", MaracCadence.Fortnightly, DayOfWeek.Wednesday, Harbourlight, ["Tanners Reach", "Willow Demo", "Southgate Demo"]),
        new("Ashmere East", "Ashmere", "Ashmere East and West", MaracCadence.Fortnightly, DayOfWeek.Thursday, Harbourlight, ["Canal Demo", "Foundry Demo"]),
        new("Ashmere West", "Ashmere", "Ashmere East and West", MaracCadence.Fortnightly, DayOfWeek.Thursday, Harbourlight, ["Orchard Demo", "Westgate Demo"]),
        new("Brackenholt", "Brackenholt", "Brackenholt", MaracCadence.Fortnightly, DayOfWeek.Monday, Lanternfold, ["Bracken Demo", "Holt Demo", "Millpond Demo"]),
        new("Calderstow", "Calderstow", "Calderstow", MaracCadence.Fortnightly, DayOfWeek.Tuesday, Lanternfold, ["Calder Demo", "Stow Demo"]),
        new("Dunmarsh", "Dunmarsh", "Dunmarsh", MaracCadence.Fortnightly, DayOfWeek.Wednesday, Lanternfold, ["Dun Demo", "Marsh Demo"]),
        new("Elderbrook", "Elderbrook", "Elderbrook", MaracCadence.Fortnightly, DayOfWeek.Thursday, Stillwater, ["Elder Demo", "Brook Demo"]),
        new("Fallowmere", "Fallowmere", "Fallowmere", MaracCadence.Monthly, DayOfWeek.Wednesday, Stillwater, ["Fallow Demo", "Mere Demo"]),
        new("Greywater", "Greywater", "Greywater", MaracCadence.Monthly, DayOfWeek.Tuesday, Stillwater, ["Grey Demo", "Water Demo"]),
    ];

    public static IReadOnlyList<string> Authorities { get; } = [.. Areas.Select(a => a.Authority).Distinct()];

    public static IReadOnlyList<DemoArea> Maracs { get; } = [.. Areas.DistinctBy(a => a.Marac)];

    public static IReadOnlyList<Agency> Agencies { get; } =
    [
        Make(Force, AgencyKind.PoliceForce, "Northmoor Police public protection desk, 01632 960100"),
        Make(Harbourlight, AgencyKind.SpecialistService, "Harbourlight duty IDVA, 01632 960110"),
        Make(Lanternfold, AgencyKind.SpecialistService, "Lanternfold duty IDVA, 01632 960120"),
        Make(Stillwater, AgencyKind.SpecialistService, "Stillwater duty IDVA, 01632 960130"),
        .. Authorities.Select((name, i) => Make(Council(name), AgencyKind.Council, $"{Council(name)} safeguarding hub, 01632 96014{i}")),
        Make("Northmoor Demo Health Trust", AgencyKind.Health, "Health safeguarding line, 01632 960150"),
        Make("Kestrel Demo Health Trust", AgencyKind.Health, "Health safeguarding line, 01632 960151"),
        Make("Copperbeech Demo Homes", AgencyKind.Housing, "Housing safeguarding lead, 01632 960160"),
        Make("Millrace Demo Housing", AgencyKind.Housing, "Housing safeguarding lead, 01632 960161"),
    ];

    public static Id<Agency> AgencyId(string name) => SeedId.Of<Agency>(name);

    public static Id<Marac> MaracId(string name) => SeedId.Of<Marac>(name);

    public static Id<PolicingUnit> UnitId(string name) => SeedId.Of<PolicingUnit>(name);

    public static string Council(string authority) => $"{authority} Demo Council";

    private static Agency Make(string name, AgencyKind kind, string contact) => new(AgencyId(name), name, kind, contact);
}

/// <summary>One policing unit with the authority, the MARAC and the specialist service of its area.</summary>
internal sealed record DemoArea(
    string Unit, string Authority, string Marac, MaracCadence Cadence, DayOfWeek MeetsOn, string IdvaService, IReadOnlyList<string> Neighbourhoods);
