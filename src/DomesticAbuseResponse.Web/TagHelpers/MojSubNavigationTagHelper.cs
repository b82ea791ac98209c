using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Links between the pages of one record: Summary, Timeline, Risk.</summary>
[HtmlTargetElement("moj-sub-navigation")]
public sealed class MojSubNavigationTagHelper : TagHelper
{
    /// <summary>What the pages have in common, for those who hear the page.</summary>
    public required string Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var items = await output.GetChildContentAsync();
        output.Attributes.SetAttribute("aria-label", Label);
        output.Become("nav", "moj-sub-navigation", Markup.Of($"<ul class=\"moj-sub-navigation__list\">{items}</ul>"));
    }
}

/// <summary>One link of a sub navigation; the one to the page itself is marked as current.</summary>
[HtmlTargetElement("moj-sub-navigation-item", ParentTag = "moj-sub-navigation")]
public sealed class MojSubNavigationItemTagHelper : TagHelper
{
    public required string Href { get; set; }

    /// <summary>Not set: whether the address is the page's own.</summary>
    public bool? Current { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        var path = Href.Split('?')[0];
        var current = Current ?? string.Equals(ViewContext.HttpContext.Request.Path, path, StringComparison.OrdinalIgnoreCase);
        output.Become("li", "moj-sub-navigation__item", Markup.Of($"""
            <a class="moj-sub-navigation__link" href="{Href}"{Markup.Attribute("aria-current", current ? "page" : null)}>{content}</a>
            """));
    }
}
