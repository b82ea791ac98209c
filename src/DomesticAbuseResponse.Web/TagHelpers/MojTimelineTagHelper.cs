using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>What happened, who did it and when, in the order the page gives.</summary>
[HtmlTargetElement("moj-timeline")]
public sealed class MojTimelineTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.AddClass("moj-timeline");
    }
}

/// <summary>One entry of a timeline; its content is the text behind the heading.</summary>
[HtmlTargetElement("moj-timeline-item", ParentTag = "moj-timeline")]
public sealed class MojTimelineItemTagHelper : TagHelper
{
    public required string Heading { get; set; }

    public int Level { get; set; } = 2;

    public string? By { get; set; }

    /// <summary>When it happened, shown as London time.</summary>
    public required DateTimeOffset At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        var by = Markup.If(!string.IsNullOrWhiteSpace(By), $" <p class=\"moj-timeline__byline\">by {By}</p>");
        var more = Markup.If(!content.IsEmptyOrWhiteSpace, $"<div class=\"moj-timeline__description\">{content}</div>");
        output.Become("div", "moj-timeline__item", Markup.Of($"""
            <div class="moj-timeline__header"><h{Level} class="moj-timeline__title">{Heading}</h{Level}>{by}</div><p class="moj-timeline__date">{UkTimeTagHelper.Html(At)}</p>{more}
            """));
    }
}
