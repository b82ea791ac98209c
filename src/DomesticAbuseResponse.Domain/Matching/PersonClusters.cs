namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>The records of one person, by their places in the list in ascending order.</summary>
public sealed record PersonCluster(IReadOnlyList<int> Members);

/// <summary>
/// Makes whole persons of pairs. Two damaged records may share too little, while both match a third; and one record that lacks a name may match two
/// brothers. So records are joined into groups as long as what speaks for it outweighs what speaks against it, summed over all pairs between the groups.
/// </summary>
public static class PersonClusters
{
    /// <summary>A larger group of linked records is first taken apart at its weakest links.</summary>
    private const int _largest = 300;

    /// <summary>So many points at a time; a group that comes apart wholly was of one strength and stays as it is.</summary>
    private const double _step = 2;

    /// <param name="says">What any two records say about being of one person, in points: above nothing for it, below against.</param>
    public static IReadOnlyList<PersonCluster> Of(IReadOnlyList<MatchLink> links, Func<int, int, double> says, int people, ThresholdPoints limits) =>
        [.. Components(links, people, least: 0).AsParallel().AsOrdered().SelectMany(c => Join(c, says, limits))];

    private static List<int[]> Components(IReadOnlyList<MatchLink> links, int people, double least)
    {
        var root = Enumerable.Range(0, people).ToArray();
        foreach (var link in links.Where(l => l.Above >= least))
        {
            var (a, b) = (RootOf(root, link.Left), RootOf(root, link.Right));
            root[Math.Max(a, b)] = Math.Min(a, b);
        }

        List<int[]> components = [];
        var linked = links.Where(l => l.Above >= least).SelectMany(l => new[] { l.Left, l.Right }).Distinct();
        foreach (var group in linked.GroupBy(i => RootOf(root, i)).OrderBy(g => g.Key))
        {
            int[] members = [.. group.Order()];
            if (members.Length <= _largest)
            {
                components.Add(members);
                continue;
            }

            var within = members.ToHashSet();
            var parts = Components([.. links.Where(l => within.Contains(l.Left) && within.Contains(l.Right))], people, least + _step);
            components.AddRange(parts.Count > 0 ? parts : [members]);
        }

        return components;
    }

    private static int RootOf(int[] root, int i)
    {
        while (root[i] != i)
        {
            i = root[i] = root[root[i]];
        }

        return i;
    }

    /// <summary>Joins the two groups with the highest average until no sum is above nothing.</summary>
    private static IEnumerable<PersonCluster> Join(int[] members, Func<int, int, double> says, ThresholdPoints limits)
    {
        var n = members.Length;
        var sums = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                sums[i, j] = sums[j, i] = Math.Clamp(says(members[i], members[j]), limits.Least, limits.Most);
            }
        }

        var groups = members.Select(m => new List<int> { m }).ToArray();
        while (Best(sums, groups) is var (a, b))
        {
            groups[a].AddRange(groups[b]);
            groups[b].Clear();
            for (var k = 0; k < n; k++)
            {
                sums[a, k] = sums[k, a] = sums[a, k] + sums[b, k];
            }
        }

        return groups.Where(g => g.Count > 1).Select(g => new PersonCluster([.. g.Order()]));
    }

    private static (int A, int B)? Best(double[,] sums, List<int>[] groups)
    {
        (int, int)? best = null;
        var highest = 0.0;
        for (var i = 0; i < groups.Length; i++)
        {
            for (var j = i + 1; groups[i].Count > 0 && j < groups.Length; j++)
            {
                var average = groups[j].Count == 0 ? 0 : sums[i, j] / (groups[i].Count * groups[j].Count);
                if (average > highest)
                {
                    (best, highest) = ((i, j), average);
                }
            }
        }

        return best;
    }
}
