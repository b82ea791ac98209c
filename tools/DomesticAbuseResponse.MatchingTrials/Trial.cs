using System.Diagnostics;
using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.MatchingTrials;

/// <summary>How well the matcher finds the pairs of a labelled file.</summary>
/// <param name="True">Pairs of records of one person.</param>
/// <param name="Right">Pairs found that are such.</param>
/// <param name="Met">Such pairs that have a key in common, as larger files are looked up by.</param>
/// <param name="Compared">All pairs that were compared.</param>
/// <param name="Time">To read the fields, compare and join; not to make the file.</param>
internal sealed record Trial(string Name, int Records, long True, long Found, long Right, long Met, long Compared, TimeSpan Time)
{
    public double Precision => Found == 0 ? 1 : (double)Right / Found;

    public double Recall => True == 0 ? 1 : (double)Right / True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>The day the trials are read on, whenever they run, so that they stay what they were.</summary>
    private static readonly DateOnly _readOn = new(2026, 11, 26);

    public static PersonProfile ProfileOf(PersonDetails typed) => PersonProfile.Of(typed, _readOn);

    public static Trial Of(LabelledFile file, MatchPolicy policy, double? threshold = null)
    {
        var started = Stopwatch.GetTimestamp();
        PersonProfile[] people = [.. file.Records.Select(ProfileOf)];
        var matcher = PeopleMatcher.Of(people, policy, threshold);
        var pairs = matcher.Find();
        var time = Stopwatch.GetElapsedTime(started);
        var right = pairs.Count(p => file.Entities[p.Left] == file.Entities[p.Right]);
        var (met, compared) = Candidates(file, people);
        return new(file.Name, people.Length, TruePairs(file).Count(), pairs.Count, right, met, compared, time);
    }

    public static IEnumerable<(int Left, int Right)> TruePairs(LabelledFile file) =>
        from person in file.Entities.Select((entity, place) => (entity, place)).GroupBy(e => e.entity, e => e.place)
        let places = person.ToArray()
        from i in Enumerable.Range(0, places.Length)
        from j in Enumerable.Range(i + 1, places.Length - i - 1)
        select (places[i], places[j]);

    private static (long Met, long Compared) Candidates(LabelledFile file, PersonProfile[] people)
    {
        var (met, compared) = (0L, 0L);
        Each(CandidateIndex.ByKeys(people), (a, b) => met += file.Entities[a] == file.Entities[b] ? 1 : 0);
        Each(CandidateIndex.Of(people), (_, _) => compared++);
        return (met, compared);
    }

    private static void Each(CandidateIndex index, Action<int, int> pair)
    {
        for (var block = 0; block < index.Blocks; block++)
        {
            index.PairsOf(block, pair);
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-23} {Records,7:N0} records {True,7:N0} pairs  precision {Precision:0.0000}  recall {Recall:0.0000}  F1 {F1:0.0000}  met {(True == 0 ? 1 : (double)Met / True):0.0000}  compared {Compared,10:N0}  {Time.TotalSeconds,5:0.0} s");
}
