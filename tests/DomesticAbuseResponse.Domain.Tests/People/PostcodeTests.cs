using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Tests.People;

public sealed class PostcodeTests
{
    [Theory]
    [InlineData("B1 1AA", "B1 1AA")]
    [InlineData("b11aa", "B1 1AA")]
    [InlineData(" b1  1aa ", "B1 1AA")]
    [InlineData("B1-1AA", "B1 1AA")]
    [InlineData("WV14 0QL", "WV14 0QL")]
    [InlineData("cv12ab", "CV1 2AB")]
    [InlineData("ec1a1bb", "EC1A 1BB")]
    [InlineData("W1A 0AX", "W1A 0AX")]
    [InlineData("M60 1NW", "M60 1NW")]
    public void A_postcode_is_read_however_it_is_written(string typed, string expected) => Assert.Equal(expected, Postcode.Normalise(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("B1")]
    [InlineData("Birmingham")]
    [InlineData("B1 AAA")]
    [InlineData("12345")]
    [InlineData("BB11 11AA")]
    [InlineData("near the park")]
    public void What_cannot_be_a_postcode_gives_none(string? typed) => Assert.Null(Postcode.Normalise(typed));

    [Fact]
    public void An_address_keeps_its_lines_and_a_readable_postcode()
    {
        var address = new PostalAddress("  4 Example Row\nDudley ", "dy11aa");

        Assert.Equal(("4 Example Row\nDudley", "DY1 1AA"), (address.Lines, address.Postcode));
    }
}
