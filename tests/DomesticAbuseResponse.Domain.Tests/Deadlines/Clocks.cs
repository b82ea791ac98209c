using System.Globalization;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

/// <summary>Short ways to ask for a deadline and to say what it should be, as London sees it.</summary>
internal static class Clocks
{
    public static readonly DeadlineCalendars Calendars = DeadlineCalendars.Default;

    public static DeadlineStart Start(string text) =>
        DeadlineStart.Parse(text).Match(start => start, refusal => throw new FormatException(refusal.Message));

    public static DateTimeOffset Instant(string text) => Start(text).Instant;

    public static DueDate Due(string code, string start) => DeadlineRuleBook.Default.Due(code, Start(start), Calendars);

    public static DueDate Due(Clock clock, string start, DeadlineCalendars? calendars = null) =>
        DeadlineClock.Compute(Rule(clock), Start(start), calendars ?? Calendars);

    public static DeadlineRule Rule(Clock clock) =>
        new("test", "1", clock, "the event", "Do it in time.", ["test"], new DateOnly(1980, 1, 1));

    /// <summary>"2026-10-25T13:00:00+00:00", London's own offset.</summary>
    public static string London(DateTimeOffset instant) =>
        UkTime.ToLondon(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static void DueAt(string expected, DueDate due) => Assert.Equal(expected, London(due.DueAt));

    /// <summary>Due at the very end of that London date.</summary>
    public static void DueOn(string expected, DueDate due)
    {
        Assert.Equal(expected, due.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal($"{expected}T23:59:59", London(due.DueAt)[..19]);
    }
}
