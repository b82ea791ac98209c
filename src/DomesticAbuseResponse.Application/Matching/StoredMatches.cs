using DomesticAbuseResponse.Application.Identity;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Matching;

/// <summary>A stored person who may be somebody of whom something is known.</summary>
/// <param name="Person">With names, numbers, addresses, ways of contact and warnings; read only.</param>
public sealed record StoredMatch(Person Person, SamePersonScore Score);

/// <summary>
/// The one comparison of what is known of somebody with the people on record: looked up through indexes (<see cref="SearchCandidates"/>), weighed by
/// the matching of the domain, whoever asks.
/// </summary>
internal static class StoredMatches
{
    extension(CaseDbContext db)
    {
        /// <param name="among">The people who may be found: those somebody may see, or all.</param>
        /// <param name="except">A record that is not compared with itself.</param>
        /// <param name="fewest">Fewer people on record than these count as so many.</param>
        /// <returns>Those who are possibly the same, likeliest first.</returns>
        public async Task<IReadOnlyList<StoredMatch>> MatchesAsync(IQueryable<Person> among, KnownPerson known, Id<Person>? except, DateOnly today, CancellationToken ct, int fewest = 0)
        {
            if (known.IsEmpty)
            {
                return [];
            }

            among = among.Where(p => p.MergedIntoId == null);
            among = except is { } self ? among.Where(p => p.Id != self && !db.NotThe(self).Contains(p.Id)) : among; // or a name on file would always be found, by its own record
            Id<Person>[] candidates = [.. await db.PeopleForAsync(among, known, today, ct)];
            var people = await among.Where(p => candidates.Contains(p.Id)).WithAllKnown().ToListAsync(ct);
            var scores = SamePerson.Scores(known, [.. people.Select(KnownPerson.Of)], Math.Max(await db.RecordsAsync(ct), fewest), MatchPolicy.Shipped, today);
            return
            [
                .. people.Zip(scores, (person, score) => new StoredMatch(person, score)).Where(m => m.Score.Verdict is not SamePersonVerdict.Unlikely)
                    .OrderByDescending(m => m.Score.Points).ThenByDescending(m => m.Person.Id.Value),
            ];
        }

        /// <summary>About how many people there are, as the database last counted them: counting them anew would read every one.</summary>
        public async Task<int> RecordsAsync(CancellationToken ct) =>
            await db.Database.SqlQuery<int>($"""select greatest(reltuples, 0)::int as "Value" from pg_class where oid = 'people'::regclass""").SingleAsync(ct);
    }

    extension(IQueryable<Person> people)
    {
        /// <summary>With all that tells who somebody is, to be read and not changed.</summary>
        public IQueryable<Person> WithAllKnown() => people
            .Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Phones.OrderBy(n => n.Number)).Include(p => p.Addresses.OrderBy(a => a.Number))
            .Include(p => p.SafeContacts.OrderBy(c => c.Number)).Include(p => p.Flags).AsNoTracking().AsSplitQuery();
    }
}
