using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Incidents;

public sealed record PersonWithdrawn(PartyRole Role) : Happened;

/// <summary>
/// Names somebody in an incident after it was logged: an incident that hung on an address or a number alone is adopted by its people, and
/// joins the victim's case once the victim is known.
/// </summary>
public sealed class NamePersonInIncident(CaseDbContext db, IncidentFiles incidents, PartyBook parties, RecordCircle circle, CaseBook cases, ChildBook children, TimeProvider clock)
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

        happened.AddRange(command.Party.Role is PartyRole.Victim ? await children.HouseholdAsync(actor, incident, now, ct) : []);
        await circle.InheritAsync(incident, now, ct);
        happened.AddRange(await cases.JoinAsync(actor, incident, now, ct));
        happened.AddRange(await cases.AddAsync(actor, incident, person.Id, command.Party.Role, now, ct));
        happened.AddRange(await children.NoteAsync(actor, incident, now, ct));
        await db.CommitAsync(actor, now, ct, happened);
        return person.Id;
    }
}

/// <summary>
/// Takes back a part in an incident that was given in error, and with it everything that came of it: a victim's part takes the incident out of
/// their case, a perpetrator whom nothing else names goes from the cases, and whoever reached the person through them reaches them no longer.
/// Not while an assessment of the person hangs on it.
/// </summary>
public sealed class WithdrawPersonFromIncident(CaseDbContext db, IncidentFiles incidents, CaseLeaving leaving, RecordCircle circle, ChildBook children, TimeProvider clock)
{
    public sealed record Command(Id<Incident> IncidentId, uint? Version, Id<Person> PersonId, PartyRole Role);

    public async Task<Result<IncidentParty>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var incident = await incidents.OpenAsync(actor, command.IncidentId, AccessLevel.Edit, "Take back a person's part", ct);
        var (id, person, before) = (incident.Id, command.PersonId, incident.Cases.ToArray());
        if (await IsAssessedAsync(command, before, ct))
        {
            return new Refusal("incident.assessed", "A risk assessment has been started about this person on this incident or its case. Speak to your supervisor.");
        }

        db.Expect(incident, command.Version);
        var withdrawn = incident.Withdraw(person, command.Role, now);
        if (withdrawn.Refusal is not null)
        {
            return withdrawn;
        }

        List<Happened> happened = [new PersonWithdrawn(command.Role) { IncidentId = id, PersonId = person, CaseId = before.Length > 0 ? before[0] : null }];
        foreach (var left in await db.Cases.Include(c => c.Perpetrators).Where(c => before.Contains(c.Id)).ToListAsync(ct))
        {
            happened.AddRange(await leaving.LeftAsync(actor, left, incident, [.. incident.Parties.Select(p => p.PersonId).Append(person).Distinct()], now, ct));
        }

        happened.AddRange(await children.WithdrawnAsync(incident, person, actor, now, ct));
        await circle.FollowAsync(incident, person, now, ct); // a crew that was sent to a victim who is none any more
        await circle.InheritAsync(incident, now, ct); // it is restricted no longer when nobody who is left in it is
        return await db.TryCommitAsync(actor, now, _changed, ct, happened) is { } late ? late : withdrawn;
    }

    private static readonly Refusal _changed = new(
        "incident.changed", "Somebody else changed this incident at the same moment, so nothing has been taken back. It is shown as it is now; check it and try again.");

    private async Task<bool> IsAssessedAsync(Command command, Id<Case>[] cases, CancellationToken ct)
    {
        var (id, person) = (command.IncidentId, command.PersonId);
        return command.Role switch
        {
            PartyRole.Victim => await db.Assessments.AnyAsync(a => a.IncidentId == id && a.PersonId == person, ct),
            PartyRole.Perpetrator => await db.Assessments.AnyAsync(a => cases.Contains(a.CaseId) && a.PersonId == person, ct),
            _ => false,
        };
    }
}
