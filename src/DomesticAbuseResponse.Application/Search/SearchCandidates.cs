using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>
/// Fetches, through indexes alone, what may fit the words of a search. Only records the actor may read; protected addresses match nothing. The
/// domain then says what each is worth.
/// </summary>
internal static class SearchCandidates
{
    /// <summary>Enough that nobody who fits is cut off, and few enough to be weighed while somebody waits.</summary>
    private const int _most = 200;

    extension(CaseDbContext db)
    {
        public async Task<IReadOnlySet<Id<Person>>> PeopleForAsync(Actor actor, SearchWords words, CancellationToken ct)
        {
            var visible = db.People.AsNoTracking().VisibleTo(actor, db);
            HashSet<Id<Person>> found = [];
            IQueryable<Id<Person>>?[] queries = words.Reference is { } reference
                ? [db.ByReference(actor, reference)]
                : [db.ByNumber(words), db.ByPlace(words), db.ByBirth(words), db.BySound(words), db.BySpelling(words)];
            foreach (var query in queries.OfType<IQueryable<Id<Person>>>())
            {
                found.UnionWith(await query.Where(id => visible.Any(p => p.Id == id)).Take(_most).ToListAsync(ct));
            }

            return found;
        }

        /// <summary>Calls made from the number, or to the place.</summary>
        public IQueryable<Incident>? CallsFor(Actor actor, SearchWords words)
        {
            var visible = db.Incidents.AsNoTracking();
            if (words.Reference is { } reference)
            {
                return visible.VisibleTo(actor, db).Where(i => i.Reference == reference);
            }

            if (words.Phone is { } phone)
            {
                return visible.VisibleTo(actor, db).Where(i => i.Call.CallerPhoneE164 == phone);
            }

            if (words is { PhoneEnding: { } ending, Name: null })
            {
                var (from, to) = Reversed(ending);
                var numbered = db.Database.SqlQuery<Guid>($"select id as \"Value\" from incidents where reverse(call_caller_phone_e164) ~>=~ {from} and reverse(call_caller_phone_e164) ~<~ {to}");
                return visible.VisibleTo(actor, db).Where(i => numbered.Contains((Guid)(object)i.Id));
            }

            return words.Place switch
            {
                { Postcode: { } postcode } => visible.VisibleTo(actor, db).Where(i => i.Call.Postcode == postcode),
                { } place when VisibleMatches.PatternOf(place) is { } pattern => visible.VisibleTo(actor, db).Where(i => EF.Functions.ILike(i.Call.Location!, pattern)),
                _ => null,
            };
        }

        private IQueryable<Id<Person>> ByReference(Actor actor, string reference)
        {
            var cases = db.Cases.VisibleTo(actor, db).Where(c => c.Reference == reference);
            return db.Incidents.VisibleTo(actor, db).Where(i => i.Reference == reference).SelectMany(i => i.Parties).Select(p => p.PersonId)
                .Union(cases.Select(c => c.VictimId)).Union(cases.SelectMany(c => c.Perpetrators).Select(p => p.PersonId));
        }

        private IQueryable<Id<Person>>? ByNumber(SearchWords words)
        {
            if (words.Phone is { } phone)
            {
                return db.Set<PersonPhone>().Where(p => p.E164 == phone).Select(p => p.PersonId).Distinct();
            }

            if (words.PhoneEnding is not { } ending)
            {
                return null;
            }

            var (from, to) = Reversed(ending);
            return db.Set<PersonPhone>().FromSql($"select * from person_phones where reverse(e164) ~>=~ {from} and reverse(e164) ~<~ {to}").Select(p => p.PersonId).Distinct();
        }

        private IQueryable<Id<Person>>? ByPlace(SearchWords words)
        {
            var open = db.Set<PersonAddress>().Where(a => a.Visibility == AddressVisibility.Open);
            return words.Place switch
            {
                { Postcode: { } postcode } => open.Where(a => a.Postcode == postcode).Select(a => a.PersonId).Distinct(),
                { } place when VisibleMatches.PatternOf(place) is { } pattern => open.Where(a => EF.Functions.ILike(a.Lines, pattern)).Select(a => a.PersonId).Distinct(),
                _ => null,
            };
        }

        /// <summary>The day itself, and with day and month swapped.</summary>
        private IQueryable<Id<Person>>? ByBirth(SearchWords words)
        {
            if (words.Born is not { } born)
            {
                return null;
            }

            DateOnly?[] days = [.. new[] { born, born with { Month = born.Day, Day = born.Month } }.Select(b => b.OnCalendar).Where(d => d is not null)];
            return db.People.Where(p => days.Contains(p.BornOn)).Select(p => p.Id);
        }

        /// <summary>Names of which a word sounds like each word typed, or like a short form or spelling of it; those spelt most alike first.</summary>
        private IQueryable<Id<Person>>? BySound(SearchWords words)
        {
            if (words.Name is not { } typed)
            {
                return null;
            }

            var spellings = SearchPoints.Spellings(typed);
            if (spellings.Count == 0)
            {
                return null; // in another script, which has no sounds here
            }

            var each = string.Join(" and ", spellings.Select((_, n) => $"sounds && name_sounds({{{n}}})"));
            return db.Set<PersonName>().FromSql(FormattableStringFactory.Create($"select * from person_names where {each}", [.. spellings.Select(s => string.Join(' ', s))]))
                .OrderByDescending(n => EF.Functions.TrigramsSimilarity(n.Full, typed)).ThenByDescending(n => n.Number).Select(n => n.PersonId);
        }

        /// <summary>Names that share enough groups of three letters, however they sound.</summary>
        private IQueryable<Id<Person>>? BySpelling(SearchWords words) => words.Name is not { } typed
            ? null
            : db.Set<PersonName>().Where(n => EF.Functions.TrigramsAreSimilar(n.Full, typed))
                .OrderByDescending(n => EF.Functions.TrigramsSimilarity(n.Full, typed)).ThenByDescending(n => n.Number).Select(n => n.PersonId);
    }

    /// <summary>Between which two texts every reversed number with this end lies. A pattern would do the same, but not for a query that is planned once for all.</summary>
    private static (string From, string To) Reversed(string figures)
    {
        var from = string.Concat(figures.Reverse());
        return (from, from[..^1] + (char)(from[^1] + 1));
    }
}
