using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Search;

/// <summary>What somebody typed into the one box, kept for a few hours so that an address names a search and nobody in it.</summary>
public sealed class StoredSearch
{
    /// <summary>After this nobody goes back to it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public required Id<StoredSearch> Id { get; init; }

    /// <summary>Whose it is; nobody else opens it.</summary>
    public required Id<StaffMember> StaffId { get; init; }

    public required string Typed { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Keeps a search for whoever typed it, and throws away everybody's old ones: those of somebody who has left go too.</summary>
public sealed class KeepSearch(CaseDbContext db, SearchHashKey key, TimeProvider clock)
{
    /// <returns>Null when the words can be nothing that is looked for.</returns>
    public async Task<Id<StoredSearch>?> HandleAsync(Actor actor, string? typed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taken = SearchWords.Of(typed, UkTime.DateOf(now));
        if (taken.IsEmpty)
        {
            return null;
        }

        var ended = now - StoredSearch.Life;
        await db.StoredSearches.Where(s => s.At < ended).ExecuteDeleteAsync(ct);
        var words = PersonName.Tidy(typed!);
        var search = new StoredSearch { Id = Id<StoredSearch>.New(now), StaffId = actor.StaffId, Typed = words[..Math.Min(words.Length, SearchWords.MaxLength)], At = now };
        db.StoredSearches.Add(search);
        db.NoteSearch(key, actor, "Find", [taken], now);
        await db.CommitAsync(actor, now, ct);
        return search.Id;
    }
}

/// <summary>What the actor typed; null when it is too long ago, or somebody else's.</summary>
public sealed class OwnSearch(CaseDbContext db, TimeProvider clock)
{
    public async Task<string?> ReadAsync(Actor actor, Id<StoredSearch> id, CancellationToken ct)
    {
        var (staff, ended) = (actor.StaffId, clock.GetUtcNow() - StoredSearch.Life);
        return await db.StoredSearches.AsNoTracking().Where(s => s.Id == id && s.StaffId == staff && s.At >= ended).Select(s => s.Typed).SingleOrDefaultAsync(ct);
    }
}
