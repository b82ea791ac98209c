using System.Text.RegularExpressions;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>What is known, as pairs of name and value; with <c>card</c>, in a box with that title.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class GovUkSummaryListTagHelper : TagHelper
{
    public string? Card { get; set; }

    public int CardLevel { get; set; } = 2;

    public bool NoBorder { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var rows = await output.GetChildContentAsync();
        var border = NoBorder ? " govuk-summary-list--no-border" : "";
        if (Card is null)
        {
            output.Become("dl", $"govuk-summary-list{border}", rows);
            return;
        }

        output.Become("div", "govuk-summary-card", Markup.Of($"""
            <div class="govuk-summary-card__title-wrapper"><h{CardLevel} class="govuk-summary-card__title">{Card}</h{CardLevel}></div><div class="govuk-summary-card__content"><dl class="govuk-summary-list{border}">{rows}</dl></div>
            """));
    }
}

/// <summary>
/// One pair of a summary list. Content without a word reads "Not recorded", whatever elements stand around it: an absence is said, not left blank.
/// </summary>
[HtmlTargetElement("govuk-summary-list-row", ParentTag = "govuk-summary-list")]
public sealed partial class GovUkSummaryListRowTagHelper : TagHelper
{
    public required string Key { get; set; }

    /// <summary>Where the value can be changed; with nothing in it there is no link.</summary>
    public string? Href { get; set; }

    public string Action { get; set; } = "Change";

    public string Empty { get; set; } = "Not recorded";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        var value = SaysNothing(content) ? Markup.Of($"<span class=\"dar-quiet\">{Empty}</span>") : content;
        var action = Markup.If(!string.IsNullOrWhiteSpace(Href), $"""
            <dd class="govuk-summary-list__actions"><a class="govuk-link" href="{Href}">{Action}<span class="govuk-visually-hidden"> {Key}</span></a></dd>
            """);
        output.Become("div", "govuk-summary-list__row", Markup.Of($"""
            <dt class="govuk-summary-list__key">{Key}</dt><dd class="govuk-summary-list__value">{value}</dd>{action}
            """));
    }

    private static bool SaysNothing(TagHelperContent content) =>
        content.IsEmptyOrWhiteSpace || (!Shows().IsMatch(content.GetContent()) && string.IsNullOrWhiteSpace(Elements().Replace(content.GetContent(), "")));

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Elements();

    [GeneratedRegex("<(img|input|button|svg)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Shows();
}
