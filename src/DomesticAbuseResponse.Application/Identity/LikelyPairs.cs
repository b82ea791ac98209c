using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Identity;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Identity;

/// <summary>
/// Pairs of records that are likely of one person and on which nobody has decided: of each pair the reader may change both records, and their agency owns one.
/// Points and reasons are those of the two records as they stand when the list is read.
/// </summary>
public sealed class LikelyPairs(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 10;

    /// <summary>Counting further would read every proposal there is.</summary>
    public const int MostCounted = 500;

    /// <param name="Score">The points; the reasons stand with the two people, without what may not be told.</param>
    /// <param name="Asked">The merge of these two that waits for a second person.</param>
    public sealed record Row(LikelySamePeople.Candidate One, LikelySamePeople.Candidate Other, SamePersonScore Score, DateTimeOffset FoundAt, Id<PersonMerge>? Asked);

    /// <param name="Total">As far as they are counted.</param>
    /// <param name="CaughtUpAt">When every record had last been compared; null while the first pass over them runs.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Total, DateTimeOffset? CaughtUpAt, long Compared);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        var (agency, today) = (actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()));
        var mine = db.People.VisibleTo(actor, db, AccessLevel.Edit).Where(p => p.MergedIntoId == null);
        var own = mine.Where(p => p.AgencyId == agency);
        var (first, second) = (Open(own, mine), Open(mine, own)); // each by its index, which one condition with "or" finds by none
        var found = await Likeliest(Likeliest(first).Take(MostCounted).Union(Likeliest(second).Take(MostCounted))).Take(MostCounted).ToListAsync(ct);

        // What made two people of them since they were compared counts at once, and not when the comparison next comes by.
        var beside = await db.BesideEachOtherAsync([.. found.SelectMany(s => new[] { s.OneId, s.OtherId }).Distinct()], ct);
        found.RemoveAll(s => beside.Contains(new PersonPair(s.OneId, s.OtherId)));
        var shown = found.Skip((page - 1) * PageSize).Take(PageSize).ToList();

        Id<Person>[] ids = [.. shown.SelectMany(s => new[] { s.OneId, s.OtherId }).Distinct()];
        var people = await db.People.Where(p => ids.Contains(p.Id)).WithAllKnown().ToDictionaryAsync(p => p.Id, ct);
        var asked = await db.PersonMerges.AsNoTracking().Where(m => m.State == MergeState.Asked && ids.Contains(m.SurvivorId) && ids.Contains(m.MergedId)).Select(m => new { m.Id, m.SurvivorId, m.MergedId }).ToListAsync(ct);
        var records = Math.Max(await db.RecordsAsync(ct), RematchPeople.Fewest);
        await door.ShowListAsync(actor, "Likely the same person", ids.Select(i => i.Value), ct);
        var pass = await db.MatchPasses.AsNoTracking().SingleOrDefaultAsync(ct);
        return new(
            [
                .. shown.Select(s =>
                {
                    var (one, other) = (people[s.OneId], people[s.OtherId]);
                    var score = SamePerson.Scores(KnownPerson.Of(one), [KnownPerson.Of(other)], records, MatchPolicy.Shipped, today)[0];
                    return new Row(
                        LikelySamePeople.Shown(one, score, today, typed: false), LikelySamePeople.Shown(other, score, today, typed: false), score with { Reasons = [] }, s.FoundAt,
                        asked.Find(m => (m.SurvivorId == s.OneId && m.MergedId == s.OtherId) || (m.SurvivorId == s.OtherId && m.MergedId == s.OneId))?.Id);
                }),
            ],
            found.Count, pass?.CaughtUpAt, pass?.Compared ?? 0);
    }

    private static IOrderedQueryable<SamePersonProposal> Likeliest(IQueryable<SamePersonProposal> proposals) => proposals.OrderByDescending(p => p.Points).ThenByDescending(p => p.Number);

    /// <summary>Proposals on which nobody has decided, by who the one and the other may be.</summary>
    private IQueryable<SamePersonProposal> Open(IQueryable<Person> ones, IQueryable<Person> others) =>
        from proposal in db.SamePersonProposals.AsNoTracking()
        join one in ones on proposal.OneId equals one.Id
        join other in others on proposal.OtherId equals other.Id
        where proposal.Until == null
            && !db.NotSamePeople.Any(n => n.Until == null
                && ((n.OneId == proposal.OneId && n.OtherId == proposal.OtherId) || (n.OneId == proposal.OtherId && n.OtherId == proposal.OneId)))
        select proposal;
}
