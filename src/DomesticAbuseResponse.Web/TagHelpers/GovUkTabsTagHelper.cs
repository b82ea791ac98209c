using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Parts of one page, one shown at a time; without script all are shown, under a list of links to them.</summary>
[HtmlTargetElement("govuk-tabs")]
public sealed class GovUkTabsTagHelper : TagHelper
{
    /// <summary>The heading over the list of links when there is no script.</summary>
    public string Heading { get; set; } = "Contents";

    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(GovUkTabsPanelTagHelper)] = new List<(string Id, string Label, IHtmlContent Content)>();
    }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        _ = await output.GetChildContentAsync();
        var panels = (List<(string Id, string Label, IHtmlContent Content)>)context.Items[typeof(GovUkTabsPanelTagHelper)];
        var links = panels.Select((p, n) => Markup.Of($"""
            <li class="govuk-tabs__list-item{(n == 0 ? " govuk-tabs__list-item--selected" : "")}"><a class="govuk-tabs__tab" href="#{p.Id}">{p.Label}</a></li>
            """)).ToArray();
        var contents = panels.Select((p, n) => Markup.Of($"""
            <div class="govuk-tabs__panel{(n == 0 ? "" : " govuk-tabs__panel--hidden")}" id="{p.Id}">{p.Content}</div>
            """)).ToArray();
        output.Attributes.SetAttribute("data-module", "govuk-tabs");
        output.Become("div", "govuk-tabs", Markup.Of($"<h2 class=\"govuk-tabs__title\">{Heading}</h2><ul class=\"govuk-tabs__list\">{Markup.Join(links)}</ul>{Markup.Join(contents)}"));
    }
}

/// <summary>One part of a page with tabs.</summary>
[HtmlTargetElement("govuk-tabs-panel", ParentTag = "govuk-tabs")]
public sealed class GovUkTabsPanelTagHelper : TagHelper
{
    public required string Id { get; set; }

    public required string Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var panels = (List<(string, string, IHtmlContent)>)context.Items[typeof(GovUkTabsPanelTagHelper)];
        panels.Add((Id, Label, await output.GetChildContentAsync()));
        output.SuppressOutput();
    }
}
