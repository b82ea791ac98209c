using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>Which services of a force can be asked at this moment, and why not (S68).</summary>
public sealed class CrewsNow(OnDuty duty, RotaServices services)
{
    public async Task<IReadOnlyList<ServiceNow>> ReadAsync(Id<Agency> force, DateTimeOffset at, CancellationToken ct)
    {
        var settings = await services.ReadAsync(force, UkTime.DateOf(at), ct);
        var on = (await duty.ReadAsync(force, at, ct)).GroupBy(s => s.Service.Code).ToDictionary(
            g => g.Key,
            g => g.GroupBy(s => s.ShiftId).Select(s => new CrewOnShift(s.Key, s.First().Vehicle, s.First().Until, [.. s.Select(m => m.Part)], s.Any(m => m.StaffId is not null))).ToList());
        return
        [
            .. settings.Services.Services.Where(s => SecondResponse.Sent.Contains(s.Kind))
                .Select(s => ServiceNow.Of(s, on.GetValueOrDefault(s.Code) ?? [], at, settings.Calendar)),
        ];
    }
}

/// <summary>What somebody needs to ask for a crew for an incident: its victims, and each service with what may be asked of it now.</summary>
public sealed class CrewChoices(CaseDbContext db, IncidentFiles incidents, CrewsNow crews, CrewTaskFiles files, TimeProvider clock)
{
    public sealed record Service(ServiceNow Now, WaysNow Ways, IReadOnlyList<string> Otherwise);

    public sealed record Victim(Id<Person> Id, string Name);

    public sealed record View(Incident Incident, IReadOnlyList<Victim> Victims, IReadOnlyList<Service> Services, CrewSettings Settings)
    {
        public bool AnyNow => Services.Any(s => s.Now.CanBeAsked && s.Ways.May.Count > 0);

        public IEnumerable<(CrewOnShift Crew, Service Service)> Crews => Services.Where(s => s.Ways.May.Count > 0).SelectMany(s => s.Now.Crews.Select(c => (c, s)));
    }

    public async Task<View> ReadAsync(Actor actor, Id<Incident> id, CancellationToken ct)
    {
        var incident = await incidents.OpenAsync(actor, id, AccessLevel.Read, "Ask for a crew", ct);
        return await OfAsync(actor, incident, ct);
    }

    internal async Task<View> OfAsync(Actor actor, Incident incident, CancellationToken ct)
    {
        var names = await db.NamesAsync(actor, incident.Victims, ct);
        var all = await crews.ReadAsync(incident.AgencyId, clock.GetUtcNow(), ct);
        return new View(
            incident,
            [.. incident.Victims.Where(names.ContainsKey).Select(v => new Victim(v, names[v]))],
            [.. all.Select(s => new Service(s, SecondResponse.Of(s.Service.Kind, incident.AttendedAt), s.CanBeAsked ? [] : Otherwise.Of(s, all)))],
            await files.SettingsAsync(incident.AgencyId, ct));
    }
}
