using System.Globalization;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>
/// A date, or a date and time, as another system or a spreadsheet wrote it. Times without a zone are a London clock's (R7.3); a date that can
/// be read two ways has its day first.
/// </summary>
/// <param name="Date">Null when nothing could be read.</param>
/// <param name="Exact">The instant, where the writing says its own zone.</param>
/// <param name="Notes">What was decided in reading it, in words.</param>
public sealed partial record SentTime(DateOnly? Date, TimeOnly? Time, DateTimeOffset? Exact, IReadOnlyList<string> Notes)
{
    /// <summary>Spreadsheets count days from the end of 1899; whole numbers in this range are dates from 1919 to 2119 and no years.</summary>
    private const int _firstSerial = 7_000;

    private const int _lastSerial = 80_000;

    private static readonly SentTime _unread = new(null, null, null, []);

    private static readonly DateOnly _dayZero = new(1899, 12, 30);

    private static readonly string[] _months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public bool IsRead => Date is not null;

    /// <summary>The instant, UTC: exact, or the London clock's. A date alone is its first moment, so that no clock of it starts late (R4.25).</summary>
    public (DateTimeOffset At, IReadOnlyList<string> Notes)? Instant()
    {
        if (Exact is { } exact)
        {
            return (exact.ToUniversalTime(), Notes);
        }

        if (Date is not { } date)
        {
            return null;
        }

        if (Time is not { } time)
        {
            return (UkTime.StartOfDay(date), [.. Notes, "No time of day was given: it is read as 00:00."]);
        }

        var reading = UkTime.Read(date, time);
        return (reading.Instant, reading.Explanation is { } why ? [.. Notes, why] : Notes);
    }

    /// <param name="today">The date in London; a year of two figures is the nearest that has come.</param>
    public static SentTime Read(string? written, DateOnly today)
    {
        var text = (written ?? "").Trim();
        if (text.Length is 0 or > 60)
        {
            return _unread;
        }

        if (Iso().Match(text) is { Success: true } iso)
        {
            return OfIso(iso);
        }

        if (Serial().Match(text) is { Success: true } serial)
        {
            return OfSerial(serial, text);
        }

        return Compact().Match(text) is { Success: true } compact ? Of(Number(compact, "y"), Number(compact, "m"), Number(compact, "d"), TimeOf(compact), [])
            : Named().Match(text) is { Success: true } named ? OfNamed(named, today)
            : Figures().Match(text) is { Success: true } figures ? OfFigures(figures, today)
            : _unread;
    }

    private static SentTime OfIso(Match match)
    {
        var read = Of(Number(match, "y"), Number(match, "m"), Number(match, "d"), TimeOf(match), []);
        if (read is not { Date: { } date, Time: { } time } || match.Groups["zone"].Value is not { Length: > 0 } zone)
        {
            return read;
        }

        var offset = zone is "Z" or "z" ? TimeSpan.Zero : OffsetOf(zone);
        return Math.Abs(offset.TotalHours) > 14 ? _unread : read with { Exact = new DateTimeOffset(date.ToDateTime(time), offset) };
    }

    private static TimeSpan OffsetOf(string zone)
    {
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        var minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + (digits.Length > 2 ? int.Parse(digits[2..], CultureInfo.InvariantCulture) : 0);
        return TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private static SentTime OfSerial(Match match, string text)
    {
        var days = int.Parse(match.Groups["days"].Value, CultureInfo.InvariantCulture);
        if (days is < _firstSerial or > _lastSerial)
        {
            return _unread;
        }

        var share = match.Groups["share"].Value is { Length: > 0 } after ? double.Parse("0" + after, CultureInfo.InvariantCulture) : (double?)null;
        TimeOnly? time = share is { } part ? TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(1439, Math.Round(part * 1440)))) : null;
        var date = _dayZero.AddDays(days);
        return new(date, time, null, [$"{text} is a spreadsheet's number for a date: {date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}."]);
    }

    private static SentTime OfNamed(Match match, DateOnly today)
    {
        var month = Array.IndexOf(_months, match.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
        return month == 0 ? _unread : Of(YearOf(match.Groups["y"].Value, today), month, Number(match, "d"), TimeOf(match), []);
    }

    private static SentTime OfFigures(Match match, DateOnly today)
    {
        var (first, second, year) = (Number(match, "a"), Number(match, "b"), YearOf(match.Groups["y"].Value, today));
        var time = TimeOf(match);
        if (first > 12 || second > 12)
        {
            return first > 12 ? Of(year, second, first, time, []) : Of(year, first, second, time, ["The month stands first, since there is no month " + second.ToString(CultureInfo.InvariantCulture) + "."]);
        }

        return Of(year, second, first, time, first == second ? [] : [$"{match.Groups["date"].Value} is read with the day first."]);
    }

    private static SentTime Of(int year, int month, int day, (bool IsRead, TimeOnly? Time) time, IReadOnlyList<string> notes) =>
        !time.IsRead || year is < 1880 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? _unread
            : new(new DateOnly(year, month, day), time.Time, null, notes);

    /// <summary>A time that is not there is read; one that cannot be is not.</summary>
    private static (bool IsRead, TimeOnly? Time) TimeOf(Match match)
    {
        if (match.Groups["h"].Value is not { Length: > 0 } hours)
        {
            return (true, null);
        }

        var (hour, minute) = (int.Parse(hours, CultureInfo.InvariantCulture), match.Groups["min"].Value is { Length: > 0 } min ? int.Parse(min, CultureInfo.InvariantCulture) : 0);
        var second = match.Groups["s"].Value is { Length: > 0 } s ? int.Parse(s, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
            {
                return (false, null);
            }

            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        }

        return hour > 23 || minute > 59 || second > 59 ? (false, null) : (true, new TimeOnly(hour, minute, second));
    }

    private static int YearOf(string written, DateOnly today)
    {
        var year = int.Parse(written, CultureInfo.InvariantCulture);
        return written.Length > 2 ? year : year + (today.Year / 100 * 100) is var near && near > today.Year ? near - 100 : year + (today.Year / 100 * 100);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private const string _clock = @"(?:(?:[ T,]|,? at |, )\s*(?<h>[0-9]{1,2})(?:[:.hH]?(?<min>[0-9]{2})(?:[:.](?<s>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?\s*(?<half>[aApP]\.?[mM]\.?)?(?:\s*(?:hrs?|HRS?|hours))?)?";

    [GeneratedRegex(@"^(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?:[T ]\s*(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,][0-9]{1,9})?)?\s*(?<zone>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<days>[0-9]{4,5})(?<share>\.[0-9]{1,12})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})(?:[T ]?(?<h>[0-9]{2})(?<min>[0-9]{2})(?<s>[0-9]{2})?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?:[A-Za-z]{3,9},?\s+)?(?<d>[0-9]{1,2})(?:st|nd|rd|th)?[ \-/.](?:of )?(?<m>[A-Za-z]{3,9})\.?,?[ \-/.](?<y>[0-9]{4}|[0-9]{2})" + _clock + "$", RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?<date>(?<a>[0-9]{1,2})[-/.](?<b>[0-9]{1,2})[-/.](?<y>[0-9]{4}|[0-9]{2}))" + _clock + "$", RegexOptions.NonBacktracking)]
    private static partial Regex Figures();
}
