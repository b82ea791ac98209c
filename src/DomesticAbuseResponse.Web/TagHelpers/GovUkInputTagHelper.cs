using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>One line of text.</summary>
[HtmlTargetElement("govuk-input")]
public sealed class GovUkInputTagHelper : LabelledFieldTagHelper
{
    public string Type { get; set; } = "text";

    /// <summary>How many characters wide it looks: 2, 3, 4, 5, 10, 20 or 30. Not set: as wide as the column.</summary>
    public int? Width { get; set; }

    public string? Prefix { get; set; }

    public string? Suffix { get; set; }

    protected override IHtmlContent Control(Field field, IHtmlContent attributes, TagHelperContent content)
    {
        ArgumentNullException.ThrowIfNull(field);
        var width = Width is null ? "" : $" govuk-input--width-{Width}";
        var value = Type == "password" ? "" : field.Value; // a password never goes back to the browser
        var input = Markup.Of($"""
            <input class="{field.Class("govuk-input")}{width}" id="{field.Id}" name="{field.Name}" type="{Type}"{Markup.Attribute("value", value)}{field.Described()}{attributes}>
            """);

        return Prefix is null && Suffix is null ? input : Markup.Of($"""
            <div class="govuk-input__wrapper">{Affix("prefix", Prefix)}{input}{Affix("suffix", Suffix)}</div>
            """);
    }

    private static IHtmlContent Affix(string kind, string? text) =>
        Markup.If(text is not null, $"<div class=\"govuk-input__{kind}\" aria-hidden=\"true\">{text}</div>");
}
