using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Several lines of text with a limit, counted down as they are typed. The limit itself is the server's to keep.</summary>
[HtmlTargetElement("govuk-character-count")]
public sealed class GovUkCharacterCountTagHelper : GovUkTextareaTagHelper
{
    public required int Max { get; set; }

    /// <summary>The count appears when this share of the limit, in per cent, is used.</summary>
    public int? Threshold { get; set; }

    protected override string ExtraClass => " govuk-js-character-count";

    protected override void Group(Field field, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.SetAttribute("class", $"{output.Attributes["class"].Value} govuk-character-count");
        output.Attributes.SetAttribute("data-module", "govuk-character-count");
        output.Attributes.SetAttribute("data-maxlength", Max);
        if (Threshold is { } threshold)
        {
            output.Attributes.SetAttribute("data-threshold", threshold);
        }
    }

    protected override IHtmlContent Describe(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Markup.Attribute("aria-describedby", $"{field.Id}-info {field.DescribedBy}".TrimEnd());
    }

    protected override IHtmlContent After(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Markup.Of($"<div id=\"{field.Id}-info\" class=\"govuk-hint govuk-character-count__message\">You can enter up to {$"{Max:N0}"} characters</div>");
    }
}
