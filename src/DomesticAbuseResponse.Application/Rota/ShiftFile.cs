using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>One shift, for its page and its forms.</summary>
public sealed class ShiftFile(CaseDbContext db, RotaServices services)
{
    /// <param name="MayPlan">May change and cancel it.</param>
    /// <param name="MayRecord">May say when it began and ended: whoever plans, and whoever is on it.</param>
    public sealed record View(Shift Shift, CoverService Service, string Force, IReadOnlyList<RotaWeek.Member> Crew, string PlannedBy, bool MayPlan, bool MayRecord);

    public async Task<View> ReadAsync(Actor actor, Id<Shift> id, CancellationToken ct)
    {
        var shift = await db.ShiftAsync(actor, id, ct);
        var (force, planner) = (shift.ForceId, shift.PlannedBy);
        var settings = await services.ReadAsync(force, UkTime.DateOf(shift.PlannedFrom), ct);
        var names = await db.CrewNamesAsync(force, shift.Crew, ct);
        var mayPlan = RotaStanding.MayPlan(actor, force);
        return new View(
            shift, settings.Of(shift.Service),
            await db.Agencies.Where(a => a.Id == force).Select(a => a.Name).SingleAsync(ct),
            [.. shift.Crew.Select(m => names[m.Number])],
            await db.Staff.Where(s => s.Id == planner).Select(s => s.DisplayName).SingleOrDefaultAsync(ct) ?? "The system",
            mayPlan, mayPlan || shift.Crew.Any(m => m.StaffId == actor.StaffId));
    }
}

/// <summary>What a shift of a service is planned from: its hours on a day, and who can be put on it.</summary>
public sealed class ShiftChoices(CaseDbContext db, RotaServices services)
{
    /// <param name="Agency">Null for the force's own.</param>
    public sealed record Person(Id<StaffMember> Id, string Name, Id<Agency> AgencyId, string? Agency, CrewPart Part);

    /// <param name="Hours">The runs of hours of that day.</param>
    public sealed record View(IReadOnlyList<CoverService> Services, CoverService? Service, IReadOnlyList<CoverWindow> Hours, IReadOnlyList<Person> People);

    /// <param name="service">Null, or a code nobody knows, until one is chosen.</param>
    public async Task<View> ReadAsync(Actor actor, string? service, DateOnly on, CancellationToken ct)
    {
        var force = actor.AgencyId;
        var settings = await services.ReadAsync(force, on, ct);
        if (settings.Services.Find(service) is not { } chosen)
        {
            return new View(settings.Services.Services, null, [], []);
        }

        return new View(settings.Services.Services, chosen, chosen.Windows(on, on, settings.Calendar), await PeopleAsync(force, chosen, ct));
    }

    internal async Task<IReadOnlyList<Person>> PeopleAsync(Id<Agency> force, CoverService service, CancellationToken ct)
    {
        var agencies = db.CrewAgenciesOf(force);
        var staff = await db.Staff.AsNoTracking().Where(s => s.DisabledAt == null).Join(agencies, s => s.AgencyId, a => a.Id, (s, a) => new { s.Id, s.DisplayName, s.Roles, AgencyId = a.Id, Agency = a.Name })
            .OrderBy(s => s.DisplayName).ToListAsync(ct);
        return
        [
            .. from need in service.Crew
               let roles = RotaStanding.RolesOf(need.Part, service.Kind)
               from person in staff
               where person.Roles.Any(roles.Contains)
               select new Person(person.Id, person.DisplayName, person.AgencyId, person.AgencyId == force ? null : person.Agency, need.Part),
        ];
    }
}
