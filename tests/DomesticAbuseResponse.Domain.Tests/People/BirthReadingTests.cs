using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.People;

public sealed class BirthReadingTests
{
    private static readonly DateOnly _today = new(2026, 11, 23);

    [Theory]
    [InlineData("31/3/1990", "1990-03-31")]
    [InlineData("31 03 1990", "1990-03-31")]
    [InlineData("31.3.1990", "1990-03-31")]
    [InlineData("31-03-1990", "1990-03-31")]
    [InlineData("31 March 1990", "1990-03-31")]
    [InlineData("31 mar 1990", "1990-03-31")]
    [InlineData("1990-03-31", "1990-03-31")]
    [InlineData("31/3/90", "1990-03-31")]
    [InlineData("31/3/05", "2005-03-31")]
    [InlineData("5/12/26", "1926-12-05")]
    [InlineData("29 February 2024", "2024-02-29")]
    [InlineData("23/11/2026", "2026-11-23")]
    public void A_date_is_read_however_it_is_written(string typed, string expected) =>
        Assert.Equal(new BirthReading(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), false, null), BirthReading.Of(typed, _today));

    [Theory]
    [InlineData("36", "1990-11-23")]
    [InlineData("about 36", "1990-11-23")]
    [InlineData("Aged 36", "1990-11-23")]
    [InlineData("36 years old", "1990-11-23")]
    [InlineData("0", "2026-11-23")]
    [InlineData("1990", "1990-12-31")]
    [InlineData("2026", "2026-11-23")]
    [InlineData("18", "2008-11-23")]
    [InlineData("about 18", "2009-11-23")]
    [InlineData("~16", "2011-11-23")]
    public void An_age_or_a_year_gives_an_estimate(string typed, string expected) =>
        Assert.Equal(new BirthReading(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), true, null), BirthReading.Of(typed, _today));

    [Theory]
    [InlineData("31/02/1990", "This is not a real date")]
    [InlineData("32/1/1990", "This is not a real date")]
    [InlineData("the spring", "This is not a real date")]
    [InlineData("24/11/2026", "This date of birth lies in the future")]
    [InlineData("1/1/1850", "This date of birth is more than 120 years ago")]
    [InlineData("1850", "1850 is not possible as a year of birth")]
    [InlineData("2027", "2027 is not possible as a year of birth")]
    [InlineData("999", "An age of 999 is not possible")]
    public void What_cannot_be_a_date_of_birth_is_said_to_be_so(string typed, string problem) =>
        Assert.Equal(new BirthReading(null, false, problem), BirthReading.Of(typed, _today));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" - ")]
    public void Nothing_typed_is_no_problem(string? typed) => Assert.Equal(new BirthReading(null, false, null), BirthReading.Of(typed, _today));
}
