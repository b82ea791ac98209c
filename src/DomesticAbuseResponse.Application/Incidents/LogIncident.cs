using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Incidents;

public sealed record IncidentLogged(CallSource? Source, ResponseGrade? Grade, Silence Silence) : Happened;

public sealed record PersonRecorded(PartyRole Role) : Happened;

/// <summary>Logs a call. Anything may be missing; whoever is named is found or recorded, and the incident joins the victim's case.</summary>
public sealed class LogIncident(CaseDbContext db, PersonFiles people, RecordCircle circle, CaseBook cases, TimeProvider clock)
{
    /// <param name="ReportedAt">When the report was made; the moment of logging when not given.</param>
    public sealed record Command(Call Call, ResponseGrade? Grade, Id<PolicingUnit>? UnitId, DateTimeOffset? ReportedAt, IReadOnlyList<Party> Parties);

    /// <summary>Somebody named in the call: a person already on record, or what is known of a new one.</summary>
    public sealed record Party(PartyRole Role, Id<Person>? PersonId, string? Name, DateOnly? BornOn, int? Age, string? Phone, string? Address, string? Postcode)
    {
        public bool IsBlank => PersonId is null && string.IsNullOrWhiteSpace($"{Name}{Phone}{Address}{Postcode}") && BornOn is null && Age is null;
    }

    public async Task<Id<Incident>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reported = command.ReportedAt is { } at && at < now ? at : now;
        var call = command.Call with
        {
            CallerPhoneE164 = PhoneNumber.Normalise(command.Call.CallerPhone ?? ""),
            Postcode = Postcode.Normalise(command.Call.Postcode) ?? command.Call.Postcode,
        };
        var incident = Incident.Log(actor, await db.NextIncidentReferenceAsync(now, ct), call, command.Grade, command.UnitId, reported, now);
        List<Happened> happened = [new IncidentLogged(call.Source, command.Grade, call.Silence) { IncidentId = incident.Id }];

        foreach (var party in command.Parties.Where(p => !p.IsBlank))
        {
            var person = await FindOrRecordAsync(actor, party, now, ct);
            incident.Involve(person.Id, party.Role, now);
            happened.Add(new PersonRecorded(party.Role) { IncidentId = incident.Id, PersonId = person.Id });
        }

        db.Incidents.Add(incident);
        circle.Own(actor.AgencyId, RecordKind.Incident, incident.Id.Value, now);
        await circle.InheritAsync(incident, now, ct);
        happened.AddRange(await cases.JoinAsync(actor, incident, now, ct));

        await db.CommitAsync(actor, now, ct, happened);
        return incident.Id;
    }

    private async Task<Person> FindOrRecordAsync(Actor actor, Party party, DateTimeOffset now, CancellationToken ct)
    {
        var person = party.PersonId is { } known
            ? await people.OpenAsync(actor, known, AccessLevel.Edit, "Log a call", ct)
            : Person.Record(actor.AgencyId, now);

        person.Call(party.Name ?? "", NameKind.Given, now);
        person.HasPhone(party.Phone ?? "", now);
        if (party.BornOn is not null || party.Age is not null)
        {
            var born = party.BornOn ?? Domain.Time.UkTime.DateOf(now).AddYears(-party.Age!.Value);
            person.Describe(born, estimated: party.BornOn is null, person.Gender, person.Interpreter, now);
        }

        var address = new PostalAddress(party.Address ?? "", party.Postcode);
        if ((address.Lines.Length > 0 || address.Postcode is not null) && !person.Addresses.Any(a => a.Lines == address.Lines && a.Postcode == address.Postcode))
        {
            person.LivesAt(address, AddressVisibility.Open, from: null, now);
        }

        if (party.PersonId is null)
        {
            db.People.Add(person);
            circle.Own(actor.AgencyId, RecordKind.Person, person.Id.Value, now);
        }

        return person;
    }
}
