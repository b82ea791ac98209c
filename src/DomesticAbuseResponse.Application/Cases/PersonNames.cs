using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>What people are called on a page: the preferred name, else the newest. One query, whatever the number of people.</summary>
internal static class PersonNames
{
    internal sealed record Named(string Name, DateOnly? BornOn, bool BirthIsEstimated)
    {
        public int? AgeOn(DateOnly today) => Person.AgeOn(BornOn, BirthIsEstimated, today);
    }

    extension(CaseDbContext db)
    {
        /// <summary>The caller answers for the reader's right to know of these people.</summary>
        public async Task<IReadOnlyDictionary<Id<Person>, Named>> NamedAsync(IEnumerable<Id<Person>> people, CancellationToken ct)
        {
            var ids = people.Distinct().ToArray();
            return await db.People.Where(p => ids.Contains(p.Id))
                .Select(p => new
                {
                    p.Id,
                    p.BornOn,
                    p.BirthIsEstimated,
                    Name = p.Names.OrderByDescending(n => n.Kind == NameKind.Preferred).ThenByDescending(n => n.Number).Select(n => n.Full).FirstOrDefault(),
                })
                .ToDictionaryAsync(p => p.Id, p => new Named(p.Name ?? "Name not known", p.BornOn, p.BirthIsEstimated), ct);
        }
    }
}
