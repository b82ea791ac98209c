using System.Globalization;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// What every field says about itself: name, id, error, and what describes it. The only place where ids, errors and
/// aria-describedby are wired, so the error summary always finds its field.
/// </summary>
public sealed class Field
{
    private readonly Dictionary<string, string> _errors;

    private Field(string name, ViewContext view, object? model, string? hint, string? describedBy, string[] parts)
    {
        var state = view.ViewData.ModelState.GetValueOrDefault(name);
        Name = name;
        Id = IdOf(name);
        _errors = ErrorsOf(view.ViewData.ModelState, name, parts);
        Error = _errors.Values.FirstOrDefault();
        Values = state is { RawValue: not null } ? Posted(state.RawValue) : Held(model);
        Hint = hint;
        DescribedBy = string.Join(' ', new[] { describedBy, hint is null ? null : $"{Id}-hint", Error is null ? null : $"{Id}-error" }.OfType<string>());
    }

    public string Name { get; }

    public string Id { get; }

    /// <summary>The first thing that is wrong with it; null when nothing is.</summary>
    public string? Error { get; }

    public string? Hint { get; }

    public string DescribedBy { get; }

    /// <summary>What was posted, word for word; before a post, what the model holds.</summary>
    public IReadOnlyList<string> Values { get; }

    public string Value => Values is [var first, ..] ? first : "";

    /// <summary>Whether the error is that of the part ("Month"), or with "" of the whole.</summary>
    public bool HasErrorAt(string part) => _errors.ContainsKey(part);

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public static Field Of(ModelExpression expression, ViewContext view, string? hint = null, string? describedBy = null, string[]? parts = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(view);
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        return new Field(name, view, expression.Model, hint, describedBy, parts ?? []);
    }

    /// <summary>A part of this field with its own name: the month of a date. What was typed into it, or what the model holds.</summary>
    public static string PostedPart(ViewContext view, string name, string? held)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.ViewData.ModelState.TryGetValue(name, out var state) && state.AttemptedValue is { } posted ? posted : held ?? "";
    }

    public IHtmlContent HintHtml() => Markup.If(Hint is not null, $"<div class=\"govuk-hint\" id=\"{Id}-hint\">{Hint}</div>");

    public IHtmlContent ErrorHtml() => Markup.If(Error is not null,
        $"<p class=\"govuk-error-message\" id=\"{Id}-error\"><span class=\"govuk-visually-hidden\">Error:</span> {Error}</p>");

    public IHtmlContent Described() => Markup.Attribute("aria-describedby", DescribedBy);

    public string Class(string block) => Error is null ? block : $"{block} {block}--error";

    private static Dictionary<string, string> ErrorsOf(ModelStateDictionary state, string name, string[] parts) =>
        parts.Prepend("")
            .Select(part => (part, state.GetValueOrDefault(part.Length == 0 ? name : $"{name}.{part}")?.Errors.FirstOrDefault()?.ErrorMessage))
            .Where(e => e.ErrorMessage is not null)
            .ToDictionary(e => e.part, e => e.ErrorMessage!);

    private static string[] Posted(object raw) => raw switch
    {
        string[] many => many,
        _ => [Convert.ToString(raw, CultureInfo.InvariantCulture) ?? ""],
    };

    private static string[] Held(object? model) => model switch
    {
        null => [],
        string text => [text],
        System.Collections.IEnumerable many => [.. many.Cast<object?>().SelectMany(Held)],
        bool yes => [yes ? "true" : "false"],
        _ => [Convert.ToString(model, CultureInfo.InvariantCulture) ?? ""],
    };
}
