using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>One answer out of a few.</summary>
[HtmlTargetElement("govuk-radios")]
public sealed class GovUkRadiosTagHelper(DisplayNames names) : ChoicesTagHelper(names)
{
    protected override string Kind => "radios";

    protected override string InputType => "radio";

    protected override string Reveals => "data-reveals";
}
