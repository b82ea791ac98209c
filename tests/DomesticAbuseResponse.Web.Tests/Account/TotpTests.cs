using System.Text;
using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class TotpTests
{
    private static readonly byte[] _seed = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The vectors of RFC 6238, appendix B, to six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long unixSeconds, string code) =>
        Assert.Equal(code, Totp.Code(_seed, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixSeconds))));

    [Fact]
    public void The_key_reads_back_as_the_seed() => Assert.Equal(_seed, Base32.Decode(Totp.Base32(_seed)));

    [Theory]
    [InlineData("287 082")]
    [InlineData(" 287082 ")]
    public void Spaces_make_no_difference(string typed) => Assert.NotNull(Totp.Match(_seed, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("٢٨٧٠٨٢")]
    public void Anything_but_the_six_digits_is_no_code(string typed) => Assert.Null(Totp.Match(_seed, typed, DateTimeOffset.FromUnixTimeSeconds(59)));
}
