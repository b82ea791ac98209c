using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>A person found by one of their names.</summary>
/// <param name="Alike">How alike the names are, from 0 to 1, by the groups of three letters they share.</param>
public sealed record NameMatch(Id<Person> PersonId, string Name, double Alike);

/// <summary>The names and matches that lists show, never of a person the actor may not read.</summary>
public static class VisibleMatches
{
    /// <summary>Below this, names share too little to be worth a handler's attention.</summary>
    public const double EnoughAlike = 0.4;

    public const string NameNotKnown = "Name not known";

    /// <summary>The house and the street somewhere in the lines; null without both. They hold letters, digits and marks of names alone, so nothing in them is a wildcard.</summary>
    internal static string? PatternOf(PostalAddress place) => place.HouseAndStreet() is var (house, street) ? $"%{house}%{street}%" : null;

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

        /// <summary>People with a name like this one, most alike first.</summary>
        public async Task<IReadOnlyList<NameMatch>> NamedLikeAsync(Actor actor, string name, int most, CancellationToken ct)
        {
            var visible = db.People.VisibleTo(actor, db);
            return await db.Set<PersonName>().AsNoTracking()
                .Where(n => EF.Functions.TrigramsAreSimilar(n.Full, name) && EF.Functions.TrigramsSimilarity(n.Full, name) >= EnoughAlike && visible.Any(p => p.Id == n.PersonId))
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
