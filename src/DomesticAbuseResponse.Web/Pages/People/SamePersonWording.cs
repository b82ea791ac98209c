using System.Globalization;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Web.Text;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>How a page says that two records may be of one person, and why.</summary>
public static class SamePersonWording
{
    /// <summary>"Likely: 26.1 points, of which 16.7 are needed."</summary>
    public static string Of(SamePersonScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return Of(score.Verdict, score.Points, score.Threshold);
    }

    public static string Of(SamePersonVerdict verdict, double points, double threshold) => string.Create(
        CultureInfo.InvariantCulture, $"{verdict switch { SamePersonVerdict.Likely => "Likely", SamePersonVerdict.Possible => "Possible", _ => "Unlikely" }}: {points:0.0} points, of which {threshold:0.0} are needed.");

    /// <summary>"Surnames are one letter apart: Smith and Smiht, +5.9 points."</summary>
    public static string Of(MatchReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var values = (Blank(reason.Left), Blank(reason.Right)) switch
        {
            (null, _) or (_, null) => "",
            var (left, right) when string.Equals(left, right, StringComparison.OrdinalIgnoreCase) => $": {left}",
            var (left, right) => $": {left} and {right}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(reason.Words[0])}{reason.Words[1..]}{values}, {reason.Points:+0.0;-0.0;+0.0} points");
    }

    /// <summary>"Sara Khan, 34, B1".</summary>
    public static string Line(LikelySamePeople.Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var born = candidate.BornOn is { } on && !candidate.BirthIsEstimated ? $"born {DisplayNames.Date(on)}" : candidate.Age is { } age ? $"about {age}" : null;
        return string.Join(", ", new[] { candidate.Name, born, candidate.Area }.OfType<string>());
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
