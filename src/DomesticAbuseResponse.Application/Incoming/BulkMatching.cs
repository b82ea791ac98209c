using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>
/// The same comparison as <see cref="PersonDecisions"/> for many people at once: whoever may be meant is looked up for all of them together, by
/// number, by date of birth with a name that sounds alike, by postcode with the same, and by the sound of the name alone where nothing else is said.
/// </summary>
public sealed class BulkMatching(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Of those who share a number, a day or a postcode, no more are compared with one person.</summary>
    private const int _most = 50;

    private sealed record Candidate(int N, Guid Id);

    /// <summary>How many people there are, as the database last counted them; once for a file.</summary>
    private int? _records;

    public async Task<IReadOnlyList<PersonDecisions.Decision>> DecideAsync(Actor actor, IReadOnlyList<ReadPerson> people, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        KnownPerson[] known = [.. people.Select(p => PersonMatching.KnownOf(p, today))];
        var candidates = await CandidatesAsync(known, ct);
        Id<Person>[] ids = [.. candidates.Select(c => new Id<Person>(c.Id)).Distinct()];
        var stored = ids.Length == 0 ? [] : (await db.People.VisibleTo(actor, db).Where(p => ids.Contains(p.Id)).WithAllKnown().ToListAsync(ct)).ToDictionary(p => p.Id.Value, p => (p.Id, Known: KnownPerson.Of(p)));
        _records ??= await db.RecordsAsync(ct);
        var found = candidates.Where(c => stored.ContainsKey(c.Id)).ToLookup(c => c.N, c => stored[c.Id]);
        return [.. known.Select((person, n) => Decide(person, [.. found[n].DistinctBy(f => f.Id)], today))];
    }

    private PersonDecisions.Decision Decide(KnownPerson person, IReadOnlyList<(Id<Person> Id, KnownPerson Known)> others, DateOnly today)
    {
        if (person.IsEmpty || others.Count == 0)
        {
            return PersonDecisions.New;
        }

        var scores = SamePerson.Scores(person, [.. others.Select(o => o.Known)], Math.Max(_records ?? 0, others.Count), MatchPolicy.Shipped, today);
        var (outcome, which, points) = PersonMatching.Decide(scores);
        return new(outcome, which is { } place ? others[place].Id : null, points);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(KnownPerson[] known, CancellationToken ct)
    {
        int[] numbers = [.. Enumerable.Range(0, known.Length)];
        string?[] names = [.. known.Select(k => k.Names.Count > 0 ? k.Names[0] : null)];
        string?[] phones = [.. known.Select(k => k.Phones.Count > 0 ? PhoneNumber.Normalise(k.Phones[0]) : null)];
        string?[] postcodes = [.. known.Select(k => k.Addresses.Count > 0 ? k.Addresses[0].Postcode : null)];
        DateOnly?[] births = [.. known.Select(k => !k.BirthIsEstimated && DateOnly.TryParseExact(k.BornOn, "yyyy-MM-dd", out var on) ? on : (DateOnly?)null)];
        return await db.Database.SqlQuery<Candidate>($"""
            with wanted as materialized (
                select n, name_sounds(name) as sounds, phone, postcode, born
                from unnest({numbers}, {names}, {phones}, {postcodes}, {births}) as w(n, name, phone, postcode, born))
            select w.n as "N", f.person_id as "Id" from wanted w, lateral (
                select p.person_id from person_phones p where p.e164 = w.phone limit {_most}) f where w.phone is not null
            union
            select w.n, f.id from wanted w, lateral (
                select p.id from people p where p.born_on = w.born
                    and (w.sounds is null or exists (select from person_names n where n.person_id = p.id and n.sounds && w.sounds)) limit {_most}) f where w.born is not null
            union
            select w.n, f.person_id from wanted w, lateral (
                select a.person_id from person_addresses a where a.postcode = w.postcode and a.visibility = 'Open'
                    and (w.sounds is null or exists (select from person_names n where n.person_id = a.person_id and n.sounds && w.sounds)) limit {_most}) f where w.postcode is not null
            union
            select w.n, f.person_id from wanted w, lateral (
                select n.person_id from person_names n where n.sounds @> w.sounds limit {_most}) f
                where cardinality(w.sounds) > 1 and w.phone is null and w.born is null and w.postcode is null
            """).ToListAsync(ct);
    }
}
