using System.Globalization;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>Day, month and year side by side. The day has the field's own id, so that the error summary can lead to it.</summary>
internal static class DateParts
{
    public static IHtmlContent Html(Field field, ViewContext view, DateOnly? held, IHtmlContent? after = null) => Markup.Of($"""
        <div class="govuk-date-input" id="{field.Id}-parts">{Part(field, view, UkDateBinder.Day, held?.Day, 2)}{Part(field, view, UkDateBinder.Month, held?.Month, 2)}{Part(field, view, UkDateBinder.Year, held?.Year, 4)}{after}</div>
        """);

    private static IHtmlContent Part(Field field, ViewContext view, string part, int? held, int width) =>
        One(field, view, part, part, held?.ToString(CultureInfo.InvariantCulture), width, "numeric");

    public static IHtmlContent One(Field field, ViewContext view, string part, string label, string? held, int width, string? inputMode)
    {
        var name = $"{field.Name}.{part}";
        var id = part == UkDateBinder.Day ? field.Id : Field.IdOf(name);
        // An error of the whole date marks every part; an error of one part marks that part.
        var wrong = field.HasErrorAt("") && !field.HasErrorAt(UkDateBinder.Month) && !field.HasErrorAt(UkDateBinder.Year) && !field.HasErrorAt(UkDateBinder.Time) || field.HasErrorAt(part);
        return Markup.Of($"""
            <div class="govuk-date-input__item"><div class="govuk-form-group"><label class="govuk-label govuk-date-input__label" for="{id}">{label}</label><input class="govuk-input govuk-date-input__input govuk-input--width-{width}{(wrong ? " govuk-input--error" : "")}" id="{id}" name="{name}" type="text"{Markup.Attribute("inputmode", inputMode)} autocomplete="off"{Markup.Attribute("value", Field.PostedPart(view, name, held))}></div></div>
            """);
    }
}
