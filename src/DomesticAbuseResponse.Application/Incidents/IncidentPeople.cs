using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incidents;

public sealed record PersonWithdrawn(PartyRole Role) : Happened;

public sealed record IncidentLeftCase : Happened;

/// <summary>
/// Names somebody in an incident after it was logged: an incident that hung on an address or a number alone is adopted by its people, and
/// joins the victim's case once the victim is known.
/// </summary>
public sealed class NamePersonInIncident(CaseDbContext db, IncidentFiles incidents, PartyBook parties, RecordCircle circle, CaseBook cases, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, uint? Version, LogIncident.Party Party);

    public async Task<Result<Id<Person>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        if (command.Party.IsBlank)
        {
            return new Refusal("incident.nobody", "Enter something about the person, or choose somebody already on record.");
        }

        var now = clock.GetUtcNow();
        var known = await parties.OpenKnownAsync(actor, [command.Party], "Name in an incident", ct);
        if (command.Party.PersonId is { } wanted && !known.ContainsKey(wanted))
        {
            throw new RecordNotFoundException();
        }

        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Name a person", ct);
        db.Expect(incident, command.Version);
        var person = parties.Involve(actor, incident, command.Party, known, now);
        List<Happened> happened = [new PersonRecorded(command.Party.Role) { IncidentId = incident.Id, PersonId = person.Id, CaseId = incident.CaseId }];

        await circle.InheritAsync(incident, now, ct);
        happened.AddRange(await cases.JoinAsync(actor, incident, now, ct));
        happened.AddRange(await cases.AddAsync(incident, person.Id, command.Party.Role, now, ct));
        await db.CommitAsync(actor, now, ct, happened);
        return person.Id;
    }
}

/// <summary>
/// Takes back a part in an incident that was given in error. When it was the victim's, the incident leaves the case it joined by it, unless an
/// assessment hangs on it already.
/// </summary>
public sealed class WithdrawPersonFromIncident(CaseDbContext db, IncidentFiles incidents, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, uint? Version, Id<Person> PersonId, PartyRole Role);

    public async Task<Result<IncidentParty>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Take back a person's part", ct);
        var id = incident.Id;
        if (command.Role is PartyRole.Victim && await db.Assessments.AnyAsync(a => a.IncidentId == id, ct))
        {
            return new Refusal("incident.assessed", "A risk assessment has been started for this victim on this incident. Speak to your supervisor.");
        }

        db.Expect(incident, command.Version);
        var withdrawn = incident.Withdraw(command.PersonId, command.Role, now);
        if (withdrawn.Refusal is not null)
        {
            return withdrawn;
        }

        List<Happened> happened = [new PersonWithdrawn(command.Role) { IncidentId = id, PersonId = command.PersonId, CaseId = incident.CaseId }];
        if (incident.CaseId is { } left && command.Role is PartyRole.Victim && await db.Cases.AnyAsync(c => c.Id == left && c.VictimId == command.PersonId, ct))
        {
            incident.Leave(now);
            happened.Add(new IncidentLeftCase { IncidentId = id, CaseId = left });
        }

        await db.CommitAsync(actor, now, ct, happened);
        return withdrawn;
    }
}
