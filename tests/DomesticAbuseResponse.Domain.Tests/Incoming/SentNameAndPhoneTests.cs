using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.Incoming;

/// <summary>Names and telephone numbers as systems and spreadsheets write them.</summary>
public sealed class SentNameAndPhoneTests
{
    [Theory]
    [InlineData("0121 496 0000", "+441214960000")]
    [InlineData("01214960000", "+441214960000")]
    [InlineData("+44(0)7700 900123", "+447700900123")]
    [InlineData("+44 (0) 7700 900 123", "+447700900123")]
    [InlineData("00447700900123", "+447700900123")]
    [InlineData("07700-900-123", "+447700900123")]
    [InlineData("7700900123", "+447700900123")] // a spreadsheet took the zero
    [InlineData("1214960000", "+441214960000")]
    [InlineData("7700900123.0", "+447700900123")]
    [InlineData("'07700900123", "+447700900123")]
    [InlineData("447700900123", "+447700900123")]
    [InlineData("07700 900123 (mum)", "+447700900123")]
    [InlineData("+353 1 234 5678", "+35312345678")]
    public void A_number_is_read_in_every_form_it_is_written(string written, string e164)
    {
        var phone = SentPhone.Read(written);

        Assert.Null(phone.Question);
        Assert.Equal(e164, PhoneNumber.Normalise(phone.Number!));
    }

    [Theory]
    [InlineData("7.7E+09", "rounded")]
    [InlineData("4.47701E+11", "rounded")]
    [InlineData("7,7E+09", "rounded")]
    [InlineData("496 0000", "area code")]
    [InlineData("0770090012", "no UK")]
    [InlineData("07700900123 / 07700900456", "more than one")]
    [InlineData("ask mum", "no number")]
    [InlineData("=1+1", "area code")]
    public void What_nobody_can_be_sure_of_is_a_question_and_no_guess(string written, string why)
    {
        var phone = SentPhone.Read(written);

        Assert.Null(phone.Number);
        Assert.Contains(why, phone.Question, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N/K")]
    [InlineData("unknown")]
    [InlineData("-")]
    [InlineData("withheld")]
    public void A_field_that_says_nothing_asks_nothing(string written) => Assert.Equal(new SentPhone(null, null, null), SentPhone.Read(written));

    [Theory]
    [InlineData("SMITH, John", "John Smith")]
    [InlineData("O'NEILL, Mary-Jane", "Mary-Jane O'Neill")]
    [InlineData("MRS JANE O'NEILL", "Jane O'Neill")]
    [InlineData("ANNE SMITH-JONES", "Anne Smith-Jones")]
    [InlineData("IAN MCDONALD", "Ian McDonald")]
    [InlineData("Dr. Sam Example", "Sam Example")]
    [InlineData("Jean-Luc d'Arcy", "Jean-Luc d'Arcy")]
    [InlineData("  Sam \t Example ", "Sam Example")]
    [InlineData("van der Berg, Pieter", "Pieter van der Berg")]
    [InlineData("Mrs Example", "Example")]
    [InlineData("Zoë Łukasz", "Zoë Łukasz")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("Anderson Brandt", "Anderson Brandt")]
    public void A_name_is_put_in_the_order_it_is_said(string written, string name)
    {
        var read = SentName.Read(null, null, null, written);

        Assert.Null(read.Question);
        Assert.Equal(name, read.Full);
    }

    [Fact]
    public void Names_in_their_own_fields_go_together_and_a_title_beside_them_is_left_off() =>
        Assert.Equal("Jane O'Neill", SentName.Read("Mrs", "JANE", "O'NEILL", null).Full);

    [Theory]
    [InlineData("John and Jane Smith")]
    [InlineData("J Smith & P Smith")]
    [InlineData("A Smith; B Smith")]
    public void Two_people_in_one_field_are_a_question(string written) => Assert.Contains("Two people", SentName.Read(null, null, null, written).Question, StringComparison.Ordinal);

    [Theory]
    [InlineData("UNKNOWN MALE")]
    [InlineData("n/k")]
    [InlineData("Not known")]
    [InlineData("---")]
    public void Nobody_is_nobody(string written) => Assert.Null(SentName.Read(null, null, null, written).Full);
}
