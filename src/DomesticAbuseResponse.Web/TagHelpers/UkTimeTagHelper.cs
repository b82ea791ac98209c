using System.Globalization;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>An instant or a date in words, as London has it, with the exact value beside it for machines.</summary>
[HtmlTargetElement("uk-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class UkTimeTagHelper : TagHelper
{
    /// <summary>An instant (UTC).</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>A date.</summary>
    public DateOnly? On { get; set; }

    /// <summary>With the day of the week.</summary>
    public bool WithDay { get; set; }

    /// <summary>The time of day alone.</summary>
    public bool TimeOnly { get; set; }

    /// <summary>"3 Mar 2026" for a date.</summary>
    public bool Brief { get; set; }

    /// <summary>What to say when there is none.</summary>
    public string Empty { get; set; } = "Not recorded";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetHtmlContent(
            At is { } at ? Html(at, TimeOnly ? DisplayNames.Time(at) : WithDay ? DisplayNames.LongInstant(at) : null)
            : On is { } on ? Html(on, WithDay, Brief)
            : Markup.Of($"<span class=\"dar-quiet\">{Empty}</span>"));
    }

    public static IHtmlContent Html(DateTimeOffset at, string? words = null)
    {
        var exact = at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Markup.Of($"<time datetime=\"{exact}\">{words ?? DisplayNames.Instant(at)}</time>");
    }

    public static IHtmlContent Html(DateOnly on, bool withDay, bool brief = false) =>
        Markup.Of($"<time datetime=\"{on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\">{(withDay ? DisplayNames.LongDate(on) : brief ? DisplayNames.ShortDate(on) : DisplayNames.Date(on))}</time>");
}
