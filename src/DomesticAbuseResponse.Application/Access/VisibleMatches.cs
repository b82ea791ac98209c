using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>The names and matches that lists show, never of a person the actor may not read.</summary>
public static class VisibleMatches
{
    public const string NameNotKnown = "Name not known";

    /// <summary>
    /// The house and after it the street, as the database cuts the lines of a place into words (<c>place_words</c>); null without both. They are letters and
    /// figures alone, so nothing in them is a wildcard. Where a word ends is said by a space: figures alone have no group of three, and a house would be read out
    /// of every house of the street.
    /// </summary>
    internal static string? PatternOf(PostalAddress place) => place.HouseAndStreet() is var (house, street)
        ? $"% {house} %{string.Join(' ', string.Concat(street.Select(c => char.IsAsciiLetter(c) || c is (>= 'À' and < '\u2000') or > '\u206f' ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries))} %" : null;

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

        /// <summary>Open addresses whose lines are of a place (<see cref="PatternOf"/>), by their index and before anything else is asked of them.</summary>
        internal IQueryable<PersonAddress> AddressesAt(string pattern) => db.Set<PersonAddress>().FromSql(
            $"with placed as materialized (select * from person_addresses where visibility = 'Open' and place_words(lines) ilike {pattern}) select * from placed").AsNoTracking();

        /// <summary>Calls to a place, whoever may see them: asked first and by itself, since beside "the newest ones" the database would rather read every call from the newest on.</summary>
        internal async Task<Id<Incident>[]> CallsAtAsync(string pattern, CancellationToken ct) =>
            [.. (await db.Database.SqlQuery<Guid>($"select id as \"Value\" from incidents where place_words(call_location) ilike {pattern}").ToListAsync(ct)).Select(id => new Id<Incident>(id))];

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
