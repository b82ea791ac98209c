using DomesticAbuseResponse.Web.Infrastructure.Binding;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>A date (<c>DateOnly?</c>) typed as day, month and year; <see cref="UkDateBinder"/> reads it back.</summary>
[HtmlTargetElement("govuk-date-input")]
public sealed class GovUkDateInputTagHelper : GroupedFieldTagHelper
{
    protected override string Role => "group";

    protected override Field FieldOf() => Field.Of(For, ViewContext, Hint, DescribedBy, UkDateBinder.PartNames);

    protected override Task<IHtmlContent> ControlsAsync(TagHelperContext context, Field field, TagHelperOutput output) =>
        Task.FromResult(DateParts.Html(field, ViewContext, (DateOnly?)For.Model));
}
