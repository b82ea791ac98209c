using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Matching;

/// <summary>
/// The same comparison for the product itself, over all records: an import, a pass that looks at the records anew. Nothing of what it answers is shown to
/// anybody before the access policy has been asked: an id found here is opened through its door, or filtered by the visible list, like any other.
/// </summary>
public sealed class MatchStored(CaseDbContext db, TimeProvider clock)
{
    /// <param name="except">The record of the person themselves, if they have one.</param>
    /// <param name="fewest">Fewer people on record than these count as so many.</param>
    public Task<IReadOnlyList<StoredMatch>> ReadAsync(KnownPerson known, Id<Person>? except, CancellationToken ct, int fewest = 0) =>
        db.MatchesAsync(db.People, known, except, UkTime.DateOf(clock.GetUtcNow()), ct, fewest);
}
