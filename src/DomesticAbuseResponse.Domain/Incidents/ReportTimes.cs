using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Incidents;

/// <summary>
/// When a report came in and when what it tells happened, as far as what was typed can be used. Nothing of it stops a call from being
/// saved: what has not come yet or cannot be is kept as typed, and the moment of logging stands (R4.25).
/// </summary>
/// <param name="ReportedAt">From here the clocks of the report run.</param>
/// <param name="AsTyped">What could not be used, word for word; null when all could.</param>
public sealed record ReportTimes(DateTimeOffset ReportedAt, DateOnly? HappenedOn, string? AsTyped)
{
    /// <summary>A minute hand that runs ahead is no mistake.</summary>
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(5);

    private const int _earliestReportDays = 366;
    private const int _earliestYears = 120;

    /// <param name="reported">When the report was made; now when blank.</param>
    /// <param name="unread">What was typed of either and could not even be read.</param>
    /// <param name="isOfThePast">True for what another system logged before: its report may lie many years back.</param>
    public static ReportTimes Read(DateTimeOffset? reported, DateOnly? happened, string? unread, DateTimeOffset now, bool isOfThePast = false)
    {
        List<string> asTyped = string.IsNullOrWhiteSpace(unread) ? [] : [unread.Trim()];
        if (reported is { } at && !IsPossible(at, now, isOfThePast))
        {
            asTyped.Add($"Reported: {UkTime.ToLondon(at).ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture)}");
            reported = null;
        }

        if (happened is { } on && !IsPossible(on, now))
        {
            asTyped.Add($"Happened: {on.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}");
            happened = null;
        }

        var words = string.Join("; ", asTyped);
        return new(reported < now ? reported.Value : now, happened, words.Length == 0 ? null : words[..Math.Min(words.Length, Call.TimesMaxLength)]);
    }

    /// <summary>Whether what is logged at this moment can have been reported then.</summary>
    /// <param name="isOfThePast">True for what another system logged before.</param>
    public static bool IsPossible(DateTimeOffset reported, DateTimeOffset logged, bool isOfThePast = false) =>
        reported <= logged + _ahead && reported >= (isOfThePast ? logged.AddYears(-_earliestYears) : logged.AddDays(-_earliestReportDays));

    /// <summary>Whether something reported today can have happened on this day.</summary>
    public static bool IsPossible(DateOnly happened, DateTimeOffset now) =>
        UkTime.DateOf(now) is var today && happened <= today && happened >= today.AddYears(-_earliestYears);
}
