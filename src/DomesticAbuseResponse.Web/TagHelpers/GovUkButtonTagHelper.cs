using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>A button that posts its form once however often it is pressed; with <c>href</c>, a link that looks like one.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class GovUkButtonTagHelper(IUrlHelperFactory urls) : TagHelper
{
    public string Type { get; set; } = "submit";

    /// <summary>secondary, warning or inverse.</summary>
    public string? Variant { get; set; }

    public string? Href { get; set; }

    /// <summary>The page handler the button posts to, when it is not the form's own.</summary>
    public string? Handler { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = Href is null ? "button" : "a";
        output.AddClass("govuk-button");
        output.AddClass(Variant is null ? null : $"govuk-button--{Variant}");
        output.Attributes.SetAttribute("data-module", "govuk-button");

        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }
        else
        {
            output.Attributes.SetAttribute("type", Type);
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
            if (Handler is not null)
            {
                output.Attributes.SetAttribute("formaction", urls.GetUrlHelper(ViewContext).Page(null, Handler));
            }
        }

        output.Content.SetHtmlContent(content);
    }
}

/// <summary>Buttons and links side by side.</summary>
[HtmlTargetElement("govuk-button-group")]
public sealed class GovUkButtonGroupTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.AddClass("govuk-button-group");
    }
}
