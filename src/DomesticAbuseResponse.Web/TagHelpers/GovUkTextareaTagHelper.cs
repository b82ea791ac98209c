using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("govuk-textarea")]
public class GovUkTextareaTagHelper : LabelledFieldTagHelper
{
    public int Rows { get; set; } = 5;

    protected override IHtmlContent Control(Field field, IHtmlContent attributes, TagHelperContent content)
    {
        ArgumentNullException.ThrowIfNull(field);
        // The line break after the tag is the one a browser drops: text that starts with its own keeps it.
        return Markup.Of($"<textarea class=\"{field.Class("govuk-textarea")}{ExtraClass}\" id=\"{field.Id}\" name=\"{field.Name}\" rows=\"{Rows}\"{Describe(field)}{attributes}>\n{field.Value}</textarea>{After(field)}");
    }

    protected virtual string ExtraClass => "";

    protected virtual IHtmlContent Describe(Field field) => field?.Described() ?? Markup.None;

    protected virtual IHtmlContent After(Field field) => Markup.None;
}
