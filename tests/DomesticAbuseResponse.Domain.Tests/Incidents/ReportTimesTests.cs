using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

public sealed class ReportTimesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_report_made_earlier_starts_its_clocks_earlier() =>
        Assert.Equal(new ReportTimes(_now.AddHours(-20), new DateOnly(2026, 11, 20), null), ReportTimes.Read(_now.AddHours(-20), new DateOnly(2026, 11, 20), null, _now));

    [Fact]
    public void Blank_is_now() => Assert.Equal(new ReportTimes(_now, null, null), ReportTimes.Read(null, null, " ", _now));

    [Fact]
    public void A_minute_hand_that_runs_ahead_is_now() => Assert.Equal(new ReportTimes(_now, null, null), ReportTimes.Read(_now.AddMinutes(3), null, null, _now));

    [Theory]
    [InlineData(1)]
    [InlineData(-400)]
    public void What_has_not_come_or_lies_too_far_back_is_kept_as_typed_and_now_stands(int days)
    {
        var read = ReportTimes.Read(_now.AddDays(days), null, null, _now);

        Assert.Equal(_now, read.ReportedAt);
        Assert.StartsWith("Reported: ", read.AsTyped, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happened_lies_not_ahead_and_not_beyond_a_lifetime()
    {
        Assert.Equal((null, "unread; Happened: 24 November 2026"), (ReportTimes.Read(null, new DateOnly(2026, 11, 24), "unread", _now).HappenedOn, ReportTimes.Read(null, new DateOnly(2026, 11, 24), "unread", _now).AsTyped));
        Assert.Null(ReportTimes.Read(null, new DateOnly(1, 1, 1), null, _now).HappenedOn);
        Assert.Equal(new DateOnly(1960, 5, 1), ReportTimes.Read(null, new DateOnly(1960, 5, 1), null, _now).HappenedOn);
    }
}
