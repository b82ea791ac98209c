using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Any number of answers; with <c>label</c> and a yes-or-no field, one box.</summary>
[HtmlTargetElement("govuk-checkboxes")]
public sealed class GovUkCheckboxesTagHelper(DisplayNames names) : ChoicesTagHelper(names)
{
    /// <summary>The words beside a single box, which posts "true".</summary>
    public string? Label { get; set; }

    protected override string Kind => "checkboxes";

    protected override string InputType => "checkbox";

    protected override string Reveals => "data-aria-controls";

    public override Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Items ??= Label is null ? null : [new Choice("true", Label)];
        return base.ProcessAsync(context, output);
    }
}
