using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>A person found by one of their names.</summary>
/// <param name="Alike">How alike the names are, from 0 to 1, by the groups of three letters they share.</param>
public sealed record NameMatch(Id<Person> PersonId, string Name, double Alike);

/// <summary>How far a search for names like one reaches.</summary>
internal enum NameReach
{
    /// <summary>Each word typed, or a short form or spelling of it, is there with at most one slip of the pen.</summary>
    Slips,

    /// <summary>Or sounds like it.</summary>
    Sounds,

    /// <summary>The longest word alone is there with at most one slip: a surname whose first name is another form.</summary>
    LongestWord,
}

/// <summary>The names and matches that lists show, never of a person the actor may not read.</summary>
public static class VisibleMatches
{
    /// <summary>Below this, names share too little to be worth a handler's attention.</summary>
    public const double EnoughAlike = 0.4;

    /// <summary>Of more people with names like one, the name alone does not tell which is meant: whoever searches says more.</summary>
    internal const int MostLike = 1000;

    public const string NameNotKnown = "Name not known";

    /// <summary>
    /// The house, where its figures end, and after it the street; null without both. They hold letters, digits and marks of names alone, so nothing in them is
    /// a wildcard. A house whose end is not said has no group of three letters of its own, and would be read out of every house of the street.
    /// </summary>
    internal static (string Space, string Comma, string Dash)? PatternsOf(PostalAddress place) =>
        place.HouseAndStreet() is var (house, street) ? ($"%{house} %{street}%", $"%{house},%{street}%", $"%{house}-%{street}%") : null;

    extension(CaseDbContext db)
    {
        /// <summary>What to call each of these people; those the actor may not read are left out.</summary>
        public async Task<IReadOnlyDictionary<Id<Person>, string>> NamesAsync(Actor actor, IEnumerable<Id<Person>> people, CancellationToken ct)
        {
            Id<Person>[] ids = [.. people.Distinct()];
            return await db.People.AsNoTracking().VisibleTo(actor, db).Where(p => ids.Contains(p.Id))
                .Select(p => new
                {
                    p.Id,
                    Name = p.Names.OrderByDescending(n => n.Kind == NameKind.Preferred).ThenByDescending(n => n.Number).Select(n => n.Full).FirstOrDefault() ?? NameNotKnown,
                })
                .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        }

        /// <summary>Open addresses whose lines are of a place (<see cref="PatternsOf"/>), by their index and before anything else is asked of them.</summary>
        internal IQueryable<PersonAddress> AddressesAt((string Space, string Comma, string Dash) end) => db.Set<PersonAddress>().FromSql(
            $"with placed as materialized (select * from person_addresses where visibility = 'Open' and (lines ilike {end.Space} or lines ilike {end.Comma} or lines ilike {end.Dash})) select * from placed").AsNoTracking();

        /// <summary>Calls to a place, whoever may see them: asked first and by itself, since beside "the newest ones" the database would rather read every call from the newest on.</summary>
        internal async Task<Id<Incident>[]> CallsAtAsync((string Space, string Comma, string Dash) end, CancellationToken ct) =>
        [
            .. (await db.Database.SqlQuery<Guid>($"select id as \"Value\" from incidents where call_location ilike {end.Space} or call_location ilike {end.Comma} or call_location ilike {end.Dash}").ToListAsync(ct))
                .Select(id => new Id<Incident>(id)),
        ];

        /// <summary>Names like the one typed, as far as the reach goes. Null for words in another script, which have neither slips nor sounds.</summary>
        internal IQueryable<PersonName>? NamesLike(string typed, NameReach reach)
        {
            string[] spellings = [.. SearchPoints.Spellings(typed).Take(reach is NameReach.LongestWord ? 1 : int.MaxValue).Select(each => string.Join(' ', each))];
            var each = string.Join(
                " and ", spellings.Select((_, n) => reach is NameReach.Sounds ? $"(sounds && name_sounds({{{n}}}) or slips && name_slips({{{n}}}))" : $"slips && name_slips({{{n}}})"));
            return spellings.Length == 0 ? null
                : db.Set<PersonName>().FromSql(FormattableStringFactory.Create($"select * from person_names where {each}", [.. spellings])).AsNoTracking();
        }

        /// <summary>People with a name like this one, most alike first.</summary>
        public async Task<IReadOnlyList<NameMatch>> NamedLikeAsync(Actor actor, string name, int most, CancellationToken ct)
        {
            var visible = db.People.VisibleTo(actor, db);
            return db.NamesLike(name, NameReach.Sounds) is not { } like ? [] : await like.Where(n => visible.Any(p => p.Id == n.PersonId)).Take(MostLike)
                .Where(n => EF.Functions.TrigramsSimilarity(n.Full, name) >= EnoughAlike)
                .OrderByDescending(n => EF.Functions.TrigramsSimilarity(n.Full, name)).ThenByDescending(n => n.Number)
                .Take(most)
                .Select(n => new NameMatch(n.PersonId, n.Full, EF.Functions.TrigramsSimilarity(n.Full, name)))
                .ToListAsync(ct);
        }

        /// <summary>People who have or had one of these numbers (E.164).</summary>
        public async Task<IReadOnlyList<(Id<Person> PersonId, string Number)>> WithPhoneAsync(Actor actor, IReadOnlyCollection<string> numbers, int most, CancellationToken ct)
        {
            var visible = db.People.VisibleTo(actor, db);
            var found = await db.Set<PersonPhone>().AsNoTracking()
                .Where(p => p.E164 != null && numbers.Contains(p.E164) && visible.Any(v => v.Id == p.PersonId))
                .OrderByDescending(p => p.Number).Take(most).Select(p => new { p.PersonId, p.E164 }).ToListAsync(ct);
            return [.. found.Select(p => (p.PersonId, p.E164!))];
        }
    }
}
