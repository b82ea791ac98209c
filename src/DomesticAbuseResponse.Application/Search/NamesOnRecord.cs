using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>A person found by one of their names.</summary>
/// <param name="Alike">How alike the names are, from 0 to 1, by the groups of three letters they share.</param>
public sealed record NameMatch(Id<Person> PersonId, string Name, double Alike);

/// <summary>How far a search for names like one reaches: from the nearest to the widest, each with places of its own, so that of a common name the many who are like it leave room for those who bear it.</summary>
internal enum NameReach
{
    /// <summary>Each word typed is there as it was typed.</summary>
    Words,

    /// <summary>Each word, or a short form or spelling of it, is there with at most one slip of the pen.</summary>
    Slips,

    /// <summary>Or sounds like it.</summary>
    Sounds,

    /// <summary>Of three words or more, any two are there with at most one slip each: a middle name that the record lacks.</summary>
    TwoWords,

    /// <summary>The longest word alone is there with at most one slip: a surname whose first name is another form.</summary>
    LongestWord,
}

/// <summary>The one search for a name among the names on record, by indexes, for the box, the call screen and the matching.</summary>
internal static class NamesOnRecord
{
    /// <summary>Enough that nobody who fits is cut off, and few enough to be weighed while somebody waits.</summary>
    private const int _most = 200;

    /// <summary>Of more people with names like one, the name alone does not tell which is meant: whoever searches says more.</summary>
    private const int _mostLike = 1000;

    /// <summary>Below this, names that the domain does not find alike share too little to be worth a handler's attention.</summary>
    private const double _enoughAlike = 0.4;

    extension(CaseDbContext db)
    {
        /// <summary>Names like the one typed, as far as the reach goes. Null where it has nothing to look for: words in another script have neither slips nor sounds.</summary>
        public IQueryable<PersonName>? NamesLike(string typed, NameReach reach)
        {
            string[] words = [.. NameText.Words(typed).Where(w => w.Length > 1)];
            string[] spellings = [.. SearchPoints.Spellings(typed).Select(each => string.Join(' ', each))];
            if (words.Length == 0 || (reach is NameReach.TwoWords && spellings.Length <= 2))
            {
                return null;
            }

            return reach switch
            {
                // Found by the index, whatever the database thinks of a name it is not told when it plans.
                NameReach.Words => Named("with named as materialized (select * from person_names where slips @> word_marks({0})) select * from named", [words.Select(w => w.ToUpperInvariant()).ToArray()]),
                NameReach.Slips => Named(All(" and ", (_, n) => $"slips && name_slips({{{n}}})"), spellings),
                NameReach.Sounds => Named(All(" and ", (_, n) => $"(sounds && name_sounds({{{n}}}) or slips && name_slips({{{n}}}))"), spellings),

                // Each word with any of those after it.
                NameReach.TwoWords => Named(
                    All(" or ", (_, n) => n == spellings.Length - 1 ? null : $"(slips && name_slips({{{n}}}) and slips && name_slips({{{spellings.Length + n}}}))"),
                    [.. spellings, .. spellings.SkipLast(1).Select((_, n) => string.Join(' ', spellings.Skip(n + 1)))]),
                NameReach.LongestWord => Named("select * from person_names where slips && name_slips({0})", spellings[..1]),
                _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, "No such reach."),
            };

            string All(string joint, Func<string, int, string?> condition) => $"select * from person_names where {string.Join(joint, spellings.Select(condition).OfType<string>())}";
            IQueryable<PersonName> Named(string sql, object[] values) => db.Set<PersonName>().FromSql(FormattableStringFactory.Create(sql, values)).AsNoTracking();
        }

        /// <summary>Those of these people with a name like the one typed: as it was typed, with a slip in each word, by its sounds, by two words of several; and where all that finds nobody, by its longest word.</summary>
        /// <param name="longWay">Where nothing finds anybody, whether to look for more than one slip in a word, which takes seconds among millions. Another script has no other way.</param>
        public async Task<IReadOnlyCollection<NameMatch>> NamesForAsync(IQueryable<Person> among, string typed, bool longWay, CancellationToken ct)
        {
            HashSet<NameMatch> found = [];
            foreach (var reach in Enum.GetValues<NameReach>())
            {
                if ((reach is not NameReach.LongestWord || found.Count == 0) && db.NamesLike(typed, reach)?.Where(n => among.Any(p => p.Id == n.PersonId)).Take(_mostLike) is { } names)
                {
                    var near = await MostAlike(names, typed).ToListAsync(ct);
                    found.UnionWith(near);
                    if (near.Count == _most)
                    {
                        break; // those further off are less like it than these
                    }
                }
            }

            if (found.Count == 0 && (longWay || SearchPoints.Spellings(typed).Count == 0))
            {
                found.UnionWith(await MostAlike(db.Set<PersonName>().Where(n => EF.Functions.TrigramsAreSimilar(n.Full, typed) && among.Any(p => p.Id == n.PersonId)), typed).ToListAsync(ct));
            }

            return found;
        }

        /// <summary>People with a name like this one, most alike first.</summary>
        public async Task<IReadOnlyList<NameMatch>> NamedLikeAsync(Actor actor, string name, int most, CancellationToken ct) =>
        [
            .. (await db.NamesForAsync(db.People.VisibleTo(actor, db), name, longWay: false, ct)).Select(n => (Name: n, Points: SearchPoints.Name(name, n.Name)?.Points ?? 0))
                .Where(n => n.Points > 0 || n.Name.Alike >= _enoughAlike).OrderByDescending(n => n.Points).ThenByDescending(n => n.Name.Alike).Take(most).Select(n => n.Name),
        ];
    }

    private static IQueryable<NameMatch> MostAlike(IQueryable<PersonName> names, string typed) => names
        .OrderByDescending(n => EF.Functions.TrigramsSimilarity(n.Full, typed)).ThenByDescending(n => n.Number).Take(_most)
        .Select(n => new NameMatch(n.PersonId, n.Full, EF.Functions.TrigramsSimilarity(n.Full, typed)));
}
