using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class ChildScaleTests
{
    private static readonly Instrument _dvrim = Forms.Of(InstrumentCodes.ChildMatrix);

    [Theory]
    [InlineData(2, 6, false, 3, null)]
    [InlineData(3, 6, false, 3, 4)]
    [InlineData(3, 9, false, 3, null)]
    [InlineData(2, 7, false, 2, null)]
    [InlineData(2, 9, true, 3, null)]
    [InlineData(3, 9, true, 3, 4)]
    [InlineData(1, 6, false, 1, null)]
    [InlineData(4, 6, true, 4, null)]
    [InlineData(2, null, false, 2, null)]
    public void S17_a_child_under_7_or_with_special_needs_raises_scale_2_and_prompts_at_scale_3(
        int scale, int? age, bool specialNeeds, int expected, int? prompt)
    {
        var result = ChildScale.For(_dvrim, scale, age, specialNeeds).Done();

        Assert.Equal(expected, result.Scale.Number);
        Assert.Equal(prompt, result.PromptTo?.Number);
        Assert.Contains(ChildScale.WeighProtection, result.Reasons);
    }

    [Theory]
    [InlineData(1, "Moderate", 2)]
    [InlineData(2, "Moderate to serious", 2)]
    [InlineData(3, "Serious", 3)]
    [InlineData(4, "Severe", 4)]
    public void Each_scale_has_its_level_and_tier_of_need(int scale, string level, int tier)
    {
        var found = ChildScale.For(_dvrim, scale, age: 12, specialNeeds: false).Done().Scale;

        Assert.Equal((level, tier), (found.Level, found.NeedTier));
        Assert.NotEmpty(found.DefaultRoute);
    }

    [Fact]
    public void An_unknown_age_is_asked_for() =>
        Assert.Contains(ChildScale.For(_dvrim, 2, age: null, specialNeeds: false).Done().Reasons, r => r.Contains("age is not known"));

    [Fact]
    public void The_highest_scale_with_a_sign_present_counts_and_protective_factors_do_not()
    {
        ScaleFinding[] findings = [new(1, "violence"), new(3, "vulnerabilities"), new(4, "protective_factors")];

        Assert.Equal(3, ChildScale.HighestPresent(_dvrim, findings));
        Assert.Null(ChildScale.HighestPresent(_dvrim, []));
    }

    [Fact]
    public void A_scale_that_does_not_exist_is_refused() =>
        Assert.Equal("scale.unknown", ChildScale.For(_dvrim, 5, 4, false).Refusal?.Code);
}
