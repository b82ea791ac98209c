using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>Somebody in a case, with every part they have in it and in its incidents, and how they stand to the victim.</summary>
public sealed record CasePerson(Id<Person> Id, string Name, int? Age, bool AgeIsEstimated, IReadOnlyList<PartyRole> Roles, IReadOnlyList<RelationshipKind> ToVictim, bool IsRestricted);

/// <summary>The people of a case whom the reader may know of: victim first, then who harms her, then the others.</summary>
public sealed class CasePeople(CaseDbContext db, CaseFiles cases, CaseFrames frames, TimeProvider clock)
{
    public sealed record View(CaseFrame Frame, IReadOnlyList<CasePerson> People);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read who is in the case", ct);
        return new View(await frames.ReadAsync(actor, opened, ct), await OfAsync(actor, opened, ct));
    }

    internal async Task<IReadOnlyList<CasePerson>> OfAsync(Actor actor, Case opened, CancellationToken ct)
    {
        var (id, victim) = (opened.Id, opened.VictimId);
        var parties = await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id)).SelectMany(i => i.Parties).Select(p => new { p.PersonId, p.Role }).Distinct().ToListAsync(ct);
        var roles = parties.Select(p => (p.PersonId, p.Role))
            .Append((victim, PartyRole.Victim)).Concat(opened.Perpetrators.Select(p => (p.PersonId, PartyRole.Perpetrator)))
            .ToLookup(p => p.Item1, p => p.Item2);

        var ids = roles.Select(r => r.Key).ToArray();
        var known = await db.People.VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.IsRestricted }).ToListAsync(ct);
        var names = await db.NamedAsync(known.Select(p => p.Id), ct);
        var related = await db.Set<Relationship>().Where(r => r.EndedAt == null && ((r.FromId == victim && ids.Contains(r.ToId)) || (r.ToId == victim && ids.Contains(r.FromId))))
            .Select(r => new { Other = r.FromId == victim ? r.ToId : r.FromId, r.Kind }).ToListAsync(ct);
        var today = UkTime.DateOf(clock.GetUtcNow());

        return
        [
            .. known.Select(p => new CasePerson(
                    p.Id, names[p.Id].Name, names[p.Id].AgeOn(today), names[p.Id].BirthIsEstimated, [.. roles[p.Id].Distinct().Order()], [.. related.Where(r => r.Other == p.Id).Select(r => r.Kind).Distinct()], p.IsRestricted))
                .OrderBy(p => p.Id != victim).ThenBy(p => p.Roles[0]).ThenBy(p => p.Name, StringComparer.CurrentCulture),
        ];
    }
}
