using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>What a piece of a search was taken for.</summary>
public enum SearchTermKind
{
    Name,
    Phone,
    PhoneEnding,
    Postcode,
    Address,
    Born,
    Reference,
}

/// <summary>One piece of what somebody looked for, as a keyed hash: whoever knows the piece can ask who looked for it, and nobody can read it here. Append-only.</summary>
public sealed class SearchTerm
{
    public long Number { get; private init; }

    /// <summary>The pieces of one search have one of these.</summary>
    public required Guid SearchId { get; init; }

    public required SearchTermKind Kind { get; init; }

    public required byte[] Hash { get; init; }

    public required Id<StaffMember> StaffId { get; init; }

    public required Id<Agency> AgencyId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Where it was looked for: the one box, the call screen, a new record.</summary>
    public required string Place { get; init; }
}

/// <summary>The key of the hashes (setting <c>Search:HashKey</c>), read when it is first needed. Without it nobody can try numbers one by one.</summary>
public sealed class SearchHashKey(Func<byte[]> read)
{
    public const string Setting = "Search:HashKey";

    public const int FewestBytes = 32;

    private readonly Lazy<byte[]> _key = new(read);

    /// <summary>A key of this process alone, for a host that nobody searches in.</summary>
    public static SearchHashKey OfThisProcess() => new(() => RandomNumberGenerator.GetBytes(FewestBytes));

    /// <summary>Null when the setting is missing or no key.</summary>
    public static byte[]? Parse(string? setting)
    {
        var bytes = new byte[(setting?.Length ?? 0) + 1];
        return setting is { Length: > 0 } && Convert.TryFromBase64String(setting, bytes, out var written) && written >= FewestBytes ? bytes[..written] : null;
    }

    public byte[] Of(SearchTermKind kind, string value) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"{kind}:{value}"));
}

/// <summary>Takes a search apart into the pieces that are hashed, each in one form however it was typed.</summary>
internal static class SearchTerms
{
    private const int _shortestEnding = 4;

    private const int _longestEnding = 7;

    public static IEnumerable<(SearchTermKind Kind, string Value)> Of(SearchWords words)
    {
        (SearchTermKind Kind, string? Value)[] terms =
        [
            (SearchTermKind.Phone, words.Phone), (SearchTermKind.PhoneEnding, words.PhoneEnding), (SearchTermKind.Postcode, words.Postcode), (SearchTermKind.Reference, words.Reference),
            (SearchTermKind.Address, words.Address is { } address ? AddressText.Of(address)?.Joined ?? NameText.Plain(address, keepDigits: true) : null),
            (SearchTermKind.Born, words.Born is { } born ? string.Create(CultureInfo.InvariantCulture, $"{born.Year:0000}{born.Month:00}{born.Day:00}") : null),
            .. NamesOf(words.Name).Select(w => (SearchTermKind.Name, (string?)w)),
        ];
        return terms.Where(t => !string.IsNullOrEmpty(t.Value)).Select(t => (t.Kind, t.Value!)).Distinct();
    }

    /// <summary>In other scripts a name is its words as they stand.</summary>
    private static string[] NamesOf(string? name) => name is null ? []
        : NameText.Words(name) is { Length: > 0 } words ? words : name.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The ends by which a whole number may have been looked for.</summary>
    public static IEnumerable<string> EndingsOf(string phone) => Enumerable.Range(_shortestEnding, _longestEnding - _shortestEnding + 1).Where(n => n < phone.Length).Select(n => phone[^n..]);

    extension(CaseDbContext db)
    {
        /// <summary>Notes what somebody looks for. It is written with the look that follows.</summary>
        public void NoteSearch(SearchHashKey key, Actor actor, string place, IEnumerable<SearchWords> words, DateTimeOffset now)
        {
            var search = Guid.CreateVersion7(now);
            db.SearchTerms.AddRange(words.SelectMany(Of).Distinct().Select(t => new SearchTerm
            {
                SearchId = search,
                Kind = t.Kind,
                Hash = key.Of(t.Kind, t.Value),
                StaffId = actor.StaffId,
                AgencyId = actor.AgencyId,
                At = now,
                Place = place,
            }));
        }
    }
}

/// <summary>
/// Who of the auditor's own agency looked for a number, a name, a place or a date: the auditor types it, and it is compared by its hash. A whole number is also
/// found by its end. Asking is written down.
/// </summary>
public sealed class WhoSearched(CaseDbContext db, RecordDoor door, SearchHashKey key, TimeProvider clock)
{
    public const int Most = 200;

    /// <param name="As">What the pieces were looked for as.</param>
    public sealed record Row(DateTimeOffset At, string Who, string Place, IReadOnlyList<SearchTermKind> As);

    /// <param name="Words">What was typed, taken apart; empty when it can be nothing that is looked for.</param>
    public sealed record View(SearchWords Words, IReadOnlyList<Row> Rows);

    public async Task<View> ReadAsync(Actor actor, string? typed, CancellationToken ct)
    {
        var words = SearchWords.Of(typed, UkTime.DateOf(clock.GetUtcNow()));
        await door.ShowListAsync(actor, "Who searched", [], ct);
        if (words.IsEmpty)
        {
            return new View(words, []);
        }

        var agency = actor.AgencyId;
        var searches = db.SearchTerms.AsNoTracking().Where(t => t.AgencyId == agency);
        foreach (var (kind, value) in SearchTerms.Of(words))
        {
            byte[][] hashes = [key.Of(kind, value), .. kind is SearchTermKind.Phone ? SearchTerms.EndingsOf(value).Select(e => key.Of(SearchTermKind.PhoneEnding, e)) : []];
            searches = searches.Where(t => db.SearchTerms.Any(o => o.SearchId == t.SearchId && o.AgencyId == agency && hashes.Contains(o.Hash)));
        }

        var terms = await searches.OrderByDescending(t => t.Number).Take(Most).ToListAsync(ct);
        var staff = terms.Select(t => t.StaffId).Distinct().ToArray();
        var names = await db.Staff.AsNoTracking().Where(s => staff.Contains(s.Id)).Select(s => new { s.Id, s.DisplayName }).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        return new View(words, [.. terms.GroupBy(t => t.SearchId).Select(g => new Row(g.First().At, names.GetValueOrDefault(g.First().StaffId, "Not on record"), g.First().Place, [.. g.Select(t => t.Kind).Distinct().Order()]))]);
    }
}
