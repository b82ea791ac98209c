using DomesticAbuseResponse.Domain.Deadlines;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Deadlines;

public sealed class DeadlineTraceTests
{
    public static TheoryData<string> Codes =>
        [.. DeadlineRuleBook.Default.Rules.Where(r => r.Clock.Kind is not ClockKind.NextSchoolDay).Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_stored_trace_says_the_same_when_read_back(string code)
    {
        var trace = Due(code, "2026-12-24T23:30").Trace;

        var stored = DeadlineTrace.FromJson(trace.ToJson());

        Assert.Equal(trace.ToJson(), stored.ToJson());
        Assert.Equal(trace.ToSentences(), stored.ToSentences());
        Assert.Equal(trace.DueAt, stored.DueAt);
    }

    [Fact]
    public void A_trace_names_its_rule_version_calendar_and_start()
    {
        var trace = Due(DeadlineCodes.VictimContactMedium, "2026-12-24T23:30").Trace;

        Assert.Equal(
            ("victim-contact-medium", "1", "WD(5)", Calendars.WorkingDays.Version),
            (trace.RuleCode, trace.RuleVersion, trace.Clock, trace.CalendarVersion));
        Assert.Equal(Instant("2026-12-24T23:30:00Z"), trace.StartedAt);
    }

    [Fact]
    public void A_working_day_count_reads_as_a_person_would_tell_it() =>
        Assert.Equal(
            [
                "Contact the victim of a medium-risk case within 5 working days of the first report. "
                + "(Rule victim-contact-medium, version 1, WD(5); R4.9, R4.25.)",
                "Counted from the report, Thursday 24 December 2026 at 23:30, which is day 0 whatever the hour.",
                "Not counted: Friday 25 December 2026 (Christmas Day bank holiday); Saturday 26 December 2026; "
                + "Sunday 27 December 2026; Monday 28 December 2026 (Boxing Day bank holiday, substitute day); "
                + "Friday 1 January 2027 (New Year's Day bank holiday); Saturday 2 January 2027; Sunday 3 January 2027.",
                "Counted: 1 Tuesday 29 December 2026; 2 Wednesday 30 December 2026; 3 Thursday 31 December 2026; "
                + "4 Monday 4 January 2027; 5 Tuesday 5 January 2027.",
                "Due by the end of Tuesday 5 January 2027.",
                $"Calendar used: {Calendars.WorkingDays.Version}.",
            ],
            Due(DeadlineCodes.VictimContactMedium, "2026-12-24T23:30").Trace.ToSentences());

    [Fact]
    public void Court_hours_say_how_much_of_each_date_counted() =>
        Assert.Contains(
            "Counted: 30 minutes of Thursday 24 December 2026; 24 hours of Saturday 26 December 2026; "
            + "23 hours 30 minutes of Tuesday 29 December 2026.",
            Due(DeadlineCodes.CourtHearing, "2026-12-24T23:30").Trace.ToSentences());

    [Fact]
    public void Hours_over_a_clock_change_name_both_zones()
    {
        var sentences = Due(DeadlineCodes.VictimContactHigh, "2026-10-24T14:00").Trace.ToSentences();

        Assert.Contains("Counted from the report, Saturday 24 October 2026 at 14:00 BST.", sentences);
        Assert.Contains("On Sunday 25 October 2026 the clocks went back one hour, which real hours do not notice.", sentences);
        Assert.Contains("Due by Sunday 25 October 2026 at 13:00 GMT.", sentences);
    }

    [Fact]
    public void A_count_past_the_end_of_the_bank_holiday_list_says_so()
    {
        Assert.Contains(
            Due(DeadlineCodes.VictimContactMedium, "2028-12-29").Trace.ToSentences(),
            s => s.StartsWith("The bank holiday list covers Tuesday 1 January 2019 to Sunday 31 December 2028.", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Due(DeadlineCodes.ReviewGroup2, "2026-06-15").Trace.ToSentences(),
            s => s.Contains("bank holiday list", StringComparison.Ordinal));
    }
}
