namespace DomesticAbuseResponse.Cli.CommandLine;

/// <summary>Guesses what was meant by a word that is nearly right.</summary>
internal static class Suggestion
{
    /// <summary>" Did you mean x?", or nothing when no known word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        var (nearest, distance) = known
            .Select(k => (Word: k, Distance: Distance(word, k)))
            .DefaultIfEmpty((Word: "", Distance: int.MaxValue))
            .MinBy(k => k.Distance);

        return distance <= Math.Max(2, word.Length / 4) ? $" Did you mean {nearest}?" : "";
    }

    /// <summary>How many letters must be added, dropped or changed to turn one word into the other.</summary>
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();

        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;

            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
