using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.Search;

namespace DomesticAbuseResponse.Web.Pages.People;

/// <summary>How the one box says what it took the words for, and why somebody was found.</summary>
public static class SearchWording
{
    /// <summary>"Name like Sara Khan (sounds alike), 40 points."</summary>
    public static string Of(SearchFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return $"{RuleOf(finding.Rule)} {finding.OnRecord}{(finding.Note is { } note ? $" ({note})" : "")}, {finding.Points:0.#} points.";
    }

    /// <summary>What each piece was looked for as.</summary>
    public static IReadOnlyList<string> Took(SearchWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string?[] took =
        [
            words.Reference is { } reference ? $"the reference {reference}" : null,
            words.Phone is { } phone ? $"the telephone number {phone}" : null,
            words.PhoneEnding is { } ending ? $"the end of a telephone number, {ending}" : null,
            words.Address is { } address ? $"the address {address}" : null,
            words.Postcode is { } postcode ? $"the postcode {postcode}" : null,
            words.Born is { } born ? $"the date of birth {DateOf(born)}" : null,
            words.Name is { } name ? $"the name {name}" : null,
        ];
        return [.. took.OfType<string>()];
    }

    private static string DateOf(BirthDate born) =>
        born.OnCalendar?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")) ?? $"{born.Day}/{born.Month}/{born.Year}, which is in no calendar";

    private static string RuleOf(SearchRule rule) => rule switch
    {
        SearchRule.Reference => "In",
        SearchRule.Phone => "Number",
        SearchRule.EarlierPhone => "Earlier number",
        SearchRule.PhoneEnding => "End of number",
        SearchRule.HouseAndPostcode or SearchRule.HouseAndStreet => "Address",
        SearchRule.Postcode => "Postcode",
        SearchRule.EarlierAddress => "Earlier address",
        SearchRule.Born => "Born",
        SearchRule.BornDayAndMonthSwapped => "Born with day and month the other way round:",
        SearchRule.BornOneFigure => "Born one figure apart:",
        SearchRule.Name or SearchRule.NameInAnotherOrder => "Name",
        SearchRule.NameLike => "Name like",
        SearchRule.NameInPart => "One word of the name",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };
}
