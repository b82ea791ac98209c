using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>A field with several controls: legend, hint and error in a fieldset that is described by them.</summary>
public abstract class GroupedFieldTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }

    /// <summary>The question. Only a single check box may go without.</summary>
    public string? Legend { get; set; }

    public string? LegendClass { get; set; }

    /// <summary>The legend is the page's h1.</summary>
    public bool PageHeading { get; set; }

    public string? Hint { get; set; }

    public string? DescribedBy { get; set; }

    public string? GroupClass { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>"group" for the parts of a date, which belong to one answer.</summary>
    protected virtual string? Role => null;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var field = FieldOf();
        var controls = await ControlsAsync(context, field, output);

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"{field.Class("govuk-form-group")} {GroupClass}".TrimEnd());
        output.Content.SetHtmlContent(Legend is null ? Inner(field, controls) : Markup.Of($"""
            <fieldset class="govuk-fieldset"{Markup.Attribute("role", Role)}{field.Described()}>{LegendHtml(Legend, LegendClass, PageHeading)}{Inner(field, controls)}</fieldset>
            """));
    }

    public static IHtmlContent LegendHtml(string legend, string? size, bool pageHeading)
    {
        size ??= pageHeading ? "govuk-fieldset__legend--l" : null;
        var words = pageHeading ? Markup.Of($"<h1 class=\"govuk-fieldset__heading\">{legend}</h1>") : Markup.Of($"{legend}");
        return Markup.Of($"<legend class=\"{$"govuk-fieldset__legend {size}".TrimEnd()}\">{words}</legend>");
    }

    protected virtual Field FieldOf() => Field.Of(For, ViewContext, Hint, DescribedBy);

    protected abstract Task<IHtmlContent> ControlsAsync(TagHelperContext context, Field field, TagHelperOutput output);

    private static IHtmlContent Inner(Field field, IHtmlContent controls) => Markup.Of($"{field.HintHtml()}{field.ErrorHtml()}{controls}");
}
