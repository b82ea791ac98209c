using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Contacts;

/// <summary>What the safe-contact card says about one way to reach a person at this moment.</summary>
public enum ContactAdvice
{
    /// <summary>Nobody has said that it is safe, or the last check is too old. It counts as unsafe until somebody has asked.</summary>
    Unknown,

    /// <summary>Somebody has said that it is not safe.</summary>
    Unsafe,

    /// <summary>Safe, but not on this day or at this hour.</summary>
    NotNow,

    Safe,
}

/// <summary>Whether this way is safe now, and why.</summary>
/// <param name="NextSafeAt">With <see cref="ContactAdvice.NotNow"/>: when it is safe next (UTC); null when that is after the review day.</param>
/// <param name="SafeUntil">With <see cref="ContactAdvice.Safe"/> inside safe hours: when they end (UTC); null when any hour is safe.</param>
public sealed record ContactDecision(ContactAdvice Advice, string Reason, DateTimeOffset? NextSafeAt, DateTimeOffset? SafeUntil, bool MayLeaveVoicemail, bool MayText)
{
    public string Rule { get; } = SafeContactRule.Code;

    public bool IsSafe => Advice is ContactAdvice.Safe;
}

/// <summary>
/// Whether a person can be reached in one way at one instant (R3.6). Unsafe until somebody has said it is safe; safe days and hours are those
/// of London clocks, and hours that run past midnight belong to the day on which they begin; after the review day the answer is unknown again.
/// It is a part of <see cref="ContactGate"/>, which alone is asked.
/// </summary>
public static class SafeContactRule
{
    public const string Code = "R3.6";

    /// <summary>How long an entry stands when no review day was given.</summary>
    public const int ReviewAfterDays = 30;

    /// <summary>Far enough ahead to meet every day of the week again after a night without the hour in question.</summary>
    private const int _daysAhead = 15;

    public static DateOnly ReviewDay(SafeContact entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.ReviewOn ?? UkTime.DateOf(entry.RecordedAt).AddDays(ReviewAfterDays);
    }

    internal static ContactDecision CanContact(SafeContact entry, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var review = ReviewDay(entry);
        if (entry.Safety is Safety.Unsafe)
        {
            return No(ContactAdvice.Unsafe, "Somebody has said that this is not safe.");
        }

        if (entry.Safety is Safety.Unknown)
        {
            return No(ContactAdvice.Unknown, "Nobody has said that this is safe.");
        }

        if (UkTime.DateOf(now) > review)
        {
            return No(ContactAdvice.Unknown, $"This was to be checked again by {UkTime.Describe(review)}. Ask whether it is still safe.");
        }

        if (!IsOpen(entry, now))
        {
            return No(ContactAdvice.NotNow, $"Safe only {Words(entry)}.", NextSafeAt(entry, now, review));
        }

        return new(ContactAdvice.Safe, IsAlways(entry) ? "Safe at any hour of any day." : $"Safe {Words(entry)}.", null, SafeUntil(entry, now), entry.VoicemailAllowed, entry.TextAllowed);
    }

    /// <summary>
    /// The same, knowing every other entry on the card: where one number or address stands on it more than once, the strictest entry wins. A number
    /// marked unsafe for calls is not safe for texts.
    /// </summary>
    internal static ContactDecision CanContact(SafeContact entry, IEnumerable<SafeContact> card, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(card);
        var own = CanContact(entry, now);
        var others = card.Where(c => c != entry && c.ReachesSameAs(entry)).ToList();
        if (own.Advice is not ContactAdvice.Unsafe && others.Any(c => c.Safety is Safety.Unsafe))
        {
            return No(ContactAdvice.Unsafe, "Another entry on the card marks this as unsafe.");
        }

        return others.Where(c => c.Channel == entry.Channel).Select(c => CanContact(c, now)).Append(own).MinBy(d => d.Advice switch
        {
            ContactAdvice.Unsafe => 0,
            ContactAdvice.Unknown => 1,
            ContactAdvice.NotNow => 2,
            ContactAdvice.Safe => 3,
        }) is { } strictest && strictest.Advice != own.Advice ? strictest : own;
    }

    /// <summary>The safe days and hours as they are read aloud: "on Monday and Friday, 09:00 to 15:00".</summary>
    public static string Words(SafeContact entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var days = DaysOf(entry) is SafeDays.Every ? "every day" : $"on {Listed([.. Enum.GetValues<DayOfWeek>().OrderBy(d => ((int)d + 6) % 7).Where(d => IsOn(entry, d)).Select(d => d.ToString())])}";
        var (from, to) = Hours(entry);
        return from == to ? $"{days}, at any hour" : $"{days}, {from:HH\\:mm} to {to:HH\\:mm}{(to < from && to != TimeOnly.MinValue ? " the next day" : "")}";
    }

    private static ContactDecision No(ContactAdvice advice, string reason, DateTimeOffset? next = null) => new(advice, reason, next, null, false, false);

    private static bool IsAlways(SafeContact entry) => DaysOf(entry) is SafeDays.Every && entry.From is null && entry.To is null;

    /// <summary>By the clock on the wall, so that 01:30 counts as 01:30 both times in October.</summary>
    private static bool IsOpen(SafeContact entry, DateTimeOffset instant)
    {
        var local = UkTime.ToLondon(instant).DateTime;
        var time = TimeOnly.FromDateTime(local);
        var (from, to) = Hours(entry);
        var today = IsOn(entry, local.DayOfWeek);
        return from < to
            ? today && time >= from && time < to
            : (today && time >= from) || (time < to && IsOn(entry, local.AddDays(-1).DayOfWeek));
    }

    private static DateTimeOffset? NextSafeAt(SafeContact entry, DateTimeOffset now, DateOnly review)
    {
        var today = UkTime.DateOf(now);
        var starts = Enumerable.Range(0, _daysAhead).Select(today.AddDays)
            .TakeWhile(date => date <= review)
            .SelectMany(date => Beginnings(date, Hours(entry).From))
            .Where(start => start > now && IsOpen(entry, start));
        return starts.Cast<DateTimeOffset?>().FirstOrDefault();
    }

    private static DateTimeOffset? SafeUntil(SafeContact entry, DateTimeOffset now)
    {
        var (from, to) = Hours(entry);
        if (from == to && DaysOf(entry) is SafeDays.Every)
        {
            return null;
        }

        var today = UkTime.DateOf(now);
        return Enumerable.Range(0, _daysAhead).Select(today.AddDays)
            .SelectMany(date => Beginnings(date, to))
            .Where(end => end > now && !IsOpen(entry, end)).Cast<DateTimeOffset?>().FirstOrDefault();
    }

    /// <summary>The instants at which London clocks come to a time on a date. A time jumped over in March is reached when the clocks change.</summary>
    private static IEnumerable<DateTimeOffset> Beginnings(DateOnly date, TimeOnly time)
    {
        var reading = UkTime.Read(date, time);
        return reading.Kind switch
        {
            LocalTimeKind.Ordinary => [reading.Instant],
            LocalTimeKind.Skipped => [UkTime.At(date, new TimeOnly(2, 0))],
            LocalTimeKind.Repeated => [reading.Instant, reading.Later!.Value],
        };
    }

    /// <summary>One end alone is meant to midnight; the same time at both ends is a whole day.</summary>
    private static (TimeOnly From, TimeOnly To) Hours(SafeContact entry) => (entry.From ?? TimeOnly.MinValue, entry.To ?? TimeOnly.MinValue);

    private static SafeDays DaysOf(SafeContact entry) => entry.Days is SafeDays.None ? SafeDays.Every : entry.Days;

    private static bool IsOn(SafeContact entry, DayOfWeek day) => DaysOf(entry).HasFlag(day switch
    {
        DayOfWeek.Monday => SafeDays.Monday,
        DayOfWeek.Tuesday => SafeDays.Tuesday,
        DayOfWeek.Wednesday => SafeDays.Wednesday,
        DayOfWeek.Thursday => SafeDays.Thursday,
        DayOfWeek.Friday => SafeDays.Friday,
        DayOfWeek.Saturday => SafeDays.Saturday,
        DayOfWeek.Sunday => SafeDays.Sunday,
    });

    private static string Listed(IReadOnlyList<string> words) =>
        words is [var only] ? only : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
