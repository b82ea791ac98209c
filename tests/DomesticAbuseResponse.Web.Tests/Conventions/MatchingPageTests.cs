using System.Globalization;
using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Web.Tests.Conventions;

/// <summary>docs/matching.md publishes the points in force.</summary>
public sealed class MatchingPageTests
{
    private static readonly string _page = File.ReadAllText(Path.Combine(Source.Root, "docs", "matching.md"));

    [Fact]
    public void Every_rule_stands_there_with_its_words_and_points()
    {
        var policy = MatchPolicy.Shipped;
        var missing = Enum.GetValues<MatchRule>().Where(r => r is not MatchRule.None)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"| `{r}` | {MatchWords.Of(r)} | {policy[r].Points:0.##} | {(policy[r].PerBit == 0 ? "" : policy[r].PerBit.ToString("0.##", CultureInfo.InvariantCulture) + " ")}|"))
            .Where(row => !_page.Contains(row, StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void So_does_the_version_and_the_threshold()
    {
        Assert.Contains($"Policy `{MatchPolicy.Shipped.Version}`", _page, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{MatchPolicy.Shipped.Threshold.Among(1000):0.0} for 1,000"), _page, StringComparison.Ordinal);
    }
}
