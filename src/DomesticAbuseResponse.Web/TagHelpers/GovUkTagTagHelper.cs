using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>A state in one or two words; the colour only repeats what the words say.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class GovUkTagTagHelper : TagHelper
{
    /// <summary>grey, green, teal, purple, magenta, red, orange or yellow; not set: blue.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("govuk-tag");
        output.AddClass(Colour is null ? null : $"govuk-tag--{Colour}");
    }
}

/// <summary>A risk grade; "Not assessed" never looks like Standard (R1.20).</summary>
[HtmlTargetElement("risk-tag", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RiskTagHelper : TagHelper
{
    public RiskGrade? Grade { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var (colour, words) = Grade switch
        {
            RiskGrade.High => ("red", "High risk"),
            RiskGrade.Medium => ("orange", "Medium risk"),
            RiskGrade.Standard => ("teal", "Standard risk"),
            null => ("grey", "Not assessed"),
        };
        output.Become("strong", $"govuk-tag govuk-tag--{colour}", Markup.Of($"{words}"));
    }
}

/// <summary>A mark that outranks a tag: "Restricted", "Danger".</summary>
[HtmlTargetElement("moj-badge")]
public sealed class MojBadgeTagHelper : TagHelper
{
    /// <summary>purple, bright-purple, red, green, blue, black or grey.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "span";
        output.AddClass("moj-badge");
        output.AddClass(Colour is null ? null : $"moj-badge--{Colour}");
    }
}
