using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Tests.Account;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("seven green teapots")]
    [InlineData("lowercaseonlybutlongenough")]
    [InlineData("żółw i cztery gęsi")]
    [InlineData("correct battery horse nine")]
    [InlineData("police horse eats marzipan")]
    public void Long_and_unforeseen_is_enough(string password) => Assert.Null(PasswordRules.Refusal(password, "pat.smith@example.org"));

    [Theory]
    [InlineData(null)]
    [InlineData("elevenchars")]
    public void Short_is_refused(string? password) => Assert.Equal("Password must be 12 characters or more", PasswordRules.Refusal(password, "pat"));

    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssword2026!")]
    [InlineData("!!pa55w0rd!!2026")]
    [InlineData("Sunshine-20261123")]
    [InlineData("iloveyou123456")]
    [InlineData("Manchester United")]
    public void Common_ones_are_refused_however_dressed_up(string password) =>
        Assert.Contains("lists of common passwords", PasswordRules.Refusal(password, "pat"), StringComparison.Ordinal);

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("xyzzy1xyzzy1xyzzy1")]
    [InlineData("qwertyuiopasd")]
    [InlineData("0987654321098")]
    [InlineData("abcdefghijklm99")]
    public void Patterns_are_refused(string password) =>
        Assert.Contains("harder to guess", PasswordRules.Refusal(password, "pat"), StringComparison.Ordinal);

    [Theory]
    [InlineData("police officer 1")]
    [InlineData("MaracIDVA2026!!")]
    [InlineData("pat.smith.2026")]
    [InlineData("smithsmith2026")]
    public void Words_of_the_work_or_the_user_name_are_not_enough(string password) =>
        Assert.Contains("harder to guess", PasswordRules.Refusal(password, "pat.smith@example.org"), StringComparison.Ordinal);

    [Fact]
    public void A_passphrase_of_two_hundred_characters_is_taken() =>
        Assert.Null(PasswordRules.Refusal(string.Concat(Enumerable.Range(0, 40).Select(n => $"w{n:D3} ")), "pat"));
}
