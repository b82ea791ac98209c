using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.People;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("07700900123")]
    [InlineData("07700 900123")]
    [InlineData("07700-900-123")]
    [InlineData("07700.900.123")]
    [InlineData(" 07700  900 123 ")]
    [InlineData("(07700) 900123")]
    [InlineData("+447700900123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900 123")]
    [InlineData("+44(0) 7700900123")]
    [InlineData("(+44) 7700 900123")]
    [InlineData("+44 07700 900123")]
    [InlineData("00447700900123")]
    [InlineData("0044 (0) 7700-900-123")]
    [InlineData("447700900123")]
    [InlineData("44 7700 900123")]
    [InlineData("7700900123")]
    [InlineData("07700 900123 ext 4")]
    [InlineData("07700 900123 x4")]
    [InlineData("07700 900123 #4")]
    [InlineData("07700\u00a0900\u00a0123")]
    [InlineData("07700\u2013900\u2013123")]
    [InlineData("０７７００９００１２３")]
    [InlineData("Tel: 07700 900123")]
    [InlineData("tel:+447700900123")]
    [InlineData("07700 900123 (mum)")]
    [InlineData("07700 900123 (her mum), after 6")]
    [InlineData("07700,900123")]
    [InlineData("07700_900_123")]
    [InlineData("07700 900123 ext. 4")]
    [InlineData("Flat 2, 07700 900123")]
    [InlineData("mob 447700900123")]
    [InlineData("07700 900123, 07700900123")]
    [InlineData("\u202a+44 7700 900123\u202c")]
    [InlineData("+44 ( 0 ) 7700 900123")]
    public void One_mobile_number_is_recognised_however_it_is_written(string typed) =>
        Assert.Equal("+447700900123", PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("0121 496 0123", "+441214960123")]
    [InlineData("(0121) 496-0123", "+441214960123")]
    [InlineData("020 7946 0123", "+442079460123")]
    [InlineData("01632 960123", "+441632960123")]
    [InlineData("0800 1111", null)]
    [InlineData("0808 157 0123", "+448081570123")]
    [InlineData("016977 2123", "+44169772123")]
    [InlineData("+353 1 234 5678", "+35312345678")]
    [InlineData("00 33 1 23 45 67 89", "+33123456789")]
    [InlineData("+1 (202) 555-0123", "+12025550123")]
    public void Land_lines_and_numbers_abroad_are_read_too(string typed, string? expected) =>
        Assert.Equal(expected, PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("withheld")]
    [InlineData("12345")]
    [InlineData("0770090012")]
    [InlineData("077009001234")]
    [InlineData("07700 90012?")]
    [InlineData("her mum's number")]
    [InlineData("+44 7700 900")]
    [InlineData("+0123456789")]
    [InlineData("+1234567890123456")]
    [InlineData("0000000000")]
    [InlineData("+")]
    [InlineData("ext 12")]
    [InlineData("07700 900123 or 07700 900124")]
    [InlineData("07700 900123, 07700 900124")]
    [InlineData("07700 900123 / 0121 496 0123")]
    [InlineData("DA-2026-000123")]
    [InlineData("born 1990, flat 7700900123")]
    [InlineData("٠٧٧٠٠٩٠٠١٢٣")]
    public void What_is_not_a_whole_number_gives_none(string typed) => Assert.Null(PhoneNumber.Normalise(typed));

    [Theory]
    [InlineData("07700 900123", "+44 (0)7700 900 123", true)]
    [InlineData("07700 900123", "Tel: 07700900123 (mum)", true)]
    [InlineData("07700 900123", "07700 900124", false)]
    [InlineData("Ext. 12", "ext 12", true)]
    [InlineData("ext 12", "ext 13", false)]
    [InlineData("07700 900123", "07700 900123 or 07700 900124", false)]
    public void Two_numbers_are_the_same_however_they_are_written(string a, string b, bool same)
    {
        Assert.Equal(same, PhoneNumber.Same(a, b));
        Assert.Equal(same, PhoneNumber.Same(b, a));
    }
}
