using System.Globalization;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Domain.Tests.Incoming;

/// <summary>Dates and times as systems and spreadsheets write them (R7.3).</summary>
public sealed class SentTimeTests
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-11-23T10:15:00Z", "2026-11-23 10:15")]
    [InlineData("2026-11-23T10:15:00.123+01:00", "2026-11-23 09:15")]
    [InlineData("2026-07-01T10:15:00", "2026-07-01 09:15")] // British Summer Time
    [InlineData("2026-11-23 10:15", "2026-11-23 10:15")]
    [InlineData("23/11/2026 10:15", "2026-11-23 10:15")]
    [InlineData("23/11/2026 10:15:30", "2026-11-23 10:15")]
    [InlineData("23-11-2026 1015", "2026-11-23 10:15")]
    [InlineData("23.11.26, 10.15", "2026-11-23 10:15")]
    [InlineData("23/11/2026 at 10:15", "2026-11-23 10:15")]
    [InlineData("23/11/2026 1:15 pm", "2026-11-23 13:15")]
    [InlineData("23/11/2026 12:05 AM", "2026-11-23 00:05")]
    [InlineData("23-Nov-26 22:40", "2026-11-23 22:40")]
    [InlineData("23 November 2026 22:40", "2026-11-23 22:40")]
    [InlineData("Monday 23rd Nov 2026 22:40 hrs", "2026-11-23 22:40")]
    [InlineData("20261123 1015", "2026-11-23 10:15")]
    [InlineData("20261123101500", "2026-11-23 10:15")]
    [InlineData("46349.4271", "2026-11-23 10:15")] // a spreadsheet's number
    [InlineData("23/11/2026", "2026-11-23 00:00")] // no time: the first moment, so that no clock starts late
    [InlineData("12/31/2025 09:00", "2025-12-31 09:00")] // there is no month 31
    public void A_time_is_read_in_every_form_it_is_written(string written, string utc) =>
        Assert.Equal(utc, SentTime.Read(written, _today).Instant()!.Value.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday evening")]
    [InlineData("31/02/2026 10:00")]
    [InlineData("32/12/2026")]
    [InlineData("23/11/2026 25:00")]
    [InlineData("23/11/2026 13:15 pm")]
    [InlineData("2026")]
    [InlineData("99999")]
    [InlineData("13/13/2026")]
    [InlineData("23/11/2026; DROP TABLE")]
    [InlineData("=NOW()")]
    public void What_is_no_time_is_not_read(string written) => Assert.Null(SentTime.Read(written, _today).Instant());

    [Fact]
    public void A_date_that_can_be_read_two_ways_has_its_day_first_and_says_so()
    {
        var read = SentTime.Read("04/05/2026", _today);

        Assert.Equal(new DateOnly(2026, 5, 4), read.Date);
        Assert.Contains("day first", Assert.Single(read.Notes), StringComparison.Ordinal);
        Assert.Empty(SentTime.Read("05/05/2026", _today).Notes);
    }

    [Fact]
    public void The_hour_the_clocks_skip_and_the_one_they_repeat_are_said()
    {
        var skipped = SentTime.Read("29/03/2026 01:30", _today).Instant()!.Value;
        var repeated = SentTime.Read("25/10/2026 01:30", _today).Instant()!.Value;

        Assert.Contains(skipped.Notes, n => n.Contains("does not exist", StringComparison.Ordinal));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), repeated.At);
        Assert.Contains(repeated.Notes, n => n.Contains("happens twice", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("01/02/85", 1985)]
    [InlineData("01/02/26", 2026)]
    [InlineData("01/02/27", 1927)]
    public void A_year_of_two_figures_is_the_nearest_that_has_come(string written, int year) => Assert.Equal(year, SentTime.Read(written, _today).Date!.Value.Year);
}
