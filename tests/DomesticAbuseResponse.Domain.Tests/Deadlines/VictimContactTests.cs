using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class VictimContactTests
{
    private static readonly DeadlineRuleBook _rules = DeadlineRuleBook.Default;
    private static readonly VictimContactSettings _settings = VictimContactSettings.Default;

    [Fact]
    public void S18_medium_reported_late_on_Christmas_Eve_is_due_five_working_days_on_over_the_holidays()
    {
        var due = Initial(RiskGrade.Medium, "2026-12-24T23:30");

        DueOn("2027-01-05", due);
        Assert.Equal(
            ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04", "2027-01-05"],
            due.Trace.Steps.Where(s => s.Kind is TraceStepKind.Counted).Select(s => $"{s.Date:yyyy-MM-dd}"));
    }

    [Fact]
    public void S19_high_reported_late_on_Christmas_Eve_is_due_24_hours_later() =>
        DueAt("2026-12-25T23:30:00+00:00", Initial(RiskGrade.High, "2026-12-24T23:30"));

    [Fact]
    public void S20_high_before_the_clocks_go_back_is_due_an_hour_earlier_by_the_clock() =>
        DueAt("2026-10-25T13:00:00+00:00", Initial(RiskGrade.High, "2026-10-24T14:00"));

    [Fact]
    public void S21_high_before_the_clocks_go_forward_is_due_an_hour_later_by_the_clock() =>
        DueAt("2027-03-28T23:00:00+01:00", Initial(RiskGrade.High, "2027-03-27T22:00"));

    [Fact]
    public void S22_medium_reported_on_a_Saturday() => DueOn("2026-12-04", Initial(RiskGrade.Medium, "2026-11-28"));

    [Fact]
    public void S23_medium_reported_before_Easter_skips_Good_Friday_and_Easter_Monday()
    {
        var due = Initial(RiskGrade.Medium, "2027-03-24");

        DueOn("2027-04-02", due);
        Assert.Equal("Good Friday bank holiday", Reason(due, new DateOnly(2027, 3, 26)));
        Assert.Equal("Easter Monday bank holiday", Reason(due, new DateOnly(2027, 3, 29)));
    }

    [Fact]
    public void S24_medium_reported_before_the_early_May_holiday() => DueOn("2026-05-11", Initial(RiskGrade.Medium, "2026-05-01"));

    [Fact]
    public void S25_medium_reported_before_a_weekend_Christmas() => DueOn("2028-01-04", Initial(RiskGrade.Medium, "2027-12-23"));

    [Fact]
    public void S26_medium_reported_on_Christmas_Eve_2025() => DueOn("2026-01-05", Initial(RiskGrade.Medium, "2025-12-24"));

    [Fact]
    public void S27_a_rise_to_high_brings_the_date_forward_to_24_hours_after_the_regrade()
    {
        var medium = Initial(RiskGrade.Medium, "2026-11-23T10:00");
        DueOn("2026-11-30", medium);

        var regrade = Regrade(medium.DueAt, RiskGrade.Medium, RiskGrade.High, "2026-11-23T10:00", "2026-11-24T15:00");

        Assert.Equal("2026-11-25T15:00:00+00:00", London(regrade.DueAt!.Value));
        Assert.Equal(DeadlineCodes.VictimContactHigh, regrade.NewClock!.Trace.RuleCode);
        Assert.Equal("The higher grade brings the date forward from Monday 30 November 2026 at 23:59.", regrade.Reason);
    }

    [Fact]
    public void S27_a_rise_to_high_shortly_before_the_old_date_does_not_push_it_back()
    {
        var old = Instant("2026-11-30T23:59:59");

        var regrade = Regrade(old, RiskGrade.Medium, RiskGrade.High, "2026-11-23T10:00", "2026-11-30T20:00");

        Assert.Equal(old, regrade.DueAt);
        Assert.Null(regrade.NewClock);
    }

    [Theory]
    [InlineData(RiskGrade.Medium)]
    [InlineData(RiskGrade.Standard)]
    public void S27_a_lower_grade_leaves_the_earlier_date_until_contact_is_made(RiskGrade lower)
    {
        var high = Initial(RiskGrade.High, "2026-11-23T10:00");

        var regrade = Regrade(high.DueAt, RiskGrade.High, lower, "2026-11-23T10:00", "2026-11-23T12:00");

        Assert.Equal((high.DueAt, null), (regrade.DueAt, regrade.NewClock));
    }

    [Fact]
    public void A_lower_grade_after_contact_starts_no_new_clock() =>
        Assert.Null(Regrade(null, RiskGrade.High, RiskGrade.Medium, "2026-11-23T10:00", "2026-11-24T09:00").DueAt);

    [Fact]
    public void A_rise_to_high_after_contact_starts_a_new_clock()
    {
        var regrade = Regrade(null, RiskGrade.Medium, RiskGrade.High, "2026-11-23T10:00", "2026-11-25T09:00");

        Assert.Equal("2026-11-26T09:00:00+00:00", London(regrade.DueAt!.Value));
    }

    [Fact]
    public void A_rise_from_standard_to_medium_counts_from_the_report()
    {
        var regrade = Regrade(null, RiskGrade.Standard, RiskGrade.Medium, "2026-11-23T10:00", "2026-11-25T09:00");

        DueOn("2026-11-30", regrade.NewClock!);
    }

    [Fact]
    public void A_late_rise_from_standard_to_medium_is_not_overdue_at_once()
    {
        var regrade = Regrade(null, RiskGrade.Standard, RiskGrade.Medium, "2026-11-02T10:00", "2026-11-25T09:00");

        Assert.Equal("2026-11-26T09:00:00+00:00", London(regrade.DueAt!.Value));
    }

    [Fact]
    public void S28_two_unanswered_calls_leave_the_deadline_open_and_it_becomes_overdue()
    {
        var due = Initial(RiskGrade.High, "2026-11-24T10:00").DueAt;

        Assert.False(VictimContact.StopsTheClock(twoWayContactWithVictim: false, [Role.SafeguardingOfficer], _settings));
        Assert.False(VictimContact.IsOverdue(due, stoppedAt: null, now: due));
        Assert.True(VictimContact.IsOverdue(due, stoppedAt: null, now: due.AddSeconds(1)));
    }

    [Fact]
    public void S28_a_conversation_with_an_authorised_person_stops_the_clock_for_good()
    {
        var due = Instant("2026-11-25T10:00");

        Assert.True(VictimContact.StopsTheClock(true, [Role.ResponseOfficer, Role.SafeguardingOfficer], _settings));
        Assert.False(VictimContact.StopsTheClock(true, [Role.CallHandler], _settings));
        Assert.False(VictimContact.IsOverdue(due, stoppedAt: due.AddHours(-1), now: due.AddDays(3)));
        Assert.True(VictimContact.IsOverdue(due, stoppedAt: due.AddHours(1), now: due.AddDays(3)));
    }

    [Fact]
    public void One_day_may_be_read_as_the_end_of_the_next_calendar_day()
    {
        var settings = _settings with { HighByEndOfNextDay = true };

        DueOn("2026-11-25", VictimContact.Initial(RiskGrade.High, Start("2026-11-24T00:10"), _rules, Calendars, settings)!);
    }

    [Fact]
    public void Standard_sets_no_contact_deadline() =>
        Assert.Null(VictimContact.Initial(RiskGrade.Standard, Start("2026-11-24T10:00"), _rules, Calendars, _settings));

    private static DueDate Initial(RiskGrade grade, string reported) =>
        VictimContact.Initial(grade, Start(reported), _rules, Calendars, _settings)!;

    private static ContactRegrade Regrade(DateTimeOffset? old, RiskGrade from, RiskGrade to, string reported, string regraded) =>
        VictimContact.OnRegrade(old, from, to, Start(reported), Instant(regraded), _rules, Calendars, _settings);

    private static string? Reason(DueDate due, DateOnly date) => due.Trace.Steps.Single(s => s.Date == date).Reason;
}
