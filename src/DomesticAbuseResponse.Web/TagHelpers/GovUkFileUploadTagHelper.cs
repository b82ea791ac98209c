using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Files chosen from the machine, or taken with the camera of a phone. Its form says enctype="multipart/form-data".</summary>
[HtmlTargetElement("govuk-file-upload")]
public sealed class GovUkFileUploadTagHelper : LabelledFieldTagHelper
{
    protected override bool IsTyped => false;

    protected override IHtmlContent Control(Field field, IHtmlContent attributes, TagHelperContent content)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Markup.Of($"""
            <input class="{field.Class("govuk-file-upload")}" id="{field.Id}" name="{field.Name}" type="file"{field.Described()}{attributes}>
            """);
    }
}
