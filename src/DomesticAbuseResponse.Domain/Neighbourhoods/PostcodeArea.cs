using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.Neighbourhoods;

/// <summary>The beginning of postcodes that lie in a neighbourhood: "DM4", "DM4 1" or a whole postcode. "DM4" is not the beginning of "DM41 1AA".</summary>
public static partial class PostcodeArea
{
    /// <summary>How many of them one neighbourhood may have.</summary>
    public const int Most = 200;

    /// <summary>In capitals with one space before what follows the first part; null when it is no beginning of a postcode.</summary>
    public static string? Read(string? typed)
    {
        var tidy = Spaces().Replace(typed ?? "", " ").Trim().ToUpperInvariant();
        return Shape().IsMatch(tidy) ? tidy : People.Postcode.Normalise(tidy);
    }

    /// <summary>What a postcode in the usual form begins with when it lies in the area.</summary>
    public static string BeginningOf(string area) => area.Contains(' ', StringComparison.Ordinal) ? area : area + " ";

    public static bool Holds(string area, string? postcode) => postcode?.StartsWith(BeginningOf(area), StringComparison.Ordinal) is true;

    /// <summary>Whether a postcode can lie in both.</summary>
    public static bool Overlap(string one, string other) =>
        BeginningOf(one).StartsWith(BeginningOf(other), StringComparison.Ordinal) || BeginningOf(other).StartsWith(BeginningOf(one), StringComparison.Ordinal);

    [GeneratedRegex(" +", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][0-9A-Z]?( [0-9]([A-Z]{1,2})?)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
