using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class BirthComparisonTests
{
    [Theory]
    [InlineData("2008-03-23", 2008, 3, 23)]
    [InlineData("23/03/2008", 2008, 3, 23)]
    [InlineData("23.3.2008", 2008, 3, 23)]
    [InlineData("23 Mar 2008", 2008, 3, 23)]
    [InlineData("23rd of March 2008", 2008, 3, 23)]
    [InlineData("March 23, 2008", 2008, 3, 23)]
    [InlineData("20080323", 2008, 3, 23)]
    [InlineData("2008-03-23T00:00:00", 2008, 3, 23)]
    [InlineData("04/03/2008", 2008, 3, 4)]
    [InlineData("03/23/2008", 2008, 3, 23)]
    [InlineData("23/3/71", 1971, 3, 23)]
    [InlineData("1990", 1990, 0, 0)]
    [InlineData("1990-02-31", 1990, 2, 31)]
    public void A_date_is_read_in_the_forms_people_write(string typed, int year, int month, int day) => Assert.Equal(new BirthDate(year, month, day), BirthDate.Of(typed, Compared.Today));

    [Theory]
    [InlineData(2026, 1927, "27")]
    [InlineData(2026, 2026, "26")]
    [InlineData(2031, 2031, "31")]
    [InlineData(2099, 2000, "00")]
    public void A_year_of_two_figures_is_read_by_the_day_it_is_read_on(int today, int year, string typed) =>
        Assert.Equal(year, BirthDate.Of($"1/2/{typed}", new(today, 6, 1))!.Value.Year);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("unknown")]
    [InlineData("01/01/1900")]
    [InlineData("1900-01-01")]
    [InlineData("11/11/1111")]
    [InlineData("9999-12-31")]
    public void What_is_no_date_says_nothing(string? typed) => Assert.Null(BirthDate.Of(typed, Compared.Today));

    [Theory]
    [InlineData("1983-05-19", "1983-05-19", MatchRule.BirthSame)]
    [InlineData("1983-05-09", "1983-09-05", MatchRule.BirthDayAndMonthSwapped)]
    [InlineData("1983-05-19", "1983-05-12", MatchRule.BirthFigure)]
    [InlineData("1983-05-19", "1984-05-19", MatchRule.BirthFigure)]
    [InlineData("1983-05-19", "1993-05-19", MatchRule.BirthFigure)]
    [InlineData("1983-05-19", "1938-05-19", MatchRule.BirthFiguresSwapped)]
    [InlineData("1983-05-28", "1983-06-02", MatchRule.BirthDays)]
    [InlineData("1983-05-28", "1983-07-02", MatchRule.BirthMonth)]
    [InlineData("1983-05-19", "1983-08-28", MatchRule.BirthSeason)]
    [InlineData("1983-05-19", "1984-06-02", MatchRule.BirthYear)]
    [InlineData("1983-05-19", "1993-06-02", MatchRule.BirthDecade)]
    [InlineData("1983-05-19", "1986-02-19", MatchRule.BirthTwoFigures)]
    [InlineData("1983-01-02", "1983-09-30", MatchRule.BirthSameYear)]
    [InlineData("1983", "1983-11-30", MatchRule.BirthSameYear)]
    [InlineData("1983-01-02", "1987-11-30", MatchRule.BirthDifferent)]
    [InlineData("1983-01-02", "2007-11-30", MatchRule.BirthGeneration)]
    [InlineData("1905-01-02", "1987-11-30", MatchRule.BirthDifferent)]
    public void Two_dates_agree_so_far_whichever_comes_first(string a, string b, MatchRule expected)
    {
        var (one, other) = (BirthDate.Of(a, Compared.Today)!.Value, BirthDate.Of(b, Compared.Today)!.Value);

        Assert.Equal(expected, BirthComparison.Of(one, other));
        Assert.Equal(expected, BirthComparison.Of(other, one));
    }
}
