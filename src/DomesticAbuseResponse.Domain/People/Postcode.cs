using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.People;

/// <summary>Reads a UK postcode however it was typed.</summary>
public static partial class Postcode
{
    /// <summary>"b11aa" and "B1 1AA" both give "B1 1AA"; null when it cannot be a UK postcode.</summary>
    public static string? Normalise(string? typed)
    {
        var squeezed = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return Shape().IsMatch(squeezed) ? $"{squeezed[..^3]} {squeezed[^3..]}" : null;
    }

    /// <summary>Whether words that somebody typed hold one, however it was written.</summary>
    public static bool IsIn(string? words) => words is not null && Anywhere().IsMatch(words);

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Anywhere();
}
