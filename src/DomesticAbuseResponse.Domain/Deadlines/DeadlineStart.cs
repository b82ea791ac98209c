using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>
/// What starts a clock: an instant (UTC), or a London date whose time of day nobody wrote down. The latter counts from
/// 00:00, the earliest reading and so the safest deadline.
/// </summary>
public readonly record struct DeadlineStart
{
    private static readonly string[] _localFormats =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] _offsetFormats =
        ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    private DeadlineStart(DateTimeOffset instant, bool hasTime, string? reading) =>
        (Instant, HasTime, Reading) = (instant, hasTime, reading);

    /// <summary>UTC.</summary>
    public DateTimeOffset Instant { get; }

    public bool HasTime { get; }

    /// <summary>How an unclear clock time was read (R7.3), or null.</summary>
    public string? Reading { get; }

    /// <summary>The London date.</summary>
    public DateOnly Date => UkTime.DateOf(Instant);

    public static DeadlineStart At(DateTimeOffset instant) => new(instant.ToUniversalTime(), hasTime: true, reading: null);

    public static DeadlineStart On(DateOnly date) => new(UkTime.StartOfDay(date), hasTime: false, reading: null);

    public static implicit operator DeadlineStart(DateTimeOffset instant) => At(instant);

    public static implicit operator DeadlineStart(DateOnly date) => On(date);

    /// <summary>
    /// Reads a date (2026-12-24), a London time (2026-12-24T23:30) or an instant with its offset
    /// (2026-12-24T23:30:00+00:00, or Z). A London time that happens twice or never is read and explained.
    /// </summary>
    public static Result<DeadlineStart> Parse(string? text)
    {
        text = text?.Trim() ?? "";

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return IsInRange(date) ? On(date) : OutOfRange();
        }

        if (DateTime.TryParseExact(text, _localFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return IsInRange(DateOnly.FromDateTime(local)) ? OnClock(local) : OutOfRange();
        }

        if (text.EndsWith('Z'))
        {
            text = text[..^1] + "+00:00";
        }

        if (DateTimeOffset.TryParseExact(text, _offsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return IsInRange(DateOnly.FromDateTime(instant.UtcDateTime)) ? At(instant) : OutOfRange();
        }

        return new Refusal(
            "start.unreadable", "Write the start as 2026-12-24, 2026-12-24T23:30 (London time) or 2026-12-24T23:30:00+00:00.");
    }

    private static DeadlineStart OnClock(DateTime local)
    {
        var reading = UkTime.Read(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return new DeadlineStart(reading.Instant, hasTime: true, reading.Explanation);
    }

    internal static bool IsInRange(DateOnly date) => date.Year is >= 1980 and <= 2199;

    /// <summary>The date itself, or the end of what can be counted that lies nearest to it.</summary>
    internal static DateOnly Nearest(DateOnly date) => date.Year < 1980 ? new DateOnly(1980, 1, 1) : date.Year > 2199 ? new DateOnly(2199, 12, 31) : date;

    internal static Refusal OutOfRange() => new("start.out-of-range", "The start must lie between the years 1980 and 2199.");
}
