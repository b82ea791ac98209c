using System.Globalization;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// An instant (<c>DateTimeOffset?</c>) typed as a date and a time on a London clock. Where that time came twice, it asks
/// which; <see cref="UkDateTimeBinder"/> reads it back.
/// </summary>
[HtmlTargetElement("uk-date-time-input")]
public sealed class UkDateTimeInputTagHelper : GroupedFieldTagHelper
{
    protected override string Role => "group";

    protected override Field FieldOf() => Field.Of(For, ViewContext, Hint, DescribedBy, UkDateTimeBinder.PartNames);

    protected override Task<IHtmlContent> ControlsAsync(TagHelperContext context, Field field, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(field);
        var held = For.Model is DateTimeOffset at ? UkTime.ToLondon(at) : (DateTimeOffset?)null;
        var date = held is { } local ? DateOnly.FromDateTime(local.DateTime) : (DateOnly?)null;
        var time = DateParts.One(field, ViewContext, UkDateBinder.Time, "Time", held?.ToString("HH:mm", CultureInfo.InvariantCulture), 4, null);
        return Task.FromResult(Markup.Of($"{DateParts.Html(field, ViewContext, date, time)}{WhichHtml(field, held)}"));
    }

    private IHtmlContent WhichHtml(Field field, DateTimeOffset? held)
    {
        var meant = held is { } at && UkTime.Read(DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime)) is { Kind: LocalTimeKind.Repeated } reading
            ? reading.Later == at ? "second" : "first"
            : null;
        var name = $"{field.Name}.{UkDateTimeBinder.Which}";
        var posted = Field.PostedPart(ViewContext, name, meant);
        if (posted.Length == 0 && !field.HasErrorAt(UkDateTimeBinder.Which))
        {
            return Markup.None;
        }

        return Markup.Of($"""
            <div class="govuk-radios govuk-radios--small" data-module="govuk-radios">{One("first", "The first, still summer time", Field.IdOf(name))}{One("second", "The second, an hour later", Field.IdOf(name) + "-2")}</div>
            """);

        IHtmlContent One(string value, string label, string id) => Markup.Of($"""
            <div class="govuk-radios__item"><input class="govuk-radios__input" id="{id}" name="{name}" type="radio" value="{value}"{Markup.Attribute("checked", posted == value)}><label class="govuk-label govuk-radios__label" for="{id}">{label}</label></div>
            """);
    }
}
