using System.Diagnostics;
using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>How well the matcher finds the pairs of a labelled file.</summary>
internal sealed record Trial(string Name, int Records, long True, long Found, long Right, long Blocked, TimeSpan Time)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public double Recall => True == 0 ? 1 : (double)Right / True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Trial Of(LabelledFile file, MatchPolicy policy, double? threshold = null)
    {
        var started = Stopwatch.GetTimestamp();
        PersonProfile[] people = [.. file.Records.Select(PersonProfile.Of)];
        var matcher = PeopleMatcher.Of(people, policy, threshold);
        var pairs = matcher.Find();
        var time = Stopwatch.GetElapsedTime(started);
        return new(
            file.Name, people.Length, TruePairs(file).Count(), pairs.Count, pairs.Count(p => file.Entities[p.Left] == file.Entities[p.Right]), CountBlocked(file, people), time);
    }

    public static IEnumerable<(int Left, int Right)> TruePairs(LabelledFile file) =>
        from person in file.Entities.Select((entity, place) => (entity, place)).GroupBy(e => e.entity, e => e.place)
        let places = person.ToArray()
        from i in Enumerable.Range(0, places.Length)
        from j in Enumerable.Range(i + 1, places.Length - i - 1)
        select (places[i], places[j]);

    private static long CountBlocked(LabelledFile file, PersonProfile[] people)
    {
        var index = CandidateIndex.Of(people);
        var met = 0L;
        for (var block = 0; block < index.Blocks; block++)
        {
            index.PairsOf(block, (a, b) => met += file.Entities[a] == file.Entities[b] ? 1 : 0);
        }

        return met;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-24} {Records,8:N0} records {True,9:N0} pairs  precision {Precision:0.0000}  recall {Recall:0.0000}  F1 {F1:0.0000}  met {(True == 0 ? 1 : (double)Blocked / True):0.0000}  {Time.TotalSeconds:0.0} s");
}
