using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// A field with one control: label, hint, error and control in a form group. Attributes it does not know
/// (data-*, maxlength, autocomplete) go to the control.
/// </summary>
public abstract class LabelledFieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? LabelClass { get; set; }

    /// <summary>The label is the page's h1.</summary>
    public bool PageHeading { get; set; }

    public string? Hint { get; set; }

    public string? DescribedBy { get; set; }

    public string? GroupClass { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var field = Field.Of(For, ViewContext, Hint, DescribedBy);
        var passedOn = PassedOn(output);
        var content = await output.GetChildContentAsync();

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", $"{field.Class("govuk-form-group")} {GroupClass}".TrimEnd());
        Group(field, output);
        output.Content.SetHtmlContent(LabelHtml(field));
        output.Content.AppendHtml(field.HintHtml()).AppendHtml(field.ErrorHtml());
        output.Content.AppendHtml(Control(field, passedOn, content));
    }

    /// <summary>Changes to the form group itself.</summary>
    protected virtual void Group(Field field, TagHelperOutput output)
    {
    }

    protected abstract IHtmlContent Control(Field field, IHtmlContent attributes, TagHelperContent content);

    /// <summary>False where nothing is typed.</summary>
    protected virtual bool IsTyped => true;

    /// <summary>
    /// What people type about others must not stay in the browser, nor go to a spelling service, unless the page asks.
    /// </summary>
    private IHtmlContent PassedOn(TagHelperOutput output)
    {
        foreach (var (name, value) in IsTyped ? new[] { ("autocomplete", "off"), ("spellcheck", "false") } : [])
        {
            if (!output.Attributes.ContainsName(name))
            {
                output.Attributes.Add(name, value);
            }
        }

        return Markup.Join(output.Attributes.Select(a => Markup.Attribute(a.Name, a.ValueStyle is HtmlAttributeValueStyle.Minimized ? true : a.Value)).ToArray());
    }

    private IHtmlContent LabelHtml(Field field)
    {
        var size = LabelClass ?? (PageHeading ? "govuk-label--l" : null);
        var label = Markup.Of($"<label class=\"{$"govuk-label {size}".TrimEnd()}\" for=\"{field.Id}\">{Label}</label>");
        return PageHeading ? Markup.Of($"<h1 class=\"govuk-label-wrapper\">{label}</h1>") : label;
    }
}
