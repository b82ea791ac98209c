using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.TestKit;

/// <summary>The cast. Tests name people and agencies, never GUIDs.</summary>
public static class Cast
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<Id<StaffMember>, string> _names = [];

    public static Id<Agency> Police { get; } = Id<Agency>.New(_start);

    public static Id<Agency> OtherForce { get; } = Id<Agency>.New(_start);

    public static Id<Agency> IdvaService { get; } = Id<Agency>.New(_start);

    public static Id<Agency> OtherService { get; } = Id<Agency>.New(_start);

    public static Id<Agency> Council { get; } = Id<Agency>.New(_start);

    public static Id<Agency> Health { get; } = Id<Agency>.New(_start);

    public static Id<Agency> OtherCouncil { get; } = Id<Agency>.New(_start);

    public static Id<Marac> Marac { get; } = Id<Marac>.New(_start);

    public static Id<Marac> OtherMarac { get; } = Id<Marac>.New(_start);

    /// <summary>The policing unit whose cases go to <see cref="Marac"/>.</summary>
    public static Id<PolicingUnit> Unit { get; } = Id<PolicingUnit>.New(_start);

    public static Actor CallHandler { get; } = Make("Call handler", Police, Role.CallHandler);

    public static Actor ControlRoomSupervisor { get; } = Make("Supervisor", Police, Role.ControlRoomSupervisor);

    public static Actor SupportWorker { get; } = Make("Support worker", Police, Role.ControlRoomSupportWorker);

    public static Actor ResponseOfficer { get; } = Make("Officer", Police, Role.ResponseOfficer);

    public static Actor Sergeant { get; } = Make("Sergeant", Police, Role.Sergeant);

    public static Actor SecondSergeant { get; } = Make("Second sergeant", Police, Role.Sergeant);

    public static Actor Inspector { get; } = Make("Inspector", Police, Role.Inspector);

    public static Actor SafeguardingOfficer { get; } = Make("Safeguarding officer", Police, Role.SafeguardingOfficer);

    public static Actor CarOfficer { get; } = Make("Car officer", Police, Role.SupportCarOfficer);

    /// <summary>Of the service that works in the area of <see cref="Unit"/>.</summary>
    public static Actor CarWorker { get; } = Make("Car worker", OtherService, Role.SupportCarWorker);

    public static Actor OtherForceOfficer { get; } = Make("Other force officer", OtherForce, Role.ResponseOfficer);

    public static Actor Idva { get; } = Make("Idva", IdvaService, Role.Idva);

    public static Actor SecondIdva { get; } = Make("Second idva", IdvaService, Role.Idva);

    public static Actor IdvaManager { get; } = Make("Idva manager", IdvaService, Role.IdvaManager);

    public static Actor OtherServiceIdva { get; } = Make("Other service idva", OtherService, Role.Idva);

    public static Actor Coordinator { get; } = Make("Coordinator", Police, Role.MaracCoordinator) with { Maracs = new HashSet<Id<Marac>> { Marac } };

    public static Actor Chair { get; } = Make("Chair", Police, Role.MaracChair) with { Maracs = new HashSet<Id<Marac>> { Marac } };

    public static Actor Representative { get; } = Make("Representative", Council, Role.AgencyRepresentative) with { Maracs = new HashSet<Id<Marac>> { Marac } };

    public static Actor HealthRepresentative { get; } = Make("Health representative", Health, Role.AgencyRepresentative);

    public static Actor OtherRepresentative { get; } = Make("Other representative", OtherCouncil, Role.AgencyRepresentative);

    public static Actor OtherCoordinator { get; } = Make("Other coordinator", Police, Role.MaracCoordinator) with { Maracs = new HashSet<Id<Marac>> { OtherMarac } };

    public static Actor Auditor { get; } = Make("Auditor", Police, Role.Auditor);

    public static Actor AgencyAdministrator { get; } = Make("Agency administrator", Police, Role.AgencyAdministrator);

    public static Actor SystemAdministrator { get; } = Make("System administrator", Police, Role.SystemAdministrator);

    public static IReadOnlyList<Actor> Everyone { get; } =
    [
        CallHandler, ControlRoomSupervisor, SupportWorker, ResponseOfficer, Sergeant, SecondSergeant, Inspector, SafeguardingOfficer, OtherForceOfficer, Idva, SecondIdva,
        IdvaManager, OtherServiceIdva, CarOfficer, CarWorker, Coordinator, Chair, Representative, HealthRepresentative, OtherRepresentative, OtherCoordinator, Auditor, AgencyAdministrator, SystemAdministrator,
    ];

    /// <summary>Puts the agencies, places and staff into a test's database.</summary>
    public static async Task TakeTheStageAsync(CaseDbContext db, DateTimeOffset now)
    {
        db.Agencies.AddRange(
            new Agency(Police, "Test Police", AgencyKind.PoliceForce, "Ring the test desk"),
            new Agency(OtherForce, "Other Police", AgencyKind.PoliceForce, "Ring the other desk"),
            new Agency(IdvaService, "Test IDVA Service", AgencyKind.SpecialistService, "Ring the duty IDVA"),
            new Agency(OtherService, "Other IDVA Service", AgencyKind.SpecialistService, "Ring the other duty IDVA"),
            new Agency(Council, "Test Council", AgencyKind.Council, "Ring the council"),
            new Agency(OtherCouncil, "Other Council", AgencyKind.Council, "Ring the other council"),
            new Agency(Health, "Test Health", AgencyKind.Health, "Ring the health service"));

        var marac = new Marac(Marac, "Test MARAC", Police, MaracCadence.Fortnightly);
        marac.Appoint(Coordinator.StaffId, MaracRole.Coordinator);
        marac.Appoint(Chair.StaffId, MaracRole.Chair);
        marac.Appoint(Representative.StaffId, MaracRole.Representative);
        var other = new Marac(OtherMarac, "Other MARAC", Police, MaracCadence.Monthly);
        other.Appoint(OtherCoordinator.StaffId, MaracRole.Coordinator);
        db.Maracs.AddRange(marac, other);
        var unit = new PolicingUnit(Unit, Police, "Test unit", Marac);
        unit.ServedBy(OtherService);
        db.PolicingUnits.Add(unit);
        db.Staff.AddRange(Everyone.Select(a => StaffMember.Add(a.StaffId, a.AgencyId, _names[a.StaffId], _names[a.StaffId], a.Roles)
            .Match(member => member, refusal => throw new InvalidOperationException(refusal.Message))));
        await db.CommitAsync(Actor.System, now, CancellationToken.None);
    }

    private static Actor Make(string name, Id<Agency> agency, Role role)
    {
        var actor = new Actor(Id<StaffMember>.New(_start), agency, new HashSet<Role> { role }, new HashSet<Id<Marac>>());
        _names[actor.StaffId] = name;
        return actor;
    }
}
