using System.Globalization;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// "Showing 26 to 50 of 214 incidents", said even when there is one page, and the links to the others. The links keep
/// the rest of the address.
/// </summary>
[HtmlTargetElement("govuk-pagination")]
public sealed class GovUkPaginationTagHelper : TagHelper
{
    /// <summary>The page shown; the first is 1.</summary>
    public int Current { get; set; } = 1;

    public int Size { get; set; } = 25;

    public required int Total { get; set; }

    /// <summary>What is counted, in the plural.</summary>
    public string What { get; set; } = "results";

    /// <summary>The name of the page number in the address.</summary>
    public string Parameter { get; set; } = "p";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var last = Math.Max(1, (Total + Size - 1) / Size);
        var showing = Total == 0 ? Markup.Of($"No {What}") : Markup.Of($"""
            Showing <strong>{Number(((Current - 1) * Size) + 1)}</strong> to <strong>{Number(Math.Min(Current * Size, Total))}</strong> of <strong>{Number(Total)}</strong> {What}
            """);
        output.Become("div", "dar-pagination", Markup.Of($"<p class=\"govuk-body\">{showing}</p>{(last == 1 ? Markup.None : Links(last))}"));
    }

    private IHtmlContent Links(int last)
    {
        var pages = new[] { 1, Current - 1, Current, Current + 1, last }.Where(p => p >= 1 && p <= last).Distinct().Order().ToArray();
        var items = pages.SelectMany((page, n) => n > 0 && page - pages[n - 1] > 1 ? new[] { Gap(), Page(page) } : [Page(page)]).ToArray();
        return Markup.Of($"""
            <nav class="govuk-pagination" aria-label="Pages of {What}">{Step("prev", "Previous", Current - 1, last)}<ul class="govuk-pagination__list">{Markup.Join(items)}</ul>{Step("next", "Next", Current + 1, last)}</nav>
            """);
    }

    private IHtmlContent Page(int page) => Markup.Of($"""
        <li class="govuk-pagination__item{(page == Current ? " govuk-pagination__item--current" : "")}"><a class="govuk-link govuk-pagination__link" href="{Url(page)}" aria-label="Page {page}"{Markup.Attribute("aria-current", page == Current ? "page" : null)}>{Number(page)}</a></li>
        """);

    private static IHtmlContent Gap() => Markup.Of($"<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">&ctdot;</li>");

    private IHtmlContent Step(string rel, string word, int page, int last) => Markup.If(page >= 1 && page <= last, $"""
        <div class="govuk-pagination__{rel}"><a class="govuk-link govuk-pagination__link" href="{Url(page)}" rel="{rel}"><span class="govuk-pagination__link-title">{word}<span class="govuk-visually-hidden"> page</span></span></a></div>
        """);

    private string Url(int page)
    {
        var request = ViewContext.HttpContext.Request;
        var rest = request.Query.Where(q => !string.Equals(q.Key, Parameter, StringComparison.OrdinalIgnoreCase));
        return request.PathBase + request.Path + new QueryBuilder(rest) { { Parameter, page.ToString(CultureInfo.InvariantCulture) } }.ToQueryString();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
