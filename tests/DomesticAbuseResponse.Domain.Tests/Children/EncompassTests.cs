using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Time;
using static DomesticAbuseResponse.Domain.Tests.Deadlines.Clocks;

namespace DomesticAbuseResponse.Domain.Tests.Children;

/// <summary>Who is told that a child lives with domestic abuse, and by when (R4.42 to R4.45).</summary>
public sealed class EncompassTests
{
    private static readonly DateOnly _day = new(2026, 11, 27);

    private static readonly SchoolTerms _terms = new(
        "2026-27", [new("Autumn, second half", new(2026, 11, 2), new(2026, 12, 18)), new("Spring, first half", new(2027, 1, 5), new(2027, 2, 12))], [], "Officer for home education, 01632 960999");

    private static DueDate By(string start, SchoolTerms? terms = null) => SchoolDeadline.Of(Start(start), DeadlineRuleBook.Default, BankHolidays.Default, terms ?? _terms, "Ashmere");

    [Fact]
    public void S47_the_school_of_a_child_of_6_is_told_before_Monday_0830_though_the_child_was_asleep()
    {
        var duty = EncompassDuty.Of(new DateOnly(2020, 3, 1), false, Education.School, _day);

        Assert.Equal(NoticeTo.School, duty.To);
        Assert.Contains("whether or not the child was there", duty.Because);
        DueAt("2026-11-30T08:30:00+00:00", By("2026-11-27T21:10"));
    }

    [Fact]
    public void S48_in_the_holidays_the_latest_is_the_first_day_of_term_and_it_is_due_now_all_the_same()
    {
        var due = By("2026-12-18T20:00");
        var notice = SchoolNotice.Make(default, default, default, new(NoticeTo.School, "At school."), SchoolConcern.None, due, Instant("2026-12-18T20:05"));

        DueAt("2027-01-05T08:30:00+00:00", due);
        Assert.Equal(SchoolNoticeStatus.Due, notice.Status);
        Assert.Contains(due.Trace.ToSentences(), s => s.Contains("outside term", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, Education.Nursery, NoticeTo.Nobody)]
    [InlineData(10, Education.HomeEducated, NoticeTo.LocalAuthority)]
    [InlineData(16, Education.College, NoticeTo.College)]
    public void S49_a_nursery_is_outside_the_duty_home_education_goes_to_the_authority_and_a_college_is_told(int age, Education education, NoticeTo expected) =>
        Assert.Equal(expected, EncompassDuty.Of(_day.AddYears(-age).AddDays(-30), false, education, _day).To);

    [Theory]
    [InlineData("2022-08-31", Education.NotKnown, NoticeTo.FindOut)]     // four, and in reception since September
    [InlineData("2022-09-01", Education.NotKnown, NoticeTo.Nobody)]      // four, and below reception until next September
    [InlineData("2022-09-01", Education.School, NoticeTo.School)]        // at school all the same
    [InlineData("2021-11-01", Education.Nursery, NoticeTo.FindOut)]      // five: the record is old
    [InlineData("2022-06-01", Education.Nursery, NoticeTo.Nobody)]       // four, and held back a year
    [InlineData("2008-11-28", Education.School, NoticeTo.School)]        // seventeen until tomorrow
    [InlineData("2008-11-27", Education.School, NoticeTo.Nobody)]        // eighteen today
    [InlineData("2010-01-01", Education.NoPlace, NoticeTo.Nobody)]       // sixteen, in no education
    [InlineData("2014-01-01", Education.NoPlace, NoticeTo.LocalAuthority)]
    [InlineData(null, Education.NotKnown, NoticeTo.FindOut)]
    [InlineData(null, Education.Nursery, NoticeTo.Nobody)]
    public void R4_43_reception_to_17_and_whoever_cannot_be_placed_is_looked_for(string? born, Education education, NoticeTo expected)
    {
        var duty = EncompassDuty.Of(born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), false, education, _day);

        Assert.Equal(expected, duty.To);
        Assert.NotEmpty(duty.Because);
    }

    [Fact]
    public void A_year_of_birth_alone_is_read_so_that_no_child_is_left_out()
    {
        Assert.True(EncompassDuty.Of(new DateOnly(2008, 1, 1), true, Education.College, _day).IsOwed); // may be 17 until the end of the year
        Assert.True(EncompassDuty.Of(new DateOnly(2022, 1, 1), true, Education.NotKnown, _day).IsOwed); // may be in reception
    }

    [Theory]
    [InlineData("2026-11-26T07:00", "2026-11-26T08:30:00+00:00")] // before school on a school day
    [InlineData("2026-11-26T08:30", "2026-11-27T08:30:00+00:00")]
    [InlineData("2026-12-24T20:00", "2026-12-29T08:30:00+00:00")] // Christmas Day, the weekend and the substitute day
    public void R4_45_without_term_dates_every_weekday_that_is_no_bank_holiday_counts_and_the_trace_says_so(string start, string expected)
    {
        var due = By(start, SchoolTerms.None);

        DueAt(expected, due);
        Assert.Contains(due.Trace.Notes!, n => n.Contains("No school term dates are held", StringComparison.Ordinal) && n.Contains("every weekday", StringComparison.Ordinal));
        Assert.Equal(DeadlineCodes.SchoolNotification, due.Trace.RuleCode);
    }

    [Fact]
    public void R4_45_after_the_last_term_that_is_held_the_strict_reading_holds() => DueAt("2027-02-15T08:30:00+00:00", By("2027-02-12T19:00"));

    [Fact]
    public void Terms_that_overlap_or_end_before_they_begin_are_refused()
    {
        Assert.Null(_terms.Check());
        Assert.Equal("school-terms.order", new SchoolTerms("x", [new("A", new(2026, 9, 2), new(2026, 9, 1))], []).Check()!.Code);
        Assert.Equal("school-terms.overlap", new SchoolTerms("x", [new("A", new(2026, 9, 1), new(2026, 10, 1)), new("B", new(2026, 10, 1), new(2026, 12, 1))], []).Check()!.Code);
    }

    [Theory]
    [InlineData(true, true, 2, "said")]
    [InlineData(false, true, 2, "school")]
    [InlineData(false, false, 1, "area0")]
    [InlineData(false, false, 2, null)]
    public void A_childs_authority_is_the_one_said_then_the_schools_then_the_only_one_of_the_area(bool said, bool school, int area, string? expected)
    {
        static AuthorityOfChild Of(string name) => new(default, name, null);
        Assert.Equal(expected, ChildsAuthority.Choose(said ? Of("said") : null, school ? Of("school") : null, [.. Enumerable.Range(0, area).Select(i => Of($"area{i}"))])?.Name);
    }
}
