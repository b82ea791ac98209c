using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>What radios and check boxes share: where the answers come from and how one is drawn.</summary>
public abstract class ChoicesTagHelper(DisplayNames names) : GroupedFieldTagHelper
{
    private string Block => $"govuk-{Kind}";

    /// <summary>The answers; not set: the item elements inside, or the members of the field's type.</summary>
    public IReadOnlyList<Choice>? Items { get; set; }

    public bool Small { get; set; }

    /// <summary>Side by side: for two short answers.</summary>
    public bool Inline { get; set; }

    protected abstract string Kind { get; }

    protected abstract string InputType { get; }

    /// <summary>The attribute a script finds what to reveal by.</summary>
    protected abstract string Reveals { get; }

    internal static List<Choice> Given(TagHelperContext context)
    {
        if (context.Items.TryGetValue(typeof(Choice), out var found) && found is List<Choice> given)
        {
            return given;
        }

        var none = new List<Choice>();
        context.Items[typeof(Choice)] = none;
        return none;
    }

    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(Choice)] = new List<Choice>(); // answers revealed inside an answer keep a list of their own
    }

    protected override async Task<IHtmlContent> ControlsAsync(TagHelperContext context, Field field, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _ = await output.GetChildContentAsync();
        var given = Given(context);
        var choices = Items ?? (given.Count > 0 ? Worded(given) : Choice.For(For, names));
        var size = (Small ? $" {Block}--small" : "") + (Inline ? $" {Block}--inline" : "");
        var drawn = choices.Select((c, n) => c.IsDivider ? Markup.Of($"<div class=\"{Block}__divider\">{c.Label}</div>") : Item(field, c, n)).ToArray();
        return Markup.Of($"<div class=\"{Block}{size}\" data-module=\"{Block}\">{Markup.Join(drawn)}</div>");
    }

    private IHtmlContent Item(Field field, Choice choice, int index)
    {
        var id = index == 0 ? field.Id : $"{field.Id}-{index + 1}"; // the error summary links to the first
        var chosen = field.Values.Contains(choice.Value, StringComparer.OrdinalIgnoreCase);
        var reveals = choice.Conditional is null ? null : $"conditional-{id}";
        var described = Legend is null ? $"{field.DescribedBy} {(choice.Hint is null ? "" : $"{id}-item-hint")}".Trim() : choice.Hint is null ? null : $"{id}-item-hint";
        var input = Markup.Of($"""
            <input class="{Block}__input" id="{id}" name="{field.Name}" type="{InputType}" value="{choice.Value}"{Markup.Attribute("checked", chosen)}{Markup.Attribute("aria-describedby", described)}{Markup.Attribute(Reveals, reveals)}{Markup.Attribute("data-behaviour", choice.IsExclusive ? "exclusive" : null)}>
            """);
        var hint = Markup.If(choice.Hint is not null, $"<div id=\"{id}-item-hint\" class=\"govuk-hint {Block}__hint\">{choice.Hint}</div>");
        var shown = chosen ? "" : $" {Block}__conditional--hidden";
        var revealed = Markup.If(reveals is not null, $"<div class=\"{Block}__conditional{shown}\" id=\"{reveals}\">{choice.Conditional}</div>");
        return Markup.Of($"<div class=\"{Block}__item\">{input}<label class=\"govuk-label {Block}__label\" for=\"{id}\">{choice.Label}</label>{hint}</div>{revealed}");
    }

    private Choice[] Worded(List<Choice> given)
    {
        var words = given.TrueForAll(c => c.Label.Length > 0) ? [] : Choice.For(For, names).ToDictionary(c => c.Value, c => c.Label);
        return [.. given.Select(c => c.Label.Length > 0 ? c : c with { Label = words[c.Value] })];
    }
}
