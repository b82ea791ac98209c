using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Cli.People;

/// <summary>Pairs as comma-separated values.</summary>
internal static class MatchCsv
{
    /// <summary>The header and a line for each pair, in the order of the file the people came from.</summary>
    public static IEnumerable<string> Lines(PeopleCsv people, PersonProfile[] profiles, PeopleMatcher matcher, IReadOnlyList<MatchedPair> pairs)
    {
        yield return "unique_id_l,unique_id_r,score,reasons";
        foreach (var pair in pairs)
        {
            var findings = matcher.Compare(pair.Left, pair.Right);
            var reasons = MatchReasons.Of(profiles[pair.Left], profiles[pair.Right], findings, MatchPolicy.Shipped).Select(r => r.ToString());
            var held = pair.Points < matcher.Threshold ? new[] { $"other records of the person hold the two together ({pair.Records} in all)" } : [];
            yield return string.Join(
                ',',
                Quoted(people.Ids[pair.Left]),
                Quoted(people.Ids[pair.Right]),
                matcher.ScoreOf(pair).ToString("0.0000", CultureInfo.InvariantCulture),
                Quoted(string.Join("; ", held.Concat(reasons))));
        }
    }

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
