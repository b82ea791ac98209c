using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Domain.Tests.Incidents;

public sealed class ResponseSchemeTests
{
    public static TheoryData<ResponseScheme, string?> Schemes => new()
    {
        { ResponseScheme.Default, null },
        { ResponseScheme.WithTargets, null },
        { ResponseScheme.Default with { Grades = [.. ResponseScheme.Default.Grades.Skip(1)] }, "response-scheme.grades" },
        { With(new(ResponseGrade.Immediate, " ")), "response-scheme.names" },
        { With(new(ResponseGrade.Immediate, "routine")), "response-scheme.names" },
        { With(new(ResponseGrade.Immediate, new string('x', 41))), "response-scheme.names" },
        { With(new(ResponseGrade.Immediate, "Now", TimeSpan.Zero)), "response-scheme.targets" },
        { With(new(ResponseGrade.Immediate, "Now", TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(15))), "response-scheme.targets" },
        { With(new(ResponseGrade.Immediate, "Now", null, TimeSpan.FromMinutes(15))), "response-scheme.targets" },
    };

    [Theory, MemberData(nameof(Schemes))]
    public void A_scheme_names_each_grade_once_with_sensible_targets(ResponseScheme scheme, string? refusal) =>
        Assert.Equal(refusal, scheme.Check()?.Code);

    [Theory]
    [InlineData(15, 20, "attend within 15 minutes, 20 minutes in the country")]
    [InlineData(60, null, "attend within 1 hour")]
    [InlineData(90, null, "attend within 90 minutes")]
    [InlineData(1440, 1440, "attend within 24 hours")]
    public void A_target_is_said_in_words(int minutes, int? rural, string words) =>
        Assert.Equal(words, new ResponseGradeName(ResponseGrade.Immediate, "x", TimeSpan.FromMinutes(minutes), rural is { } r ? TimeSpan.FromMinutes(r) : null).Target);

    private static ResponseScheme With(ResponseGradeName first) => ResponseScheme.Default with { Grades = [first, .. ResponseScheme.Default.Grades.Skip(1)] };
}
