using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Everything that is wrong with the page, at its top, each with a link to its field; nothing when all is well.</summary>
[HtmlTargetElement("govuk-error-summary")]
public sealed class GovUkErrorSummaryTagHelper : TagHelper
{
    public string Heading { get; set; } = "There is a problem";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var wrong = ViewContext.ViewData.ModelState.Where(s => s.Value is { Errors.Count: > 0 })
            .Select(s => (s.Key, s.Value!.Errors[0].ErrorMessage))
            .OrderBy(w => FieldOrder.Of(ViewContext.ViewData.ModelMetadata.ModelType, w.Key), StringComparer.Ordinal).ToArray();
        if (wrong.Length == 0)
        {
            output.SuppressOutput();
            return;
        }

        var items = wrong.Select(w => w.Key.Length == 0
            ? Markup.Of($"<li>{w.ErrorMessage}</li>")
            : Markup.Of($"<li><a href=\"#{Field.IdOf(w.Key)}\">{w.ErrorMessage}</a></li>")).ToArray();

        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Become("div", "govuk-error-summary", Markup.Of($"""
            <div role="alert"><h2 class="govuk-error-summary__title">{Heading}</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">{Markup.Join(items)}</ul></div></div>
            """));
    }
}
