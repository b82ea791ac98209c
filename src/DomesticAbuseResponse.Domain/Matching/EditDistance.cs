namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>How far two texts lie apart, in letters.</summary>
public static class EditDistance
{
    private const int _longest = 96;

    /// <summary>
    /// The fewest letters to add, drop, change or swap with their neighbour to turn one text into the other (optimal string alignment, as
    /// Damerau described it for typing mistakes); <paramref name="most"/> + 1 when it is more than that. Texts are read to 96 letters.
    /// </summary>
    public static int Between(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        Trim(ref a, ref b);
        if (a.Length > b.Length)
        {
            var c = a;
            a = b;
            b = c;
        }

        if (b.Length - a.Length > most)
        {
            return most + 1;
        }

        return a.Length == 0 ? b.Length : Align(a, b, most);
    }

    /// <summary>The share of letters two texts have in common whatever their order: 1 for an anagram. Both are given with their letters sorted.</summary>
    public static double CommonLetters(ReadOnlySpan<char> sortedA, ReadOnlySpan<char> sortedB)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < sortedA.Length && j < sortedB.Length)
        {
            if (sortedA[i] == sortedB[j])
            {
                (i, j, common) = (i + 1, j + 1, common + 1);
            }
            else if (sortedA[i] < sortedB[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        var longer = Math.Max(sortedA.Length, sortedB.Length);
        return longer == 0 ? 0 : (double)common / longer;
    }

    /// <summary>Takes off what both begin and end with, and what is too long to be compared.</summary>
    private static void Trim(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, _longest)];
        b = b[..Math.Min(b.Length, _longest)];
        var same = a.CommonPrefixLength(b);
        var (endA, endB) = (a.Length, b.Length);
        while (endA > same && endB > same && a[endA - 1] == b[endB - 1])
        {
            (endA, endB) = (endA - 1, endB - 1);
        }

        a = a[same..endA];
        b = b[same..endB];
    }

    private static int Align(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        Span<int> rows = stackalloc int[3 * (_longest + 1)];
        var width = b.Length + 1;
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        var leastBefore = 0;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var cost = Math.Min(previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                current[j] = cost;
                least = Math.Min(least, cost);
            }

            // A swap reaches back over one row.
            if (least > most && leastBefore >= most)
            {
                return most + 1;
            }

            leastBefore = least;
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return Math.Min(previous[b.Length], most + 1);
    }
}
