using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class MaracTimetableTests
{
    [Fact]
    public void S50_a_meeting_after_Christmas_closes_to_referrals_before_it() =>
        Assert.Equal(
            ["ReferralCutoff 2026-12-21", "AgendaOut 2026-12-23", "ResearchDue 2027-01-05", "ActionsOut 2027-01-08",
                "VictimFeedback 2027-01-11", "MinutesOut 2027-01-12"],
            Dates(new DateOnly(2027, 1, 7)));

    [Fact]
    public void S51_a_meeting_after_Easter_counts_back_over_both_holidays() =>
        Assert.Equal(
            ["ReferralCutoff 2027-03-23", "AgendaOut 2027-03-25", "ResearchDue 2027-04-06", "ActionsOut 2027-04-09",
                "VictimFeedback 2027-04-12", "MinutesOut 2027-04-13"],
            Dates(new DateOnly(2027, 4, 8)));

    [Theory]
    [InlineData("9202-01-07")]
    [InlineData("0202-01-07")]
    [InlineData("9999-12-31")]
    public void A_meeting_with_a_mistyped_year_still_has_a_timetable(string on) =>
        Assert.Equal(6, MaracTimetable.For(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), Calendars, MaracTimetableSettings.Default).Steps.Count);

    [Fact]
    public void Every_step_is_the_same_as_its_named_rule()
    {
        var timetable = MaracTimetable.For(new DateOnly(2027, 1, 7), Calendars, MaracTimetableSettings.Default);

        Assert.All(timetable.Steps, step => Assert.Equal(Due(MaracTimetable.CodeOf(step.Kind), "2027-01-07").DueAt, step.Due.DueAt));
    }

    [Fact]
    public void A_MARAC_with_its_own_offsets_says_so_in_the_trace()
    {
        var settings = MaracTimetableSettings.Default with { Version = "north 2", AgendaOut = 5 };

        var agenda = MaracTimetable.For(new DateOnly(2027, 1, 7), Calendars, settings)[MaracStepKind.AgendaOut];

        Assert.Equal(new DateOnly(2026, 12, 30), agenda.Date);
        Assert.Equal("The agenda goes out 5 working days before the meeting.", agenda.Due.Trace.Description);
        Assert.Contains("north 2", agenda.Due.Trace.RuleVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void Offsets_that_make_no_timetable_are_refused()
    {
        Assert.Null(MaracTimetableSettings.Default.Check());
        Assert.Equal("marac-timetable.order", (MaracTimetableSettings.Default with { AgendaOut = 12 }).Check()?.Code);
        Assert.Equal("marac-timetable.order", (MaracTimetableSettings.Default with { ResearchDue = 9 }).Check()?.Code);
        Assert.Equal("marac-timetable.days", (MaracTimetableSettings.Default with { MinutesOut = -1 }).Check()?.Code);
        Assert.Equal("marac-timetable.days", (MaracTimetableSettings.Default with { MinutesOut = 61 }).Check()?.Code);
    }

    private static IEnumerable<string> Dates(DateOnly meeting) =>
        MaracTimetable.For(meeting, Calendars, MaracTimetableSettings.Default).Steps.Select(s => $"{s.Kind} {s.Date:yyyy-MM-dd}");
}
