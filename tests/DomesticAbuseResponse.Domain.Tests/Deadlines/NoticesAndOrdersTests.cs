using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class NoticesAndOrdersTests
{
    [Fact]
    public void S34_a_notice_served_on_a_Tuesday_is_heard_by_Thursday_at_the_same_time() =>
        DueAt("2026-11-26T10:00:00+00:00", Court("2026-11-24T10:00"));

    [Fact]
    public void S35_Sunday_does_not_count() => DueAt("2026-11-30T23:15:00+00:00", Court("2026-11-27T23:15"));

    [Fact]
    public void S36_Saturday_counts() => DueAt("2026-12-01T09:00:00+00:00", Court("2026-11-28T09:00"));

    [Fact]
    public void S37_Saturday_26_December_counts_and_the_other_reading_is_shown()
    {
        var due = Court("2026-12-24T23:30");

        DueAt("2026-12-29T23:30:00+00:00", due);
        Assert.Equal("2026-12-30T23:30:00+00:00", London(due.Alternative!.DueAt));
        Assert.Contains(
            due.Trace.ToSentences(),
            s => s.StartsWith("Another reading gives Wednesday 30 December 2026 at 23:30:", StringComparison.Ordinal));
    }

    [Fact]
    public void S37_there_is_no_other_reading_when_26_December_does_not_matter() =>
        Assert.Null(Court("2026-12-27T10:00").Alternative);

    [Fact]
    public void S38_Good_Friday_Sunday_and_Easter_Monday_do_not_count_and_the_clocks_go_forward_unnoticed() =>
        DueAt("2027-03-30T16:00:00+01:00", Court("2027-03-25T16:00"));

    [Fact]
    public void S39_Saturday_1_January_counts_when_the_holiday_is_its_substitute() =>
        DueAt("2028-01-04T20:00:00+00:00", Court("2027-12-31T20:00"));

    [Fact]
    public void S40_a_notice_served_on_a_Sunday_starts_at_midnight_and_ends_with_Tuesday()
    {
        var due = Court("2026-11-29T10:00");

        DueAt("2026-12-02T00:00:00+00:00", due);
        Assert.Contains(
            "Due by the end of Tuesday 1 December 2026 (00:00 on Wednesday 2 December 2026).", due.Trace.ToSentences());
    }

    [Fact]
    public void Christmas_Day_is_skipped_by_name_when_the_bank_holiday_is_another_day() =>
        DueAt("2027-12-30T10:00:00+00:00", Court("2027-12-24T10:00"));

    [Theory]
    [InlineData("2026-11-24T10:00", "2026-11-25T00:00")]
    [InlineData("2026-12-24T23:30", "2026-12-29T12:00")]
    [InlineData("2027-03-25T16:00", "2027-03-30T15:59")]
    public void A_later_service_is_never_heard_earlier(string earlier, string later)
    {
        var previous = Court(earlier).DueAt;

        for (var at = Instant(earlier); at <= Instant(later); at = at.AddMinutes(17))
        {
            var due = DeadlineRuleBook.Default.Due(DeadlineCodes.CourtHearing, at, Calendars);
            Assert.True(due.DueAt >= previous);
            Assert.Equal(
                TimeSpan.FromHours(48),
                due.Trace.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Time ?? TimeSpan.Zero)));
            previous = due.DueAt;
        }
    }

    [Fact]
    public void S41_an_order_of_28_or_14_days_begins_with_the_day_it_is_made()
    {
        DueOn("2027-01-25", Due(DeadlineCodes.Dvpo28, "2026-12-29"));
        DueOn("2027-01-11", Due(DeadlineCodes.Dvpo14, "2026-12-29"));
        DueOn("2027-01-17", Due("dvpo-20", "2026-12-29"));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(29)]
    [InlineData(0)]
    [InlineData(-14)]
    public void S41_an_order_shorter_than_14_or_longer_than_28_days_is_refused(int days) =>
        Assert.Equal(
            $"A domestic violence protection order lasts from 14 to 28 days, not {days}.",
            DeadlineRuleBook.Default.Dvpo(days, new DateOnly(2026, 12, 29)).Match(_ => "accepted", refusal => refusal.Message));

    [Fact]
    public void S44_an_order_made_on_Friday_is_notified_by_Sunday() => DueOn("2026-11-29", Due(DeadlineCodes.DapoNotify, "2026-11-27"));

    [Fact]
    public void S45_a_disclosure_request_ends_on_day_28_even_a_holiday_and_warns_to_finish_before()
    {
        var due = Due(DeadlineCodes.Dvds28, "2026-12-04");

        DueOn("2027-01-01", due);
        Assert.Equal(new DateOnly(2026, 12, 31), due.FinishBy!.Date);
        Assert.Contains(
            "Finish by Thursday 31 December 2026, because Friday 1 January 2027 is not a working day (New Year's Day bank holiday).",
            due.Trace.ToSentences());
    }

    [Fact]
    public void S45_no_warning_when_day_28_is_a_working_day() => Assert.Null(Due(DeadlineCodes.Dvds28, "2026-11-24").FinishBy);

    [Theory]
    [InlineData(DeadlineCodes.Bail3, "2027-04-10")]
    [InlineData(DeadlineCodes.Bail6, "2027-07-10")]
    [InlineData(DeadlineCodes.Bail9, "2027-10-10")]
    public void S80_bail_runs_in_months_from_the_day_after_arrest(string rule, string lastDay) =>
        DueOn(lastDay, Due(rule, "2027-01-10"));

    [Theory]
    [InlineData(DeadlineCodes.Bail3, "2027-02-28")]
    [InlineData(DeadlineCodes.Bail6, "2027-05-29")]
    [InlineData(DeadlineCodes.Bail9, "2027-08-29")]
    public void S81_bail_ends_with_the_month_when_there_is_no_corresponding_day(string rule, string lastDay) =>
        DueOn(lastDay, Due(rule, "2026-11-29"));

    private static DueDate Court(string served) => Due(DeadlineCodes.CourtHearing, served);
}
