using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class MonthsTests
{
    [Theory]
    [InlineData("2027-03-14", true)]
    [InlineData("2027-03-15", false)]
    public void S53_the_anniversary_of_the_referral_is_still_a_repeat(string incident, bool repeat) =>
        Assert.Equal(repeat, Decide(incident, referred: "2026-03-14").IsRepeat);

    [Theory]
    [InlineData("2029-02-28", true)]
    [InlineData("2029-03-01", false)]
    public void S54_a_referral_on_29_February_lapses_after_28_February(string incident, bool repeat) =>
        Assert.Equal(repeat, Decide(incident, referred: "2028-02-29").IsRepeat);

    [Fact]
    public void S55_the_anchor_setting_decides_between_referral_and_hearing()
    {
        var byReferral = Decide("2027-02-05", "2026-02-01", "2026-02-12", RepeatAnchor.LastReferral);
        var byHearing = Decide("2027-02-05", "2026-02-01", "2026-02-12", RepeatAnchor.LastHeard);

        Assert.False(byReferral.IsRepeat);
        Assert.Equal(
            "Not a repeat: last referred to MARAC on Sunday 1 February 2026, so the window ended with Monday 1 February 2027.",
            byReferral.Reason);
        Assert.True(byHearing.IsRepeat);
        Assert.Equal(
            "Repeat: last heard at MARAC on Thursday 12 February 2026, so the window runs to Friday 12 February 2027, that day included.",
            byHearing.Reason);
    }

    [Fact]
    public void A_case_not_yet_heard_counts_from_its_referral() =>
        Assert.Equal(
            new DateOnly(2026, 2, 1), Decide("2026-06-05", "2026-02-01", heard: null, RepeatAnchor.LastHeard).AnchorDate);

    [Fact]
    public void An_incident_between_referral_and_hearing_is_a_further_one() =>
        Assert.True(Decide("2026-02-05", "2026-02-01", "2026-02-12", RepeatAnchor.LastHeard).IsRepeat);

    [Fact]
    public void An_incident_before_the_referral_is_not_a_further_one() =>
        Assert.False(Decide("2026-01-31", "2026-02-01").IsRepeat);

    [Fact]
    public void Without_an_earlier_referral_nothing_is_a_repeat()
    {
        var decision = RepeatWindow.Decide(new DateOnly(2026, 6, 1), null, null, RepeatAnchor.LastReferral);

        Assert.False(decision.IsRepeat);
        Assert.Null(decision.Window);
    }

    [Fact]
    public void S74_a_request_on_31_January_has_no_corresponding_day_and_rolls_over_the_weekend()
    {
        var due = Due(DeadlineCodes.SubjectAccess, "2027-01-31");

        DueOn("2027-03-01", due);
        Assert.Contains(due.Trace.ToSentences(), s => s.Contains("because February 2027 has no day 31", StringComparison.Ordinal));
        Assert.Contains("So it moves to Monday 1 March 2027, the next working day.", due.Trace.ToSentences());
    }

    [Fact]
    public void S75_a_request_due_on_Christmas_Day_rolls_over_the_holidays() =>
        DueOn("2026-12-29", Due(DeadlineCodes.SubjectAccess, "2026-11-25"));

    [Fact]
    public void A_complex_request_may_take_two_months_more_and_the_trace_says_until_when()
    {
        Assert.Contains(
            "If it is complex it may be extended by 2 months, to Thursday 25 February 2027; the person must be told so within the "
            + "first time limit.",
            Due(DeadlineCodes.SubjectAccess, "2026-11-25").Trace.ToSentences());
        DueOn("2027-02-25", Due(DeadlineCodes.SubjectAccessComplex, "2026-11-25"));
    }

    [Fact]
    public void S79_records_are_reviewed_after_ten_and_six_clear_years_from_the_last_event()
    {
        DueOn("2036-06-15", Due(DeadlineCodes.ReviewGroup2, "2026-06-15"));
        DueOn("2032-06-15", Due(DeadlineCodes.ReviewGroup3, "2026-06-15"));
        DueOn("2033-01-02", Due(DeadlineCodes.ReviewGroup3, "2027-01-02"));
    }

    [Fact]
    public void Months_that_include_their_first_day_never_pass_the_corresponding_day()
    {
        for (var date = new DateOnly(2027, 1, 1); date.Year < 2029; date = date.AddDays(1))
        {
            for (var months = 1; months <= 12; months++)
            {
                var start = DeadlineStart.On(date);
                var corresponding = DeadlineClock.Compute(Rule(Clock.MonthsCorresponding(months)), start, Calendars).LastDay!.Value;
                var beginning = DeadlineClock.Compute(Rule(Clock.MonthsBeginning(months)), start, Calendars).LastDay!.Value;

                Assert.Equal(corresponding.Day == date.Day ? corresponding.AddDays(-1) : corresponding, beginning);
            }
        }
    }

    private static RepeatDecision Decide(
        string incident, string referred, string? heard = null, RepeatAnchor anchor = RepeatAnchor.LastReferral) =>
        RepeatWindow.Decide(Start(incident).Date, Start(referred).Date, heard is null ? null : Start(heard).Date, anchor);
}
