using System.Globalization;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Tests.Time;

public sealed class UkTimeTests
{
    public static TheoryData<string> ClockChanges =>
        ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26", "2028-10-29"];

    [Theory]
    [InlineData("2026-07-01T22:59:59Z", "2026-07-01")]
    [InlineData("2026-07-01T23:00:00Z", "2026-07-02")]
    [InlineData("2026-12-01T23:59:59Z", "2026-12-01")]
    [InlineData("2026-12-02T00:00:00Z", "2026-12-02")]
    public void Today_is_the_date_in_London_not_on_the_server(string instant, string date) =>
        Assert.Equal(Date(date), UkTime.DateOf(Instant(instant)));

    [Fact]
    public void In_March_a_time_the_clocks_jump_over_is_read_an_hour_later_and_said_so()
    {
        var reading = UkTime.Read(new DateOnly(2026, 3, 29), new TimeOnly(1, 30));

        Assert.Equal(LocalTimeKind.Skipped, reading.Kind);
        Assert.Equal(Instant("2026-03-29T01:30:00Z"), reading.Instant);
        Assert.Null(reading.Later);
        Assert.Equal(
            "That time does not exist because the clocks go forward; it is read as Sunday 29 March 2026 at 02:30 BST.",
            reading.Explanation);
    }

    [Fact]
    public void In_October_a_time_that_happens_twice_is_read_as_the_first_and_both_are_known()
    {
        var reading = UkTime.Read(new DateOnly(2026, 10, 25), new TimeOnly(1, 30));

        Assert.Equal(LocalTimeKind.Repeated, reading.Kind);
        Assert.Equal(Instant("2026-10-25T00:30:00Z"), reading.Instant);
        Assert.Equal(Instant("2026-10-25T01:30:00Z"), reading.Later);
        Assert.Contains("01:30 BST", reading.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_half_past_ones_of_October_are_told_apart_by_their_zone()
    {
        Assert.Equal("Sunday 25 October 2026 at 01:30 BST", UkTime.Describe(Instant("2026-10-25T00:30:00Z")));
        Assert.Equal("Sunday 25 October 2026 at 01:30 GMT", UkTime.Describe(Instant("2026-10-25T01:30:00Z")));
    }

    [Fact]
    public void An_ordinary_time_needs_no_explanation()
    {
        var reading = UkTime.Read(new DateOnly(2026, 7, 1), new TimeOnly(14, 0));

        Assert.Equal((LocalTimeKind.Ordinary, Instant("2026-07-01T13:00:00Z")), (reading.Kind, reading.Instant));
        Assert.Null(reading.Explanation);
    }

    [Theory]
    [MemberData(nameof(ClockChanges))]
    public void Every_minute_of_a_day_the_clocks_change_reads_back_as_the_same_instant(string sunday)
    {
        var day = Date(sunday);

        for (var at = UkTime.StartOfDay(day.AddDays(-1)); at <= UkTime.EndOfDay(day.AddDays(1)); at = at.AddMinutes(1))
        {
            var local = UkTime.ToLondon(at);
            var reading = UkTime.Read(DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));

            Assert.NotEqual(LocalTimeKind.Skipped, reading.Kind);
            Assert.Contains(at, new[] { reading.Instant, reading.Later ?? reading.Instant });
        }
    }

    [Fact]
    public void The_end_of_every_day_is_one_second_before_midnight_on_the_London_clock()
    {
        for (var date = new DateOnly(2026, 1, 1); date.Year < 2029; date = date.AddDays(1))
        {
            var end = UkTime.EndOfDay(date);

            Assert.Equal(TimeSpan.Zero, end.Offset);
            Assert.Equal(date.ToDateTime(new TimeOnly(23, 59, 59)), UkTime.ToLondon(end).DateTime);
            Assert.Equal(UkTime.StartOfDay(date.AddDays(1)), end.AddSeconds(1));
        }
    }

    [Fact]
    public void The_clocks_change_on_the_published_Sundays_and_on_no_other_day()
    {
        var found = new List<string>();

        for (var date = new DateOnly(2026, 1, 1); date.Year < 2029; date = date.AddDays(1))
        {
            if (UkTime.ClocksChangeOn(date))
            {
                found.Add(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }

        Assert.Equal(ClockChanges.Select(row => row.Data), found);
    }

    [Theory]
    [InlineData("2026-10-24", 10)]
    [InlineData("2027-03-27", 8)]
    [InlineData("2026-11-24", 9)]
    public void A_night_shift_from_22_to_7_lasts_as_long_as_it_really_does(string evening, int hours) =>
        Assert.Equal(
            TimeSpan.FromHours(hours),
            UkTime.At(Date(evening).AddDays(1), new TimeOnly(7, 0)) - UkTime.At(Date(evening), new TimeOnly(22, 0)));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
