using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>
/// Who works in the load world: the demonstration's own people, and colleagues without a sign-in, so that nobody carries the work of
/// a whole force alone.
/// </summary>
internal sealed class LoadCast
{
    private LoadCast(IReadOnlyList<StaffMember> colleagues) => Colleagues = colleagues;

    /// <summary>The colleagues, to be added to the staff records.</summary>
    public IReadOnlyList<StaffMember> Colleagues { get; }

    public required IReadOnlyList<Actor> CallHandlers { get; init; }

    public required IReadOnlyList<Actor> Supervisors { get; init; }

    public required IReadOnlyList<Actor> Officers { get; init; }

    public required IReadOnlyList<Actor> Sergeants { get; init; }

    public required IReadOnlyList<Actor> Safeguarding { get; init; }

    /// <summary>The IDVAs of the service of each area, in the order of <see cref="DemoPlaces.Areas"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<Actor>> Idvas { get; init; }

    public required IReadOnlyList<Actor> Coordinators { get; init; }

    public static LoadCast Make()
    {
        List<StaffMember> colleagues = [];
        return new LoadCast(colleagues)
        {
            CallHandlers = Hire(DemoPlaces.Force, Role.CallHandler, "Call handler", 24),
            Supervisors = Hire(DemoPlaces.Force, Role.ControlRoomSupervisor, "Control-room supervisor", 6),
            Officers = Hire(DemoPlaces.Force, Role.ResponseOfficer, "Response officer", 120),
            Sergeants = Hire(DemoPlaces.Force, Role.Sergeant, "Sergeant", 24),
            Safeguarding = Hire(DemoPlaces.Force, Role.SafeguardingOfficer, "Safeguarding officer", 40),
            Idvas = ByArea(DemoPlaces.Areas.Select(a => a.IdvaService).Distinct().ToDictionary(s => s, s => Hire(s, Role.Idva, "IDVA", 30))),
            Coordinators = [.. DemoPlaces.Areas.Select(a => DemoStaff.Coordinator(a.Marac).Actor)],
        };

        IReadOnlyList<Actor> Hire(string agency, Role role, string jobTitle, int count)
        {
            var known = DemoStaff.All.Where(m => m.Agency == agency && m.Role == role).Select(m => m.Actor);
            return [.. known, .. Enumerable.Range(1, count).Select(n => Colleague(agency, role, jobTitle, n))];
        }

        Actor Colleague(string agency, Role role, string jobTitle, int number)
        {
            var id = SeedId.Of<StaffMember>($"load {agency} {role} {number}");
            colleagues.Add(StaffMember.Add(id, DemoPlaces.AgencyId(agency), $"Demo {jobTitle} {number}", jobTitle, [role])
                .Match(member => member, refusal => throw new InvalidOperationException(refusal.Message)));
            return new Actor(id, DemoPlaces.AgencyId(agency), new HashSet<Role> { role }, new HashSet<Id<Domain.Maracs.Marac>>());
        }
    }

    private static List<IReadOnlyList<Actor>> ByArea(Dictionary<string, IReadOnlyList<Actor>> services) =>
        [.. DemoPlaces.Areas.Select(a => services[a.IdvaService])];
}
