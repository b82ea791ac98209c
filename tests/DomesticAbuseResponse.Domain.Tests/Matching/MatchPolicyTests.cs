using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Tests.Matching;

public sealed class MatchPolicyTests
{
    [Fact]
    public void Twice_as_many_people_need_a_point_more() =>
        Assert.Equal(1, MatchPolicy.Shipped.Threshold.Among(20_000) - MatchPolicy.Shipped.Threshold.Among(10_000), 9);

    [Fact]
    public void A_small_file_needs_no_less_than_one_of_some_hundreds() =>
        Assert.Equal(MatchPolicy.Shipped.Threshold.Among(MatchPolicy.Shipped.Threshold.Fewest), MatchPolicy.Shipped.Threshold.Among(2));

    [Theory]
    [InlineData("{\"version\":\"x\",\"threshold\":{},\"rules\":{\"NoSuchRule\":{\"points\":1}}}", "NoSuchRule")]
    [InlineData("{\"version\":\"x\",\"threshold\":{},\"rules\":{\"GivenSame\":{\"points\":1}}}", "No points for GivenVariant")]
    public void A_policy_with_a_rule_too_many_or_too_few_is_refused(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => MatchPolicy.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Better_agreement_never_gives_fewer_points()
    {
        const double bits = 8;
        double Points(MatchRule rule) => MatchPolicy.Shipped[rule].For(bits);

        Assert.True(Points(MatchRule.GivenSame) > Points(MatchRule.GivenTypo) && Points(MatchRule.GivenTypo) > Points(MatchRule.GivenDifferent) && Points(MatchRule.GivenDifferent) > Points(MatchRule.GivenOther));
        Assert.True(Points(MatchRule.SurnameSame) > Points(MatchRule.SurnameTypo) && Points(MatchRule.SurnameTypo) > Points(MatchRule.SurnameLikeness));
        Assert.True(Points(MatchRule.BirthSame) > Points(MatchRule.BirthFigure) && Points(MatchRule.BirthFigure) > Points(MatchRule.BirthDifferent));
        Assert.True(Points(MatchRule.EmailSame) > Points(MatchRule.EmailDifferent) && Points(MatchRule.PhoneSame) > Points(MatchRule.PhoneDifferent));
        Assert.True(Points(MatchRule.AddressSame) > Points(MatchRule.AddressStreet) && Points(MatchRule.PostcodeSame) > Points(MatchRule.PostcodeDistrict));
    }
}
