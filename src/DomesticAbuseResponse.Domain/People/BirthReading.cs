using System.Globalization;
using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.People;

/// <summary>A date of birth or an age as somebody typed it.</summary>
/// <param name="BornOn">The date; worked out from the age or the year when <paramref name="IsEstimated"/>. Null when nothing could be read.</param>
/// <param name="Problem">Why it could not be read, in words for the page; null when it could, or when nothing was typed.</param>
public sealed partial record BirthReading(DateOnly? BornOn, bool IsEstimated, string? Problem)
{
    public const int OldestAge = 120;

    /// <summary>Up to this age, "about" is read a year younger.</summary>
    private const int _adult = 18;

    private static readonly CultureInfo _british = CultureInfo.GetCultureInfo("en-GB");

    private static readonly string[] _formats = ["d M yyyy", "d MMM yyyy", "d MMMM yyyy", "yyyy M d", "d M yy", "d MMM yy", "d MMMM yy"];

    private static readonly BirthReading _nothing = new(null, false, null);

    /// <summary>
    /// Reads "31/3/1990", "31 March 1990", "1990-03-31", "31.3.90", a year ("1990") or an age ("36", "about 36"). Never throws: what cannot be
    /// a date of birth is said to be so, and it is for the caller to keep what was typed. A year or a vague age leaves open how old somebody is; it is
    /// read as the youngest they can be, so that a child is never taken for an adult (R1.26, S16).
    /// </summary>
    /// <param name="today">The date in London.</param>
    public static BirthReading Of(string? typed, DateOnly today)
    {
        var text = Separators().Replace(typed ?? "", " ").Trim();
        if (text.Length == 0)
        {
            return _nothing;
        }

        if (Age().Match(text) is { Success: true } age)
        {
            var years = int.Parse(age.Groups["years"].Value, CultureInfo.InvariantCulture);
            var youngest = age.Groups["vague"].Success && years is > 0 and <= _adult ? years - 1 : years;
            return years <= OldestAge ? new(today.AddYears(-youngest), true, null) : Unreadable($"An age of {years} is not possible");
        }

        if (Year().IsMatch(text))
        {
            var year = int.Parse(text, CultureInfo.InvariantCulture);
            return year >= today.Year - OldestAge && year <= today.Year ? new(Earlier(new DateOnly(year, 12, 31), today), true, null) : Unreadable($"{year} is not possible as a year of birth");
        }

        if (!DateOnly.TryParseExact(text, _formats, _british, DateTimeStyles.None, out var born) && !DateOnly.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out born))
        {
            return Unreadable("This is not a real date");
        }

        // Two figures for the year are the past century's when they would lie ahead.
        born = born > today && TwoFigureYear().IsMatch(text) ? born.AddYears(-100) : born;
        return born > today ? Unreadable("This date of birth lies in the future")
            : born < today.AddYears(-OldestAge - 1) ? Unreadable($"This date of birth is more than {OldestAge} years ago")
            : new(born, false, null);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static BirthReading Unreadable(string problem) => new(null, false, problem);

    [GeneratedRegex(@"[\s/.,\-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:(?<vague>about|approx|c|~)|aged?)? ?(?<years>[0-9]{1,3}) ?(?:years?|yrs?|y|yo)?(?: old)?$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Age();

    [GeneratedRegex("^[0-9]{4}$", RegexOptions.NonBacktracking)]
    private static partial Regex Year();

    [GeneratedRegex("^[0-9]{1,2} [^ ]+ [0-9]{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex TwoFigureYear();
}
