using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class ContactComparisonTests
{
    [Theory]
    [InlineData("H.Watson@Example.org ", "hwatson@example.org", MatchRule.EmailSame)]
    [InlineData("h.watson+post@example.org", "h.watson@example.org", MatchRule.EmailSame)]
    [InlineData("matthew78@ballard.net", "matthew87@balard.net", MatchRule.EmailTypo)]
    [InlineData("matthew78@ballard-mcdonald.net", "mtathew87@balladr-mcdonadl.nte", MatchRule.EmailClose)]
    [InlineData("matthew78@hotmail.com", "matthew78@example.org", MatchRule.EmailLocalSame)]
    [InlineData("matthew78@hotmail.com", "zporter@robinson.com", MatchRule.EmailDifferent)]
    public void Email_addresses(string a, string b, MatchRule expected) => Both(ContactComparison.Emails, EmailText.Of(a)!, EmailText.Of(b)!, expected);

    [Theory]
    [InlineData("07700 900123", "+44 (0)7700 900 123", MatchRule.PhoneSame)]
    [InlineData("07700 900123", "07700 900132", MatchRule.PhoneTypo)]
    [InlineData("07700 900123", "07700 900923", MatchRule.PhoneTypo)]
    [InlineData("07700 900123", "0113 496 0000", MatchRule.PhoneDifferent)]
    public void Telephone_numbers(string a, string b, MatchRule expected) =>
        Both(ContactComparison.Phones, Compared.Profile(new() { Phone = a }).Phone!, Compared.Profile(new() { Phone = b }).Phone!, expected);

    [Theory]
    [InlineData("ls1 4ap", "LS14AP", MatchRule.PostcodeSame)]
    [InlineData("LSI 4AP", "LS1 4AP", MatchRule.PostcodeTypo)]
    [InlineData("LS1 OAP", "LS1 0AP", MatchRule.PostcodeSame)]
    [InlineData("LS1 4AP", "LS1 4AQ", MatchRule.PostcodeTypo)]
    [InlineData("LS1 4AP", "LS1 9ZZ", MatchRule.PostcodeDistrict)]
    [InlineData("LS1 4AP", "M14 9ZZ", MatchRule.PostcodeDifferent)]
    public void Postcodes(string a, string b, MatchRule expected) => Both(ContactComparison.Postcodes, PostcodeText.Of(a)!, PostcodeText.Of(b)!, expected);

    [Theory]
    [InlineData("14 Mill Rd", "14, MILL ROAD", MatchRule.AddressSame)]
    [InlineData("Flat 2, 14 Mill Road", "14 Mill Road", MatchRule.AddressSame)]
    [InlineData("14 Mill Road, Leeds", "14 Mil Road", MatchRule.AddressSame)]
    [InlineData("114 Wellington Road", "11 4Wellington Road", MatchRule.AddressClose)]
    [InlineData("14 Wellington Road", "41 Wellington Road", MatchRule.AddressClose)]
    [InlineData("Flat 2, 14 Mill Road", "Flat 3, 14 Mill Road", MatchRule.AddressStreet)]
    [InlineData("14 Mill Road", "7 Mill Road", MatchRule.AddressStreet)]
    [InlineData("14 Mill Road", "14 Station Road", MatchRule.AddressDifferent)]
    public void Addresses(string a, string b, MatchRule expected) => Both(ContactComparison.Addresses, AddressText.Of(a)!, AddressText.Of(b)!, expected);

    [Theory]
    [InlineData("Bolton", "bolton ", MatchRule.CitySame)]
    [InlineData("Bolton", "Blotn", MatchRule.CityClose)]
    [InlineData("Bolton", "Preston", MatchRule.CityDifferent)]
    public void Towns(string a, string b, MatchRule expected) => Both(ContactComparison.Cities, NameTerm.Of(a)!, NameTerm.Of(b)!, expected);

    private static void Both<T>(Func<T, T, MatchRule> compare, T a, T b, MatchRule expected)
    {
        Assert.Equal(expected, compare(a, b));
        Assert.Equal(expected, compare(b, a));
    }
}
