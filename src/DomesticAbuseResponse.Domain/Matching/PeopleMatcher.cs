using System.Collections.Concurrent;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Finds the records of a list that are of the same person.</summary>
public sealed class PeopleMatcher
{
    private const int _blocksAtATime = 4_096;

    private readonly MatchPolicy _policy;

    private readonly WeighedPerson[] _people;

    private PeopleMatcher(IReadOnlyList<PersonProfile> people, MatchPolicy policy, double? threshold)
    {
        var compared = PeopleCompared.Of(people);
        (_policy, _people) = (policy, [.. people.Select(compared.Weigh)]);
        Threshold = threshold ?? policy.Threshold.Among(people.Count);
    }

    /// <summary>The points a pair of this list needs.</summary>
    public double Threshold { get; }

    /// <param name="threshold">Points, in place of the policy's.</param>
    public static PeopleMatcher Of(IReadOnlyList<PersonProfile> people, MatchPolicy policy, double? threshold = null) => new(people, policy, threshold);

    public Findings Compare(int a, int b) => PersonComparison.Of(_people[a], _people[b], _policy, Threshold);

    /// <summary>How far a pair lies above the threshold, in points.</summary>
    public double Above(int a, int b) => _policy.Total(Compare(a, b)) - Threshold;

    /// <summary>
    /// What a pair says about its two records being of one person when others are known of that person: the points above the threshold; below it, no more
    /// against than what disagrees. That two records have little in common to compare is no evidence.
    /// </summary>
    internal double Says(int a, int b)
    {
        var findings = Compare(a, b);
        var (total, against) = (0.0, 0.0);
        for (var i = 0; i < findings.Count; i++)
        {
            var points = _policy.PointsOf(findings[i]);
            total += points;
            against += findings[i].Rule is MatchRule.HouseholdOnly or MatchRule.SharedContact ? 0 : Math.Min(0, points);
        }

        var above = total - Threshold;
        return above >= 0 ? above : Math.Max(above, against - _policy.Threshold.Absence);
    }

    /// <summary>0.5 at the threshold and for pairs that other records hold together, up to 1: the odds double with each point.</summary>
    public double ScoreOf(MatchedPair pair) => Math.Max(0.5, 1 / (1 + Math.Pow(2, Threshold - pair.Points)));

    /// <summary>Every two records found to be of one person, in the order of the list.</summary>
    /// <param name="progress">Told how many of 1,000 parts are done.</param>
    public IReadOnlyList<MatchedPair> Find(Action<int>? progress = null, CancellationToken ct = default)
    {
        return PairsOf(Links(progress, ct));
    }

    /// <summary>The same among pairs already looked up.</summary>
    internal IReadOnlyList<MatchedPair> FindAmong(IEnumerable<(int Left, int Right)> candidates) =>
        PairsOf([.. candidates.AsParallel().AsOrdered().Select(c => new MatchLink(c.Left, c.Right, Above(c.Left, c.Right))).Where(l => l.Above >= 0)]);

    private List<MatchedPair> PairsOf(IReadOnlyList<MatchLink> links)
    {
        var pairs = PersonClusters.Of(links, Says, _people.Length, _policy.Threshold).SelectMany(PairsOf).ToList();
        pairs.Sort((x, y) => (x.Left, x.Right).CompareTo((y.Left, y.Right)));
        return pairs;
    }

    /// <summary>The pairs that reach the threshold by themselves.</summary>
    private MatchLink[] Links(Action<int>? progress, CancellationToken ct)
    {
        var index = CandidateIndex.Of([.. _people.Select(p => p.Profile)]);
        var found = new ConcurrentBag<MatchLink>();
        var done = 0;
        for (var from = 0; from < index.Blocks; from += _blocksAtATime)
        {
            var to = Math.Min(index.Blocks, from + _blocksAtATime);
            Parallel.For(from, to, new ParallelOptions { CancellationToken = ct }, block => index.PairsOf(block, (a, b) =>
            {
                var above = Above(a, b);
                if (above >= 0)
                {
                    found.Add(new(a, b, above));
                }
            }));
            done = to;
            progress?.Invoke((int)(1000L * done / index.Blocks));
        }

        return [.. found.OrderBy(l => l.Left).ThenBy(l => l.Right)];
    }

    private IEnumerable<MatchedPair> PairsOf(PersonCluster cluster)
    {
        for (var i = 0; i < cluster.Members.Count; i++)
        {
            for (var j = i + 1; j < cluster.Members.Count; j++)
            {
                var (a, b) = (cluster.Members[i], cluster.Members[j]);
                yield return new(a, b, Above(a, b) + Threshold, cluster.Members.Count);
            }
        }
    }
}

/// <summary>Two records that reach the threshold by themselves.</summary>
/// <param name="Left">Place of one in the list, lower than <paramref name="Right"/>.</param>
/// <param name="Above">Points above the threshold.</param>
public readonly record struct MatchLink(int Left, int Right, double Above);

/// <summary>Two records of one person.</summary>
/// <param name="Points">Of the two by themselves; below the threshold where other records hold them together.</param>
/// <param name="Records">How many records the person has.</param>
public readonly record struct MatchedPair(int Left, int Right, double Points, int Records);
