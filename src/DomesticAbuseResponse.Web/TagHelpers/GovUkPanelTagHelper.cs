using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>The end of a journey: what was done and its reference. The title is the page's h1.</summary>
[HtmlTargetElement("govuk-panel")]
public sealed class GovUkPanelTagHelper : TagHelper
{
    public required string Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.Become("div", "govuk-panel govuk-panel--confirmation", Markup.Of($"""
            <h1 class="govuk-panel__title">{Heading}</h1>{Markup.If(!content.IsEmptyOrWhiteSpace, $"<div class=\"govuk-panel__body\">{content}</div>")}
            """));
    }
}
