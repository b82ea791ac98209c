using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Perpetrators;

/// <summary>
/// One person as somebody who harms: how many records, how many victims, serial or repeat, the score, and what is done about it (R2.23 to R2.26). A victim is named
/// only to whoever may open that victim's record; of the others there is a number and nothing else. What is restricted or kept from the reader is not even counted.
/// </summary>
public sealed class PerpetratorLens(CaseDbContext db, PersonFiles people, RecordDoor door, PolicyBook policies, TimeProvider clock)
{
    private const string _purpose = "How many people somebody has harmed";

    public sealed record NamedVictim(Id<Person> Id, string Name);

    public sealed record Shown(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt);

    public sealed record Managed(Id<PerpetratorManagement> Id, ManagementKind Kind, ManagementState State, DateTimeOffset ProposedAt, string? OffenderManager, bool IsOpen);

    /// <param name="Named">Those whose record the reader may open.</param>
    /// <param name="OtherVictims">How many more there are.</param>
    /// <param name="Shown">The records among those counted that the reader may open, newest first.</param>
    /// <param name="OtherRecords">How many more there are.</param>
    /// <param name="Repeat">The pair with the most records, where the same victim was harmed again; its victim is not told.</param>
    /// <param name="Score">Of the records the reader may open: how grave or how new another one is would tell of it. Null for whoever is told numbers alone.</param>
    /// <param name="ToldNames">False for whoever is told numbers alone.</param>
    public sealed record View(
        Person Person, DateOnly Today, int Months, int Records, int Victims, IReadOnlyList<NamedVictim> Named, int OtherVictims, IReadOnlyList<Shown> Shown, int OtherRecords,
        DefinitionResult Serial, DefinitionResult? Repeat, RfgScore? Score, IReadOnlyList<Managed> Management, bool ToldNames, bool MayManage);

    /// <exception cref="RecordNotFoundException">The reader may not open the person, or is told numbers alone and has no case in which this person is the perpetrator.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var toldNames = LensStanding.IsManager(actor);
        if (!toldNames && !(actor.Roles.Any(LensStanding.ToldNumbers.Contains) && await db.Cases.VisibleTo(actor, db).AnyAsync(c => c.Perpetrators.Any(p => p.PersonId == id), ct)))
        {
            await door.NoteRefusedAsync(actor, nameof(RecordKind.Person), id.Value, _purpose, ct);
            throw new RecordNotFoundException();
        }

        var person = await people.OpenAsync(actor, id, AccessLevel.Read, _purpose, ct);
        var mayManage = toldNames && RecordAccess.Decide(actor, RecordKind.Person, await door.FactsAsync(actor, id.Value, person.IsRestricted, ct)).Level >= AccessLevel.Edit;
        var today = UkTime.DateOf(clock.GetUtcNow());
        var table = (await policies.AtAsync(PolicyKinds.Rfg, person.AgencyId.Value, today, ct)).Content;
        var book = (await policies.AtAsync(PolicyKinds.Definitions, person.AgencyId.Value, today, ct)).Content;
        var facts = await FactsAsync(actor, id, today, Math.Max(table.Months, book.MostMonths), book, ct);
        var against = (await db.RecordsAgainstAsync(facts, [id], db.Cases.GradedFor(actor, db), ct))[id];
        var from = today.AddMonths(-table.Months);
        var counted = against.Where(r => r.ReportedOn >= from && r.Victims.Any(v => v != id)).ToList();
        var victims = PerpetratorRecords.VictimsOf(id, counted);

        var named = toldNames ? await db.NamesAsync(actor, victims, ct) : new Dictionary<Id<Person>, string>();
        Id<Incident>[] ids = [.. counted.Select(r => r.Id)];
        var shown = toldNames
            ? await db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => ids.Contains(i.Id)).OrderByDescending(i => i.ReportedAt).ThenBy(i => i.Id).Select(i => new Shown(i.Id, i.Reference, i.ReportedAt)).ToListAsync(ct)
            : [];
        await door.ShowListAsync(actor, "How many people somebody has harmed", named.Keys.Select(v => v.Value).Concat(shown.Select(i => i.Id.Value)), ct);

        return new(
            person, today, table.Months, counted.Count, victims.Count,
            [.. named.OrderBy(n => n.Value, StringComparer.CurrentCultureIgnoreCase).Select(n => new NamedVictim(n.Key, n.Value))], victims.Count - named.Count, shown, counted.Count - shown.Count,
            DefinitionRules.Serial(id, facts, today, book),
            PerpetratorRecords.VictimsOf(id, against).Select(v => DefinitionRules.RepeatPair(v, id, facts, today, book)).Where(r => r.IsMet).MaxBy(r => r.Evidence.Count),
            toldNames ? RfgRules.Score(id, against.Where(r => shown.Any(s => s.Id == r.Id)), today, table) : null, toldNames ? await ManagementAsync(actor, id, ct) : [], toldNames, mayManage);
    }

    /// <summary>
    /// Every agency's records against the person, but for those kept from this reader: a restricted one, one they are excluded from, and one with a victim who is
    /// either. Where the reader may know of a record and not open it, it counts and says nothing more.
    /// </summary>
    private async Task<DefinitionFacts> FactsAsync(Actor actor, Id<Person> id, DateOnly today, int months, DefinitionBook book, CancellationToken ct)
    {
        var known = db.People.NotKeptFrom(actor, db);
        var among = db.Incidents.AsNoTracking().NotKeptFrom(actor, db).Where(i => i.Parties.Any(p => p.PersonId == id && p.Role == PartyRole.Perpetrator)
            && !i.Parties.Any(p => p.Role == PartyRole.Victim && !known.Any(k => k.Id == p.PersonId)));
        return await db.FactsOfAsync(among, db.People.Where(p => p.Id == id).Select(p => p.Id), today.AddMonths(-months), today, book, ct);
    }

    private async Task<IReadOnlyList<Managed>> ManagementAsync(Actor actor, Id<Person> id, CancellationToken ct) =>
        await db.Management.AsNoTracking().SeenBy(actor, db).Where(m => m.PersonId == id).OrderBy(m => m.EndedAt != null).ThenByDescending(m => m.ProposedAt)
            .Select(m => new Managed(m.Id, m.Kind, m.State, m.ProposedAt, m.OffenderManager, m.EndedAt == null)).ToListAsync(ct);
}
