using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DomesticAbuseResponse.Domain.Time;

/// <summary>
/// Which days are worked in one part of the United Kingdom: Monday to Friday except its bank holidays (section 7.2,
/// WD). The version names exactly this list, so that a stored deadline can be explained after the list has changed.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, BankHoliday> _holidays;

    /// <exception cref="ArgumentException">The list is empty or names a date twice.</exception>
    public WorkingCalendar(BankHolidayDivision division, IEnumerable<BankHoliday> holidays)
    {
        Holidays = [.. holidays.OrderBy(h => h.Date)];

        if (Holidays.Count == 0)
        {
            throw new ArgumentException("A working calendar needs at least one bank holiday.", nameof(holidays));
        }

        Division = division;
        _holidays = Holidays.ToFrozenDictionary(h => h.Date);
        FirstDay = new DateOnly(Holidays[0].Date.Year, 1, 1);
        LastDay = LastDayOf(Holidays[^1].Date);
        Version = VersionOf(division, Holidays);
    }

    public BankHolidayDivision Division { get; }

    /// <summary>In order of date.</summary>
    public IReadOnlyList<BankHoliday> Holidays { get; }

    /// <summary>Changes whenever a day, title or note in the list changes, and only then.</summary>
    public string Version { get; }

    public DateOnly FirstDay { get; }

    /// <summary>The last day for which the list is complete; later days are counted as if there were no bank holidays.</summary>
    public DateOnly LastDay { get; }

    public bool Covers(DateOnly date) => date >= FirstDay && date <= LastDay;

    public BankHoliday? HolidayOn(DateOnly date) => _holidays.GetValueOrDefault(date);

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.ContainsKey(date);

    /// <summary>Why a day is skipped, in words; null for a working day.</summary>
    public string? Why(DateOnly date) =>
        HolidayOn(date)?.Reason ?? (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? date.DayOfWeek.ToString() : null);

    /// <summary>The date is day 0 whether it is worked or not; a negative number counts back.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days)
    {
        var step = Math.Sign(days);

        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(step);
            left -= IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }

    /// <summary>The date itself when it is worked, otherwise the next one that is.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>A warning when the list ends in under 12 months (R7.1), or null.</summary>
    public string? EndsSoon(DateOnly today) => LastDay >= today.AddMonths(12)
        ? null
        : $"The bank holiday list for {DivisionName(Division)} ends on {UkTime.Describe(LastDay)}, in under 12 months. Import a newer list.";

    public static string DivisionName(BankHolidayDivision division) => division switch
    {
        BankHolidayDivision.EnglandAndWales => "England and Wales",
        BankHolidayDivision.Scotland => "Scotland",
        BankHolidayDivision.NorthernIreland => "Northern Ireland",
    };

    // Whole years are published at once and end with Boxing Day, so a list that reaches December is complete to its end.
    private static DateOnly LastDayOf(DateOnly lastHoliday) =>
        lastHoliday.Month == 12 ? new DateOnly(lastHoliday.Year, 12, 31) : lastHoliday;

    private static string VersionOf(BankHolidayDivision division, IReadOnlyList<BankHoliday> holidays)
    {
        var text = new StringBuilder(division.ToString());

        foreach (var holiday in holidays)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{holiday.Date:yyyy-MM-dd}|{holiday.Title}|{holiday.Notes}");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        var years = $"{holidays[0].Date.Year}-{holidays[^1].Date.Year}";
        return $"{BankHolidays.CodeOf(division)}-{years}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }
}
