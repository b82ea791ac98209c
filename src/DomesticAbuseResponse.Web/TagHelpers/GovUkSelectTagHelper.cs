using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>One answer out of many, in a list that opens.</summary>
[HtmlTargetElement("govuk-select")]
public sealed class GovUkSelectTagHelper(DisplayNames names) : LabelledFieldTagHelper
{
    /// <summary>The answers; not set: the members of the field's type.</summary>
    public IReadOnlyList<Choice>? Items { get; set; }

    /// <summary>What the list says before anything is chosen. It posts nothing. Empty where something is chosen always.</summary>
    public string Empty { get; set; } = "Choose";

    protected override IHtmlContent Control(Field field, IHtmlContent attributes, TagHelperContent content)
    {
        ArgumentNullException.ThrowIfNull(field);
        var options = (Items ?? Choice.For(For, names)).Select(c =>
            Markup.Of($"<option value=\"{c.Value}\"{Markup.Attribute("selected", field.Values.Contains(c.Value, StringComparer.OrdinalIgnoreCase))}>{c.Label}</option>")).ToArray();
        var none = Empty.Length == 0 ? Markup.None : Markup.Of($"<option value=\"\">{Empty}</option>");
        return Markup.Of($"""
            <select class="{field.Class("govuk-select")}" id="{field.Id}" name="{field.Name}"{field.Described()}{attributes}>{none}{Markup.Join(options)}</select>
            """);
    }
}
