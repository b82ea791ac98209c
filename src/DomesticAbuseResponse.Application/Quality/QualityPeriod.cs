using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Quality;

/// <summary>A run of London dates, both ends included, no longer than a report is worked out for.</summary>
public sealed record QualityPeriod(DateOnly From, DateOnly To)
{
    public const int MostDays = 92;

    private const int _usual = 28;

    public DateTimeOffset Start => UkTime.StartOfDay(From);

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => UkTime.StartOfDay(To.AddDays(1));

    /// <summary>The period that was asked for, put in order and cut to its last days where it is too long; the last four weeks where none was.</summary>
    public static QualityPeriod Of(DateOnly? from, DateOnly? to, DateTimeOffset now, int most = MostDays)
    {
        var today = UkTime.DateOf(now);
        var last = to is { } end && end < today && end.Year >= 2000 ? end : today;
        var first = from is { } begin && begin <= last ? begin : last.AddDays(1 - _usual);
        return new(first < last.AddDays(1 - most) ? last.AddDays(1 - most) : first, last);
    }
}
