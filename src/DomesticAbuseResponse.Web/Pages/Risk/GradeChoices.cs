using DomesticAbuseResponse.Domain.Risk;
using Choice = DomesticAbuseResponse.Web.TagHelpers.Choice;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>The three grades, the highest first and each with what it means, for whoever gives one: the same everywhere (R1.15).</summary>
public static class GradeChoices
{
    public static IReadOnlyList<Choice> All { get; } =
    [
        new(nameof(RiskGrade.High), "High", "Signs of serious harm; it could happen at any moment and the impact would be serious."),
        new(nameof(RiskGrade.Medium), "Medium", "Signs of serious harm, but probably not unless something changes."),
        new(nameof(RiskGrade.Standard), "Standard", "Nothing now suggests that serious harm is likely."),
    ];
}
