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

/// <summary>
/// Keeps incidents with the cases they belong to: each victim of an incident has a case of their own, one victim with the people harming
/// them (R2.2). Changes wait for the caller's commit.
/// </summary>
public sealed class CaseBook(CaseDbContext db, RecordCircle circle, CounterAllegationWatch counterAllegations, CaseLeaving leaving, CasePlace place, CarriedRisk risk)
{
    /// <summary>
    /// Joins the incident to the case of each of its victims who has none in it yet (<see cref="CaseMatch"/>) and says what happened; nothing
    /// when no victim is known. Only cases in whose circle the actor's agency stands are considered.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> JoinAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var victim in incident.Victims.Where(v => incident.CaseOf(v) is null).ToList())
        {
            var found = CaseMatch.Find(await OpenCasesAsync(actor, victim, ct), PerpetratorsOf(incident))
                ?? await OpenAsync(actor, incident, victim, happened, now, ct);
            happened.AddRange(await PutAsync(actor, incident, victim, found, now, ct));
        }

        return happened;
    }

    /// <summary>
    /// The same where nobody in the incident was on record before it: there is no case to look for, no protection to take over, and nobody stands in
    /// any circle but the agency that logs it.
    /// </summary>
    public async Task<IReadOnlyList<Happened>> JoinNewAsync(Actor actor, Incident incident, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var victim in incident.Victims.ToList())
        {
            var opened = await OpenAsync(actor, incident, victim, happened, now, ct);
            foreach (var perpetrator in PerpetratorsOf(incident))
            {
                opened.Against(perpetrator, now);
            }

            incident.Join(victim, opened.Id, now);
            happened.Add(new IncidentJoinedCase { CaseId = opened.Id, IncidentId = incident.Id });
        }

        return happened;
    }

    /// <summary>
    /// Somebody was named in an incident that already belongs to cases: their circles reach them. A perpetrator joins a case that holds
    /// nobody else, or in whose people's company they are in this incident; else the incident belongs to another case of the victim (S56).
    /// </summary>
    public async Task<IReadOnlyList<Happened>> AddAsync(Actor actor, Incident incident, Id<Person> person, PartyRole role, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var victim in incident.Victims.ToList())
        {
            var id = incident.CaseOf(victim);
            if (id is null || db.Cases.Local.Any(c => c.Id == id && db.Entry(c).State is EntityState.Added)
                || await db.Cases.Include(c => c.Perpetrators).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found)
            {
                continue;
            }

            if (role is PartyRole.Perpetrator && person != victim && !found.IsAgainst(person)
                && await OtherCaseAsync(actor, incident, found, happened, now, ct) is { } other)
            {
                happened.AddRange(await MoveAsync(actor, incident, victim, found, other, now, ct));
                continue;
            }

            if (role is PartyRole.Perpetrator)
            {
                found.Against(person, now);
            }

            happened.AddRange(await counterAllegations.NoteAsync(found, incident, now, ct));
            await circle.InheritAsync(found, now, ct);
            await circle.SpreadAsync(found, [person], null, now, ct);
        }

        return happened;
    }

    /// <summary>The incident goes over from one case of a victim to another, with who harmed them in it and what was found of their risk.</summary>
    /// <param name="to">Where it goes; null for a new case.</param>
    public async Task<IReadOnlyList<Happened>> MoveAsync(Actor actor, Incident incident, Id<Person> victim, Case? from, Case? to, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        var target = to ?? await OpenAsync(actor, incident, victim, happened, now, ct);
        happened.AddRange(await PutAsync(actor, incident, victim, target, now, ct));
        if (from is not null)
        {
            happened.AddRange(await leaving.LeftAsync(actor, from, incident, [.. incident.Parties.Select(p => p.PersonId).Distinct()], now, ct));
            happened.AddRange(await risk.FollowAsync(actor, incident, from, target, now, ct));
        }

        return happened;
    }

    private async Task<List<Case>> OpenCasesAsync(Actor actor, Id<Person> victim, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var places = db.Participations.Where(p =>
            p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner));
        return await db.Cases.Include(c => c.Perpetrators)
            .Where(c => c.VictimId == victim && c.ClosedAt == null && places.Any(p => p.RecordId == (Guid)(object)c.Id)).ToListAsync(ct);
    }

    /// <summary>Which other case of the victim the incident belongs to, now that one more perpetrator is known; null when it is in the right one.</summary>
    private async Task<Case?> OtherCaseAsync(Actor actor, Incident incident, Case present, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var perpetrators = PerpetratorsOf(incident);
        if (perpetrators.Any(present.IsAgainst))
        {
            return null; // they are with somebody of this case
        }

        var others = (await OpenCasesAsync(actor, present.VictimId, ct)).Where(c => c.Id != present.Id).ToList();
        if (others.Where(c => perpetrators.Any(c.IsAgainst)).MaxBy(c => c.OpenedAt) is { } theirs)
        {
            return theirs;
        }

        return present.Perpetrators.Count == 0 ? null : CaseMatch.Find(others, perpetrators) ?? await OpenAsync(actor, incident, present.VictimId, happened, now, ct);
    }

    private async Task<Case> OpenAsync(Actor actor, Incident incident, Id<Person> victim, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var opened = Case.Open(actor, await db.NextCaseReferenceAsync(ct), victim, incident.UnitId, now);
        db.Cases.Add(opened);
        circle.Own(actor.AgencyId, RecordKind.Case, opened.Id.Value, now);
        happened.Add(new CaseOpened { CaseId = opened.Id, PersonId = victim });
        return opened;
    }

    private async Task<IReadOnlyList<Happened>> PutAsync(Actor actor, Incident incident, Id<Person> victim, Case found, DateTimeOffset now, CancellationToken ct)
    {
        List<Happened> happened = [];
        foreach (var perpetrator in PerpetratorsOf(incident))
        {
            found.Against(perpetrator, now);
        }

        incident.Join(victim, found.Id, now);
        await circle.FollowAsync(incident, victim, now, ct);
        if (found.UnitId is null && incident.UnitId is { } unit)
        {
            happened.AddRange(await place.SetAsync(actor, found, unit, now, ct));
        }

        happened.AddRange(await counterAllegations.NoteAsync(found, incident, now, ct));
        await circle.InheritAsync(found, now, ct);
        await circle.SpreadAsync(found, [.. incident.Parties.Select(p => p.PersonId).Distinct()], incident.Id, now, ct);
        happened.Add(new IncidentJoinedCase { CaseId = found.Id, IncidentId = incident.Id });
        return happened;
    }

    private static Id<Person>[] PerpetratorsOf(Incident incident) => [.. incident.Parties.Where(p => p.Role is PartyRole.Perpetrator).Select(p => p.PersonId).Distinct()];
}
