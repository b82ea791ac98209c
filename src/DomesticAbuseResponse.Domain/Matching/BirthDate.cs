using System.Globalization;
using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>A date of birth as far as it was given, possible or not: month and day are 0 when only a year was.</summary>
public readonly partial record struct BirthDate(int Year, int Month, int Day)
{
    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public bool HasDay => Day > 0 || Month > 0;

    /// <summary>The day in the calendar, or null where there is no such day.</summary>
    public DateOnly? OnCalendar => Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(Year, Month) ? new(Year, Month, Day) : null;

    /// <summary>The eight figures year, month, day.</summary>
    internal int Figures => (Year * 10_000) + (Month * 100) + Day;

    /// <summary>Whether it is what people and programs put where they know nothing: 1 January 1900, 11 November 1111, 31 December 9999 and their like.</summary>
    private bool IsPlaceholder => this is { Month: <= 1, Day: <= 1, Year: 1900 or 1901 or 1800 } or { Year: < 1000 or 1111 or > 2100 };

    /// <summary>
    /// Reads "1990-03-31", "31/03/1990", "31.3.90", "31 Mar 1990", "19900331", "1990". Day comes before month, as in the UK, unless only the other
    /// way makes a date. A day that no calendar has ("1990-02-31") is kept as its figures. Null when nothing could be read, and for a placeholder.
    /// </summary>
    /// <param name="today">Years of two figures are read as the latest that is not after this day's; people of a hundred are written with four.</param>
    public static BirthDate? Of(string? typed, DateOnly today)
    {
        var text = typed?.Trim() ?? "";
        return text.Length == 0 || Read(text, today) is not { } read || read.IsPlaceholder ? null : read;
    }

    private static BirthDate? Read(string text, DateOnly today)
    {
        if (Squeezed().IsMatch(text))
        {
            return new(Number(text[..4]), Number(text[4..6]), Number(text[6..8]));
        }

        if (Iso().Match(text) is { Success: true } iso)
        {
            return new(Number(iso.Groups[1].Value), Number(iso.Groups[2].Value), Number(iso.Groups[3].Value));
        }

        if (British().Match(text) is { Success: true } british)
        {
            var (day, month, year) = (Number(british.Groups[1].Value), Number(british.Groups[2].Value), Year4(british.Groups[3].Value, today));
            return month > 12 && day <= 12 ? new(year, day, month) : new(year, month, day);
        }

        if (Worded().Match(text) is { Success: true } worded && MonthOf(worded.Groups["month"].Value) is > 0 and var named)
        {
            return new(Year4(worded.Groups["year"].Value, today), named, Number(worded.Groups["day"].Value));
        }

        return YearAlone().Match(text) is { Success: true } alone ? new(Number(alone.Value), 0, 0) : null;
    }

    private static int MonthOf(string word) => Array.FindIndex(_months, m => word.StartsWith(m, StringComparison.OrdinalIgnoreCase)) + 1;

    private static int Year4(string year, DateOnly today)
    {
        var century = today.Year / 100 * 100;
        return year.Length > 2 ? Number(year) : Number(year) + (Number(year) <= today.Year % 100 ? century : century - 100);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{8}$", RegexOptions.NonBacktracking)]
    private static partial Regex Squeezed();

    [GeneratedRegex("^([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:$|[T ])", RegexOptions.NonBacktracking)]
    private static partial Regex Iso();

    [GeneratedRegex("^([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4}|[0-9]{2})(?:$|[T ])", RegexOptions.NonBacktracking)]
    private static partial Regex British();

    [GeneratedRegex("^(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[-/. ]*(?:of )?(?<month>[A-Za-z]{3,9})[-/., ]*(?<year>[0-9]{4}|[0-9]{2})$|^(?<month>[A-Za-z]{3,9})[-/. ]+(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[, ]+(?<year>[0-9]{4})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Worded();

    [GeneratedRegex("^[0-9]{4}$", RegexOptions.NonBacktracking)]
    private static partial Regex YearAlone();
}
