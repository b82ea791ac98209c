using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.People;

/// <summary>A person in one line: enough to know who is meant and to notice a conflict of interest, and no way of reaching them.</summary>
public sealed record PersonLine(
    Id<Person> Id, string Name, IReadOnlyList<string> OtherNames, DateOnly? BornOn, bool BirthIsEstimated, int? Age, Gender Gender, string? Interpreter);

internal static class PersonLines
{
    extension(CaseDbContext db)
    {
        /// <summary>The caller has passed the door of a record these people are in. Whoever is kept from this actor all the same is left out (R6.10).</summary>
        public async Task<IReadOnlyDictionary<Id<Person>, PersonLine>> PeopleAsync(Actor actor, IEnumerable<Id<Person>> ids, DateOnly today, CancellationToken ct)
        {
            var wanted = ids.Distinct().ToArray();
            var people = await db.People.AsNoTracking().Include(p => p.Names.OrderBy(n => n.Number)).NotKeptFrom(actor, db).Where(p => wanted.Contains(p.Id)).ToListAsync(ct);
            return people.ToDictionary(p => p.Id, p => LineOf(p, today));
        }
    }

    public static PersonLine LineOf(Person person, DateOnly today) => new(
        person.Id,
        person.DisplayName,
        [.. person.Names.Select(n => n.Full).Where(n => n != person.DisplayName).Distinct()],
        person.BornOn,
        person.BirthIsEstimated,
        person.AgeOn(today),
        person.Gender,
        person.Interpreter);
}
