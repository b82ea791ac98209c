using System.Collections.Frozen;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>A message about the state of a record, coloured by kind and saying the kind in words.</summary>
[HtmlTargetElement("moj-alert")]
public sealed class MojAlertTagHelper : TagHelper
{
    private static readonly FrozenDictionary<string, string> _icons = new Dictionary<string, string>
    {
        ["information"] = "M15 2.5a12.5 12.5 0 1 0 0 25 12.5 12.5 0 0 0 0-25Zm1.4 19.9h-2.8v-9.4h2.8v9.4ZM15 10.8a1.6 1.6 0 1 1 0-3.2 1.6 1.6 0 0 1 0 3.2Z",
        ["success"] = "M11.3 24.7 2 15.4l2.6-2.6 6.7 6.6L25.4 5.3 28 8 11.3 24.7Z",
        ["warning"] = "M15 2.4 28.8 26.2H1.3L15 2.4Zm-1.5 7.1.2 8.3h2.5l.2-8.3h-2.9Zm1.5 10.4a1.9 1.9 0 1 0 0 3.8 1.9 1.9 0 0 0 0-3.8Z",
        ["error"] = "M20.2 2.5H9.8L2.5 9.8v10.4l7.3 7.3h10.4l7.3-7.3V9.8l-7.3-7.3Zm-9.3 6.4 4.1 4.1 4.1-4.1 2 2-4.1 4.1 4.1 4.1-2 2-4.1-4.1-4.1 4.1-2-2 4.1-4.1-4.1-4.1 2-2Z",
    }.ToFrozenDictionary();

    /// <summary>information, success, warning or error.</summary>
    public string Variant { get; set; } = "information";

    /// <summary>Names the region, and heads the text when there is any.</summary>
    public required string Heading { get; set; }

    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        var text = content.IsEmptyOrWhiteSpace ? Markup.Of($"{Heading}") : Markup.Of($"<h{Level} class=\"moj-alert__heading\">{Heading}</h{Level}>{content}");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", $"{Variant}: {Heading}");
        output.Become("div", $"moj-alert moj-alert--{Variant}", Markup.Of($"""
            <div><svg class="moj-alert__icon" aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" height="30" width="30"><path fill-rule="evenodd" d="{_icons[Variant]}" fill="currentColor"/></svg></div><div class="moj-alert__content">{text}</div>
            """));
        output.AddClass(content.IsEmptyOrWhiteSpace ? null : "moj-alert--with-heading");
    }
}
