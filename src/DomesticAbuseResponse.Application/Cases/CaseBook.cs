using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Cases;

public sealed record CaseOpened : Happened;

public sealed record IncidentJoinedCase : Happened;

/// <summary>Finds the case an incident belongs to, or opens one. Changes wait for the caller's commit.</summary>
public sealed class CaseBook(CaseDbContext db, RecordCircle circle, CounterAllegationWatch counterAllegations)
{
    /// <summary>
    /// Joins the incident to the victim's case (<see cref="CaseMatch"/>) and says what happened; nothing when no victim is known.
    /// Only cases in whose circle the actor's agency stands are considered.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> JoinAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        if (incident.CaseId is not null || incident.Parties.FirstOrDefault(p => p.Role is PartyRole.Victim) is not { } victim)
        {
            return [];
        }

        Id<Person>[] perpetrators = [.. incident.Parties.Where(p => p.Role is PartyRole.Perpetrator).Select(p => p.PersonId)];
        var agency = actor.AgencyId;
        var places = db.Participations.Where(p =>
            p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner));
        var open = await db.Cases.Include(c => c.Perpetrators)
            .Where(c => c.VictimId == victim.PersonId && c.ClosedAt == null && places.Any(p => p.RecordId == (Guid)(object)c.Id)).ToListAsync(ct);

        List<Happened> happened = [];
        var found = CaseMatch.Find(open, perpetrators);
        if (found is null)
        {
            found = Case.Open(actor, await db.NextCaseReferenceAsync(ct), victim.PersonId, incident.UnitId, now);
            db.Cases.Add(found);
            circle.Own(actor.AgencyId, RecordKind.Case, found.Id.Value, now);
            happened.Add(new CaseOpened { CaseId = found.Id, PersonId = victim.PersonId });
        }

        foreach (var perpetrator in perpetrators)
        {
            found.Against(perpetrator, now);
        }

        incident.Join(found.Id, now);
        happened.AddRange(await counterAllegations.NoteAsync(found, incident, now, ct));
        await circle.InheritAsync(found, now, ct);
        await circle.SpreadAsync(found, [.. incident.Parties.Select(p => p.PersonId).Distinct()], incident.Id, now, ct);
        happened.Add(new IncidentJoinedCase { CaseId = found.Id, IncidentId = incident.Id });
        return happened;
    }

    /// <summary>Somebody was named in an incident that already belongs to a case: the case's circle reaches them, and a perpetrator joins the case.</summary>
    public async Task<IReadOnlyList<Happened>> AddAsync(Incident incident, Id<Person> person, PartyRole role, DateTimeOffset now, CancellationToken ct)
    {
        var id = incident.CaseId;
        if (id is null || db.Cases.Local.Any(c => c.Id == id) || await db.Cases.Include(c => c.Perpetrators).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found)
        {
            return [];
        }

        if (role is PartyRole.Perpetrator && person != found.VictimId)
        {
            found.Against(person, now);
        }

        var happened = await counterAllegations.NoteAsync(found, incident, now, ct);
        await circle.InheritAsync(found, now, ct);
        await circle.SpreadAsync(found, [person], null, now, ct);
        return happened;
    }
}
