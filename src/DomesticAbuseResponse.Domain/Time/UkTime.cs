using System.Globalization;

namespace DomesticAbuseResponse.Domain.Time;

/// <summary>How a time on a London clock face relates to real time: the clocks change twice a year (R7.3).</summary>
public enum LocalTimeKind
{
    /// <summary>It happens once.</summary>
    Ordinary,

    /// <summary>It does not happen: the clocks jump over it in March.</summary>
    Skipped,

    /// <summary>It happens twice: the clocks go back over it in October.</summary>
    Repeated,
}

/// <summary>
/// A London clock reading as an instant (UTC). A skipped time is read one hour later; a repeated time as the first
/// of the two, with the second in <see cref="Later"/>, so that a page can ask which was meant.
/// </summary>
public sealed record LocalTimeReading(DateTimeOffset Instant, LocalTimeKind Kind, DateTimeOffset? Later)
{
    /// <summary>What to tell the user, or null when there is nothing to tell.</summary>
    public string? Explanation => Kind switch
    {
        LocalTimeKind.Ordinary => null,
        LocalTimeKind.Skipped =>
            $"That time does not exist because the clocks go forward; it is read as {UkTime.Describe(Instant, withZone: true)}.",
        LocalTimeKind.Repeated =>
            $"That time happens twice because the clocks go back; it is read as the first, {UkTime.Describe(Instant, withZone: true)}.",
    };
}

/// <summary>
/// The one place where instants become UK dates and times and back. Everything else holds UTC instants or dates.
/// </summary>
public static class UkTime
{
    private static readonly TimeZoneInfo _london = Load();

    /// <summary>The date in London at this instant, which is not the server's date between 00:00 and 01:00 BST.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLondon(instant).DateTime);

    /// <summary>The same instant with London's offset, for display only.</summary>
    public static DateTimeOffset ToLondon(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _london);

    /// <summary>The instant (UTC) of a time on a London clock; see <see cref="Read"/> for skipped and repeated times.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => Read(date, time).Instant;

    /// <summary>Reads a time on a London clock and says when the reading needed a choice (R7.3).</summary>
    public static LocalTimeReading Read(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);

        if (_london.IsInvalidTime(local))
        {
            // The offset of the hour before turns 01:30 into the instant that the clocks show as 02:30.
            var before = _london.GetUtcOffset(local.AddHours(-1));
            return new LocalTimeReading(new DateTimeOffset(local, before).ToUniversalTime(), LocalTimeKind.Skipped, null);
        }

        if (_london.IsAmbiguousTime(local))
        {
            var offsets = _london.GetAmbiguousTimeOffsets(local);
            return new LocalTimeReading(
                new DateTimeOffset(local, offsets.Max()).ToUniversalTime(),
                LocalTimeKind.Repeated,
                new DateTimeOffset(local, offsets.Min()).ToUniversalTime());
        }

        var instant = new DateTimeOffset(local, _london.GetUtcOffset(local)).ToUniversalTime();
        return new LocalTimeReading(instant, LocalTimeKind.Ordinary, null);
    }

    /// <summary>00:00 London on the date, as UTC.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>23:59:59 London on the date, as UTC: the last second in which a day's deadline can be met.</summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => At(date, new TimeOnly(23, 59, 59));

    /// <summary>Whether the clocks change on the date, so that its length is 23 or 25 hours.</summary>
    public static bool ClocksChangeOn(DateOnly date) =>
        StartOfDay(date.AddDays(1)) - StartOfDay(date) != TimeSpan.FromDays(1);

    /// <summary>"GMT" or "BST", whichever London's clocks show at this instant.</summary>
    public static string ZoneOf(DateTimeOffset instant) => ToLondon(instant).Offset == TimeSpan.Zero ? "GMT" : "BST";

    /// <summary>A date as it is read aloud: "Thursday 24 December 2026".</summary>
    public static string Describe(DateOnly date) => date.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>
    /// An instant as London sees it: "Thursday 24 December 2026 at 23:30", with GMT or BST when asked for and always
    /// on the days the clocks change.
    /// </summary>
    public static string Describe(DateTimeOffset instant, bool withZone = false)
    {
        var local = ToLondon(instant);
        var date = DateOnly.FromDateTime(local.DateTime);
        var zone = withZone || ClocksChangeOn(date) ? " " + ZoneOf(instant) : "";
        return $"{Describe(date)} at {local.ToString("HH:mm", CultureInfo.InvariantCulture)}{zone}";
    }

    private static TimeZoneInfo Load()
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        }
        catch (TimeZoneNotFoundException e)
        {
            throw new InvalidOperationException(
                "This machine has no time zone data for Europe/London. Install the tzdata package.", e);
        }
    }
}
