namespace DomesticAbuseResponse.Domain.Time;

/// <summary>
/// Good Friday of any Gregorian year, for rules that skip it by name (R4.28) whether or not a bank holiday list
/// reaches that far.
/// </summary>
public static class Easter
{
    public static bool IsGoodFriday(DateOnly date) =>
        date.DayOfWeek is DayOfWeek.Friday && date.Month is 3 or 4 && date == GoodFriday(date.Year);

    public static DateOnly GoodFriday(int year) => Sunday(year).AddDays(-2);

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).</summary>
    public static DateOnly Sunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (19 * l)) / 433;
        var month = (h + l - (7 * m) + 90) / 25;
        var day = (h + l - (7 * m) + (33 * month) + 19) % 32;
        return new DateOnly(year, month, day);
    }
}
