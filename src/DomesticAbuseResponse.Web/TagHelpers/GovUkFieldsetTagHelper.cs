using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Fields that belong together under one legend.</summary>
[HtmlTargetElement("govuk-fieldset")]
public sealed class GovUkFieldsetTagHelper : TagHelper
{
    public required string Legend { get; set; }

    public string? LegendClass { get; set; } = "govuk-fieldset__legend--m";

    public bool PageHeading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.Become("fieldset", "govuk-fieldset", Markup.Of($"{GroupedFieldTagHelper.LegendHtml(Legend, LegendClass, PageHeading)}{content}"));
    }
}
