using DomesticAbuseResponse.Domain.Flow;

namespace DomesticAbuseResponse.Domain.Tests.Flow;

/// <summary>When a route of referrals or assessments is said to drop or fall silent, and when it is not.</summary>
public sealed class FlowRuleTests
{
    private static readonly FlowSettings _settings = FlowSettings.Default;
    private static readonly DateOnly _through = new(2026, 11, 22); // a Sunday
    private static readonly DateOnly _first = _through.AddDays(-120);

    [Theory]
    [InlineData(0, 7, 0.000912)]
    [InlineData(2, 7, 0.029636)]
    [InlineData(10, 10, 0.583040)]
    [InlineData(950, 1000, 0.057836)]
    public void The_chance_of_so_few_is_that_of_Poisson(int count, double expected, double chance) => Assert.Equal(chance, FlowRule.PoissonAtMost(count, expected), 5);

    [Fact]
    public void A_route_that_carries_as_usual_raises_no_alarm_and_says_why()
    {
        var verdict = FlowRule.Judge(Daily(2), _first, _through, _settings);

        Assert.Equal((FlowState.AsExpected, 14, 14.0), (verdict.State, verdict.Actual, verdict.Expected));
        Assert.Contains("14 in 7 days, where 14.0 are expected from the same weekdays of the last 8 weeks.", verdict.Explanation, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 16), verdict.From);
    }

    [Fact]
    public void A_route_that_falls_silent_raises_the_alarm()
    {
        var verdict = FlowRule.Judge(Daily(1, until: _through.AddDays(-7)), _first, _through, _settings);

        Assert.Equal((FlowState.Silent, 0, 7.0, true), (verdict.State, verdict.Actual, verdict.Expected, verdict.IsAlarm));
        Assert.Contains("the alarm is raised below once in 1,000", verdict.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_busy_route_is_a_drop_and_half_of_a_small_one_may_be_chance()
    {
        Assert.Equal(FlowState.Dropped, FlowRule.Judge(Daily(10, after: 5), _first, _through, _settings).State);
        Assert.Equal(FlowState.AsExpected, FlowRule.Judge(Daily(2, after: 1), _first, _through, _settings).State);
    }

    [Fact]
    public void A_thin_route_is_judged_on_more_days()
    {
        var weekly = Every(day => day.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Friday ? 1 : 0);
        Assert.Equal((FlowState.AsExpected, 28), (FlowRule.Judge(weekly, _first, _through, _settings).State, Days(FlowRule.Judge(weekly, _first, _through, _settings))));

        var stopped = weekly.Where(c => c.Key <= _through.AddDays(-28)).ToDictionary();
        Assert.Equal(FlowState.Silent, FlowRule.Judge(stopped, _first, _through, _settings).State);
    }

    [Fact]
    public void Too_few_and_too_new_are_not_judged()
    {
        Assert.Equal(FlowState.TooFew, FlowRule.Judge(Every(day => day.DayOfWeek is DayOfWeek.Monday ? 1 : 0), _first, _through, _settings).State);
        Assert.Equal(FlowState.TooNew, FlowRule.Judge(Daily(5), _through.AddDays(-20), _through, _settings).State);
    }

    [Fact]
    public void Quiet_weekends_are_expected_and_no_drop()
    {
        var weekdays = Every(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 3);
        var verdict = FlowRule.Judge(weekdays, _first, _through, _settings with { WindowDays = [2, 7] });

        Assert.Equal((FlowState.AsExpected, 7), (verdict.State, Days(verdict))); // nothing is expected of the weekend alone
    }

    [Fact]
    public void Weeks_that_vary_wildly_soften_the_rule()
    {
        // Weeks of 40 and 0 in turn: none this week is no surprise, where a steady 20 would make it one.
        var wild = Every(day => (_through.DayNumber - day.DayNumber) / 7 % 2 == 1 ? 6 : 0);
        var verdict = FlowRule.Judge(wild, _first, _through, _settings);

        Assert.Equal(3, verdict.Expectation!.Spread);
        Assert.Contains("vary 3.0 times", verdict.Explanation, StringComparison.Ordinal);
        Assert.Equal(FlowState.Silent, FlowRule.Judge(Daily(3, until: _through.AddDays(-7)), _first, _through, _settings).State);
    }

    [Fact]
    public void While_an_alarm_is_open_silence_does_not_become_usual()
    {
        var silent = Daily(3, until: _through.AddDays(-84));
        var expected = FlowExpectation.From(Daily(3), _first, _through.AddDays(-84), _settings);

        Assert.Equal(FlowState.TooFew, FlowRule.Judge(silent, _first, _through, _settings).State);
        var frozen = FlowRule.Judge(silent, _first, _through, _settings, expected);
        Assert.Equal(FlowState.Silent, frozen.State);
        Assert.False(frozen.EndsAlarm(_settings));
        Assert.True(FlowRule.Judge(Daily(3), _first, _through, _settings, expected).EndsAlarm(_settings));
    }

    [Fact]
    public void An_alarm_on_the_edge_does_not_end_at_once()
    {
        // 8 of 21: no alarm by itself, and rarer than once in twenty.
        var counts = Daily(3).ToDictionary(c => c.Key, c => c.Key > _through.AddDays(-7) ? (c.Key.DayOfWeek is DayOfWeek.Monday ? 2 : 1) : c.Value);
        var verdict = FlowRule.Judge(counts, _first, _through, _settings, FlowExpectation.From(Daily(3), _first, _through.AddDays(-6), _settings));

        Assert.Equal((8, FlowState.AsExpected, false), (verdict.Actual, verdict.State, verdict.EndsAlarm(_settings)));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.Null(_settings.Check());
        Assert.NotNull((_settings with { WindowDays = [] }).Check());
        Assert.NotNull((_settings with { WindowDays = [14, 7] }).Check());
        Assert.NotNull((_settings with { BaselineWeeks = 3 }).Check());
        Assert.NotNull((_settings with { AlarmBelow = 0 }).Check());
        Assert.NotNull((_settings with { AlarmBelow = double.NaN }).Check());
        Assert.NotNull((_settings with { EndsFrom = 0.0001 }).Check());
        Assert.NotNull((_settings with { LeastExpected = 0 }).Check());
    }

    private static int Days(FlowVerdict verdict) => verdict.Through.DayNumber - verdict.From.DayNumber + 1;

    private static Dictionary<DateOnly, int> Every(Func<DateOnly, int> count) =>
        Enumerable.Range(0, 121).Select(d => _first.AddDays(d)).ToDictionary(d => d, count);

    private static Dictionary<DateOnly, int> Daily(int count, DateOnly? until = null, int? after = null) =>
        Every(day => until is { } end && day > end ? 0 : after is { } then && day > _through.AddDays(-7) ? then : count);
}
