using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class DeadlineRuleBookTests
{
    [Fact]
    public void A_new_version_holds_from_its_first_day_and_the_old_one_until_the_day_before()
    {
        var april = new DateOnly(2027, 4, 1);
        var old = Find(DeadlineRuleBook.Default, DeadlineCodes.VictimContactMedium, april);
        var book = DeadlineRuleBook.Default.With(old with { Version = "2", Clock = Clock.WorkingDays(3), EffectiveFrom = april });

        Assert.Equal("1", Find(book, DeadlineCodes.VictimContactMedium, april.AddDays(-1)).Version);
        Assert.Equal("2", Find(book, DeadlineCodes.VictimContactMedium, april).Version);
        DueOn("2027-04-06", book.Due(DeadlineCodes.VictimContactMedium, april, Calendars));
    }

    [Theory]
    [InlineData("idva-first-contact", "2026-12-24T23:30", "2026-12-30T23:59:59+00:00")]
    [InlineData("idva-contact-high", "2026-12-24T23:30", "2026-12-25T23:30:00+00:00")]
    [InlineData("victim-contact-high-next-day", "2026-12-24T23:30", "2026-12-25T23:59:59+00:00")]
    [InlineData("safe-contact-review", "2026-12-24T23:30", "2027-01-23T23:59:59+00:00")]
    [InlineData("marac-feedback", "2027-01-07", "2027-01-11T23:59:59+00:00")]
    public void A_default_rule_runs_the_clock_it_is_named_for(string code, string start, string due) => DueAt(due, Due(code, start));

    [Fact]
    public void Two_versions_in_force_at_once_are_a_mistake()
    {
        var rule = Find(DeadlineRuleBook.Default, DeadlineCodes.Bail3, new DateOnly(2026, 1, 1));

        Assert.Throws<ArgumentException>(() => new DeadlineRuleBook([rule, rule with { Version = "2", EffectiveFrom = new(2026, 1, 1) }]));
        Assert.Throws<ArgumentException>(() => new DeadlineRuleBook([rule with { EffectiveTo = new(1979, 1, 1) }]));
    }

    [Theory]
    [InlineData("no-such-rule", "deadline-rule.unknown")]
    [InlineData("", "deadline-rule.unknown")]
    [InlineData("dvpo-", "deadline-rule.unknown")]
    [InlineData("dvpo-13", "dvpo.length")]
    [InlineData("dvpo-29", "dvpo.length")]
    [InlineData("dvpo-99999999999", "deadline-rule.unknown")]
    public void An_unknown_rule_is_refused(string code, string refusal) =>
        Assert.Equal(refusal, DeadlineRuleBook.Default.Find(code, new DateOnly(2026, 1, 1)).Match(_ => "found", r => r.Code));

    [Fact]
    public void A_rule_that_has_ended_is_not_in_force()
    {
        var rule = Find(DeadlineRuleBook.Default, DeadlineCodes.Bail3, new DateOnly(2026, 1, 1)) with { EffectiveTo = new(2026, 3, 31) };
        var book = new DeadlineRuleBook([rule]);

        Assert.Equal(
            "deadline-rule.not-in-force", book.Find(DeadlineCodes.Bail3, new DateOnly(2026, 4, 1)).Match(_ => "found", r => r.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("24/12/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-12-24T25:00")]
    [InlineData("2026-12-24T23:30:00+25:00")]
    [InlineData("2026-12-24T23:30+01:00Z")]
    public void A_start_that_cannot_be_read_is_refused(string text) =>
        Assert.Equal("start.unreadable", DeadlineStart.Parse(text).Match(_ => "read", r => r.Code));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1979-12-31T10:00")]
    [InlineData("9999-12-31T23:59:59")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31")]
    public void A_start_out_of_all_range_is_refused(string text) =>
        Assert.Equal("start.out-of-range", DeadlineStart.Parse(text).Match(_ => "read", r => r.Code));

    [Theory]
    [InlineData("2026-10-24T14:00", "2026-10-24T13:00:00Z")]
    [InlineData("2026-10-24T14:00:00+01:00", "2026-10-24T13:00:00Z")]
    [InlineData("2026-10-24T13:00Z", "2026-10-24T13:00:00Z")]
    [InlineData("2026-10-24T13:00:00.250Z", "2026-10-24T13:00:00.250Z")]
    [InlineData("2026-10-24", "2026-10-23T23:00:00Z")]
    public void A_start_is_a_London_date_a_London_time_or_an_instant(string text, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), Start(text).Instant);

    private static DeadlineRule Find(DeadlineRuleBook book, string code, DateOnly on) =>
        book.Find(code, on).Match(rule => rule, refusal => throw new InvalidOperationException(refusal.Message));
}
