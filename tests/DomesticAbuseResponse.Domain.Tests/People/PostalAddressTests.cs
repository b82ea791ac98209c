using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.People;

public sealed class PostalAddressTests
{
    [Theory]
    [InlineData("14 Example Road, Town", "14", "Example")]
    [InlineData("Flat 2, 14a Long Example Street", "14A", "Long Example")]
    [InlineData("7 Parade", "7", "Parade")]
    [InlineData("Flat 14\nExample House\nTown", "14", "Example")]
    [InlineData("14/16 - Example Road", "16", "Example")]
    [InlineData("14a, Example Road", "14A", "Example")]
    [InlineData("Rose Cottage, Mill Lane", null, null)]
    [InlineData("14", null, null)]
    [InlineData("14 A", null, null)]
    [InlineData("", null, null)]
    public void A_house_and_the_name_of_its_street_are_read_from_the_lines(string lines, string? house, string? street) =>
        Assert.Equal(house is null ? null : (house, street!), new PostalAddress(lines, null).HouseAndStreet());

    [Theory]
    [InlineData("14 Example Road", "Flat 1, 14 Example Rd", true)]
    [InlineData("14 Example Road", "14 EXAMPLE ROAD, TOWN", true)]
    [InlineData("14 Example Road", "Flat 14\nExample House", true)]
    [InlineData("14 Example Road", "14/16 Example Road", true)]
    [InlineData("14 Example Road", "140 Example Road", false)]
    [InlineData("14 Example Road", "14 Examples Road", false)]
    [InlineData("14 Example Road", "Example Road", false)]
    [InlineData("14 Example Road", null, false)]
    [InlineData("Example Road", "14 Example Road", false)]
    public void The_same_house_in_the_same_street_is_known_again_without_a_postcode(string lines, string? other, bool same) =>
        Assert.Equal(same, new PostalAddress(lines, null).SameHouseAs(other) is not null);
}
