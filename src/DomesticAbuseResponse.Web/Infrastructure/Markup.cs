using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace DomesticAbuseResponse.Web.Infrastructure;

/// <summary>
/// HTML written as an interpolated string: what the programmer typed is markup, what is put into it is encoded.
/// </summary>
[InterpolatedStringHandler]
public sealed class Markup : IHtmlContent
{
    private readonly HtmlContentBuilder _html;

    public Markup(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _html = new HtmlContentBuilder(formattedCount * 2);
    }

    /// <summary>Nothing at all, for the part of a component that is not wanted.</summary>
    public static IHtmlContent None { get; } = HtmlString.Empty;

    public static IHtmlContent Of(Markup markup) => markup;

    /// <summary>Writes the markup when the condition holds; the text is built either way.</summary>
    public static IHtmlContent If(bool wanted, Markup markup) => wanted ? markup : None;

    /// <summary>An attribute with a leading space, or nothing when there is no value.</summary>
    public static IHtmlContent Attribute(string name, object? value) => value switch
    {
        null or false or "" => None,
        true => new HtmlString($" {name}"),
        IHtmlContent html => Of($" {new HtmlString(name)}=\"{html}\""),
        _ => Of($" {new HtmlString(name)}=\"{Convert.ToString(value, CultureInfo.InvariantCulture)}\""),
    };

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts)
    {
        var html = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            html.AppendHtml(part);
        }

        return html;
    }

    public void AppendLiteral(string markup) => _html.AppendHtml(markup);

    public void AppendFormatted(string? text) => _html.Append(text ?? "");

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(IHtmlContent? markup) => _html.AppendHtml(markup ?? None);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => _html.WriteTo(writer, encoder);
}
