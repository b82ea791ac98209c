namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// Which people of a file are worth comparing: in a small file all, else those with a <see cref="BlockingKeys">key</see> in common. A key that too many share is left out, so the
/// work grows with the number of people and not with its square; they meet under their other keys.
/// </summary>
public sealed class CandidateIndex
{
    private const int _largestBlock = 120;
    private const int _largestBlockOfFew = 400;
    private const int _few = 5_000;

    /// <summary>So few people are all compared with each other: some seconds at most, and nobody is missed.</summary>
    private const int _everybody = 3_000;

    /// <summary>For each person, the blocks they stand in, in ascending order.</summary>
    private readonly int[][] _blocksOf;

    private readonly int[][] _blocks;

    /// <summary>How many people are all compared with each other; 0 where they are looked up by their keys.</summary>
    private readonly int _all;

    private CandidateIndex(int[][] blocksOf, int[][] blocks, int all = 0) => (_blocksOf, _blocks, _all) = (blocksOf, blocks, all);

    public int Blocks => Math.Max(_all, _blocks.Length);

    public static CandidateIndex Of(IReadOnlyList<PersonProfile> people) => people.Count <= _everybody ? new([], [], people.Count) : ByKeys(people);

    /// <summary>By keys, however few the people are.</summary>
    internal static CandidateIndex ByKeys(IReadOnlyList<PersonProfile> people)
    {
        var keyed = new List<(ulong Key, int Person)>(people.Count * 24);
        for (var i = 0; i < people.Count; i++)
        {
            foreach (var key in BlockingKeys.Of(people[i]))
            {
                keyed.Add((Hash(key), i));
            }
        }

        keyed.Sort();
        var largest = people.Count <= _few ? _largestBlockOfFew : _largestBlock;
        List<int[]> blocks = [];
        var blocksOf = new List<int>[people.Count];
        for (var from = 0; from < keyed.Count;)
        {
            var to = from;
            List<int> members = [];
            for (; to < keyed.Count && keyed[to].Key == keyed[from].Key; to++)
            {
                if (members.Count == 0 || members[^1] != keyed[to].Person)
                {
                    members.Add(keyed[to].Person);
                }
            }

            if (members.Count > 1 && members.Count <= largest)
            {
                members.ForEach(m => (blocksOf[m] ??= []).Add(blocks.Count));
                blocks.Add([.. members]);
            }

            from = to;
        }

        return new([.. blocksOf.Select(b => b is null ? [] : b.ToArray())], [.. blocks]);
    }

    /// <summary>Hands over the pairs of one block that have not met in an earlier one, the lower index first.</summary>
    public void PairsOf(int block, Action<int, int> pair)
    {
        for (var other = block + 1; other < _all; other++)
        {
            pair(block, other);
        }

        var members = _all > 0 ? [] : _blocks[block];
        for (var i = 0; i < members.Length; i++)
        {
            for (var j = i + 1; j < members.Length; j++)
            {
                if (FirstCommon(_blocksOf[members[i]], _blocksOf[members[j]]) == block)
                {
                    pair(members[i], members[j]);
                }
            }
        }
    }

    private static int FirstCommon(int[] a, int[] b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                return a[i];
            }

            if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return -1;
    }

    /// <summary>FNV-1a over 64 bits: the same on every machine and in every run.</summary>
    private static ulong Hash(string key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }
}
