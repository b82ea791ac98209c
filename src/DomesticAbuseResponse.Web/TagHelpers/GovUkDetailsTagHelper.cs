using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Text that opens when asked for: "Why this date?".</summary>
[HtmlTargetElement("govuk-details")]
public sealed class GovUkDetailsTagHelper : TagHelper
{
    public required string Summary { get; set; }

    /// <summary>Said after the summary to those who hear the page: what it is about, when several look alike.</summary>
    public string? HiddenText { get; set; }

    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        if (Open)
        {
            output.Attributes.SetAttribute(new TagHelperAttribute("open", null, HtmlAttributeValueStyle.Minimized));
        }

        var hidden = Markup.If(HiddenText is not null, $"<span class=\"govuk-visually-hidden\"> {HiddenText}</span>");
        output.Become("details", "govuk-details", Markup.Of($"""
            <summary class="govuk-details__summary"><span class="govuk-details__summary-text">{Summary}{hidden}</span></summary><div class="govuk-details__text">{content}</div>
            """));
    }
}
