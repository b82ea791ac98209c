using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Whose record this is, at the top of each of its pages. Content: tags and facts beside the name.</summary>
[HtmlTargetElement("moj-identity-bar")]
public sealed class MojIdentityBarTagHelper : TagHelper
{
    public required string Name { get; set; }

    /// <summary>Set beside the name as private: it can be hidden from someone who looks over a shoulder.</summary>
    public bool Private { get; set; } = true;

    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(MojIdentityBarActionsTagHelper)] = new List<IHtmlContent>();
    }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var facts = await output.GetChildContentAsync();
        var actions = Markup.Join((List<IHtmlContent>)context.Items[typeof(MojIdentityBarActionsTagHelper)]);
        output.Become("div", "moj-identity-bar", Markup.Of($"""
            <div class="moj-identity-bar__container"><div class="moj-identity-bar__details"><span class="moj-identity-bar__title"{Markup.Attribute("data-private", Private)}>{Name}</span> {facts}</div>{actions}</div>
            """));
    }
}

/// <summary>What can be done with the record from any of its pages.</summary>
[HtmlTargetElement("moj-identity-bar-actions", ParentTag = "moj-identity-bar")]
public sealed class MojIdentityBarActionsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.SuppressOutput();
        ((List<IHtmlContent>)context.Items[typeof(MojIdentityBarActionsTagHelper)])
            .Add(Markup.Of($"<div class=\"moj-identity-bar__actions\"><div class=\"moj-identity-bar__menu\">{content}</div></div>"));
    }
}
