using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Somebody who works in the demonstration, and the user name they sign in with.</summary>
internal sealed record DemoMember(string UserName, string Name, string JobTitle, string Agency, Role Role, TimeOnly? OffDutyAt = null)
{
    public Id<StaffMember> Id { get; } = SeedId.Of<StaffMember>(UserName);

    /// <summary>The MARACs they serve, with what they do on each.</summary>
    public IReadOnlyList<(string Marac, MaracRole Role)> Maracs { get; init; } = [];

    public Actor Actor => new(Id, DemoPlaces.AgencyId(Agency), new HashSet<Role> { Role }, Maracs.Select(m => DemoPlaces.MaracId(m.Marac)).ToHashSet());
}

/// <summary>Everybody who works in the demonstration: at least one per role, and whoever each of the nine MARACs needs.</summary>
internal static class DemoStaff
{
    private static readonly TimeOnly _late = new(22, 0);

    public static DemoMember CallHandler { get; } = Police("call-handler", "Hazel Demo", "Call handler", Role.CallHandler, _late);

    public static DemoMember SecondCallHandler { get; } = Police("call-handler-2", "Heath Demo", "Call handler", Role.CallHandler, new TimeOnly(7, 0));

    public static DemoMember Supervisor { get; } = Police("supervisor", "Saffron Demo", "Control-room supervisor", Role.ControlRoomSupervisor, _late);

    public static DemoMember SupportWorker { get; } = Police("support-worker", "Sorrel Demo", "Control-room support worker", Role.ControlRoomSupportWorker, new TimeOnly(21, 30));

    public static DemoMember Officer { get; } = Police("officer", "Olive Demo", "Response officer", Role.ResponseOfficer, _late);

    public static DemoMember SecondOfficer { get; } = Police("officer-2", "Orchid Demo", "Response officer", Role.ResponseOfficer, new TimeOnly(7, 0));

    public static DemoMember Sergeant { get; } = Police("sergeant", "Sage Demo", "Sergeant", Role.Sergeant, _late);

    public static DemoMember SecondSergeant { get; } = Police("sergeant-2", "Senna Demo", "Sergeant", Role.Sergeant, new TimeOnly(7, 0));

    public static DemoMember Inspector { get; } = Police("inspector", "Iris Demo", "Inspector", Role.Inspector, _late);

    public static DemoMember Safeguarding { get; } = Police("safeguarding", "Sycamore Demo", "Safeguarding officer", Role.SafeguardingOfficer, new TimeOnly(18, 0));

    public static DemoMember CarOfficer { get; } = Police("car-officer", "Cedar Demo", "Support-car officer", Role.SupportCarOfficer, _late);

    public static DemoMember CarWorker { get; } = new("car-worker", "Clover Demo", "Support-car worker", DemoPlaces.Harbourlight, Role.SupportCarWorker, _late);

    public static DemoMember Idva { get; } = new("idva", "Ivy Demo", "IDVA", DemoPlaces.Harbourlight, Role.Idva);

    public static DemoMember SecondIdva { get; } = new("idva-2", "Indigo Demo", "IDVA", DemoPlaces.Harbourlight, Role.Idva);

    public static DemoMember IdvaManager { get; } = new("idva-manager", "Myrtle Demo", "IDVA manager", DemoPlaces.Harbourlight, Role.IdvaManager);

    public static DemoMember LanternfoldIdva { get; } = new("idva-lanternfold", "Lavender Demo", "IDVA", DemoPlaces.Lanternfold, Role.Idva);

    public static DemoMember StillwaterIdva { get; } = new("idva-stillwater", "Willow Demo", "IDVA", DemoPlaces.Stillwater, Role.Idva);

    public static IReadOnlyList<DemoMember> All { get; } =
    [
        CallHandler, SecondCallHandler, Supervisor, SupportWorker, Officer, SecondOfficer, Sergeant, SecondSergeant, Inspector, Safeguarding,
        CarOfficer, CarWorker,
        Idva, SecondIdva, IdvaManager, LanternfoldIdva, StillwaterIdva,
        new("idva-manager-lanternfold", "Maple Demo", "IDVA manager", DemoPlaces.Lanternfold, Role.IdvaManager),
        new("idva-manager-stillwater", "Marigold Demo", "IDVA manager", DemoPlaces.Stillwater, Role.IdvaManager),
        .. Spread("coordinator", "MARAC coordinator", Role.MaracCoordinator, MaracRole.Coordinator, ["Coral Demo", "Cosmos Demo", "Crocus Demo"]),
        .. Spread("chair", "Detective inspector, MARAC chair", Role.MaracChair, MaracRole.Chair, ["Cherry Demo", "Chicory Demo", "Cyan Demo"]),
        .. Representatives(),
        Police("auditor", "Aster Demo", "Auditor", Role.Auditor),
        Police("agency-admin", "Acacia Demo", "Agency administrator", Role.AgencyAdministrator),
        new("agency-admin-harbourlight", "Alder Demo", "Agency administrator", DemoPlaces.Harbourlight, Role.AgencyAdministrator),
        Police("system-admin", "Sienna Demo", "System administrator", Role.SystemAdministrator),
    ];

    public static DemoMember Coordinator(string marac) => Serving(marac, MaracRole.Coordinator);

    public static DemoMember Chair(string marac) => Serving(marac, MaracRole.Chair);

    private static DemoMember Serving(string marac, MaracRole role) => All.First(m => m.Maracs.Contains((marac, role)));

    private static DemoMember Police(string userName, string name, string jobTitle, Role role, TimeOnly? offDutyAt = null) =>
        new(userName, name, jobTitle, DemoPlaces.Force, role, offDutyAt);

    /// <summary>Three people who share the nine MARACs between them.</summary>
    private static IEnumerable<DemoMember> Spread(string userName, string jobTitle, Role role, MaracRole onMarac, string[] names) =>
        names.Select((name, i) => Police(i == 0 ? userName : $"{userName}-{i + 1}", name, jobTitle, role) with
        {
            Maracs = [.. DemoPlaces.Maracs.Chunk(DemoPlaces.Maracs.Count / names.Length).ElementAt(i).Select(m => (m.Marac, onMarac))],
        });

    private static IEnumerable<DemoMember> Representatives()
    {
        string[] names = ["Reed Demo", "Rowan Demo", "Rosemary Demo", "Rush Demo", "Russet Demo", "Rye Demo", "Ruby Demo"];
        var councils = DemoPlaces.Authorities.Zip(names, (authority, name) => new DemoMember(
            $"representative-{authority.ToLowerInvariant()}", name, "Council MARAC representative", DemoPlaces.Council(authority), Role.AgencyRepresentative)
        {
            Maracs = [.. DemoPlaces.Maracs.Where(m => m.Authority == authority).Select(m => (m.Marac, MaracRole.Representative))],
        });

        var half = DemoPlaces.Maracs.Count / 2;
        return
        [
            .. councils,
            Partner("representative-health", "Heather Demo", "Health MARAC representative", "Northmoor Demo Health Trust", DemoPlaces.Maracs.Take(half)),
            Partner("representative-health-2", "Holly Demo", "Health MARAC representative", "Kestrel Demo Health Trust", DemoPlaces.Maracs.Skip(half)),
            Partner("representative-housing", "Copper Demo", "Housing MARAC representative", "Copperbeech Demo Homes", DemoPlaces.Maracs.Take(half)),
            Partner("representative-housing-2", "Moss Demo", "Housing MARAC representative", "Millrace Demo Housing", DemoPlaces.Maracs.Skip(half)),
            .. new[] { DemoPlaces.Harbourlight, DemoPlaces.Lanternfold, DemoPlaces.Stillwater }.Select(service => Partner(
                $"representative-{service.Split(' ')[0].ToLowerInvariant()}", $"{service[..4]} Demo", "IDVA service MARAC representative", service,
                DemoPlaces.Maracs.Where(m => m.IdvaService == service))),
        ];
    }

    private static DemoMember Partner(string userName, string name, string jobTitle, string agency, IEnumerable<DemoArea> maracs) =>
        new(userName, name, jobTitle, agency, Role.AgencyRepresentative) { Maracs = [.. maracs.Select(m => (m.Marac, MaracRole.Representative))] };
}
