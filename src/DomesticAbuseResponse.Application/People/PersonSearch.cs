using System.Text.RegularExpressions;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.People;

/// <summary>
/// Finds people by a telephone number, the reference of an incident or a case, or a name, and says which of these it took the words for. Only
/// people the actor may read are found or counted; what was shown is written down.
/// </summary>
public sealed partial class PersonSearch(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int Most = 25;

    public const int ShortestName = 3;

    public const int TermMaxLength = 200;

    public enum Took
    {
        Nothing,
        Phone,
        Reference,
        Name,
    }

    /// <param name="Why">What matched, in words.</param>
    /// <param name="Area">The outward part of an open address's postcode: enough to tell two people of one name apart.</param>
    public sealed record Row(Id<Person> Id, string Name, int? Age, bool AgeIsEstimated, string? Area, int OpenCases, string Why);

    public sealed record View(Took Took, IReadOnlyList<Row> Rows);

    public async Task<View> ReadAsync(Actor actor, string? term, CancellationToken ct)
    {
        var words = PersonName.Tidy(term ?? "");
        words = words[..Math.Min(words.Length, TermMaxLength)];
        var (took, hits) = await FindAsync(actor, words, ct);
        if (took is Took.Nothing)
        {
            return new View(took, []);
        }

        var today = UkTime.DateOf(clock.GetUtcNow());
        Id<Person>[] ids = [.. hits.Keys];
        var people = await db.People.AsNoTracking().VisibleTo(actor, db).Where(p => ids.Contains(p.Id))
            .Include(p => p.Names.OrderBy(n => n.Number)).Include(p => p.Addresses.OrderBy(a => a.Number)).AsSplitQuery().ToListAsync(ct);
        var cases = await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => c.ClosedAt == null && (ids.Contains(c.VictimId) || c.Perpetrators.Any(p => ids.Contains(p.PersonId))))
            .Select(c => new { c.VictimId, Perpetrators = c.Perpetrators.Select(p => p.PersonId).ToList() }).ToListAsync(ct);

        var order = hits.Keys.Select((id, n) => (id, n)).ToDictionary(x => x.id, x => x.n);
        List<Row> rows =
        [
            .. people.OrderBy(p => order[p.Id]).Select(p => new Row(
                p.Id, p.DisplayName, p.AgeOn(today), p.BirthIsEstimated,
                p.Addresses.Where(a => a is { Visibility: AddressVisibility.Open, To: null, Postcode: not null }).Select(a => a.Postcode!.Split(' ')[0]).LastOrDefault(),
                cases.Count(c => c.VictimId == p.Id || c.Perpetrators.Contains(p.Id)), hits[p.Id])),
        ];
        await door.ShowListAsync(actor, "Find people", rows.Select(r => r.Id.Value), ct);
        return new View(took, rows);
    }

    private async Task<(Took, Dictionary<Id<Person>, string>)> FindAsync(Actor actor, string words, CancellationToken ct)
    {
        if (PhoneNumber.Normalise(words) is { } number)
        {
            var found = await db.WithPhoneAsync(actor, [number], Most, ct);
            return (Took.Phone, found.DistinctBy(f => f.PersonId).ToDictionary(f => f.PersonId, f => $"Number {f.Number}"));
        }

        var reference = words.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (Reference().Match(reference) is { Success: true } match)
        {
            return (Took.Reference, await InAsync(actor, $"{match.Groups[1].Value}{match.Groups[2].Value.PadLeft(6, '0')}", ct));
        }

        return words.Length < ShortestName
            ? (Took.Nothing, [])
            : (Took.Name, (await db.NamedLikeAsync(actor, words, Most, ct)).DistinctBy(m => m.PersonId).ToDictionary(m => m.PersonId, m => $"Name {m.Name}"));
    }

    private async Task<Dictionary<Id<Person>, string>> InAsync(Actor actor, string reference, CancellationToken ct)
    {
        var inIncident = db.Incidents.VisibleTo(actor, db).Where(i => i.Reference == reference).SelectMany(i => i.Parties).Select(p => p.PersonId);
        var inCase = db.Cases.VisibleTo(actor, db).Where(c => c.Reference == reference);
        var found = await db.People.AsNoTracking().VisibleTo(actor, db)
            .Where(p => inIncident.Contains(p.Id) || inCase.Any(c => c.VictimId == p.Id || c.Perpetrators.Any(x => x.PersonId == p.Id)))
            .OrderBy(p => p.Id).Take(Most).Select(p => p.Id).ToListAsync(ct);
        return found.ToDictionary(id => id, _ => $"In {reference}");
    }

    [GeneratedRegex("^(DA-[0-9]{4}-|C-)([0-9]{1,9})$", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
