using System.Collections;
using DomesticAbuseResponse.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>One answer a person can choose: what is posted, what is read, and what appears when it is chosen.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null, IHtmlContent? Conditional = null, bool IsDivider = false, bool IsExclusive = false)
{
    public static Choice Divider(string text = "or") => new("", text, IsDivider: true);

    /// <summary>The members of the field's enumeration in the order they are declared, or Yes and No.</summary>
    public static IReadOnlyList<Choice> For(ModelExpression expression, DisplayNames names)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(names);
        var type = expression.ModelExplorer.ModelType;
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
        {
            type = type.IsArray ? type.GetElementType()! : type.GetGenericArguments() is [var element] ? element : type;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? [.. Enum.GetValues(type).Cast<Enum>().Select(v => Of(v, names))]
            : type == typeof(bool) ? [new("true", "Yes"), new("false", "No")]
            : throw new InvalidOperationException($"Give '{expression.Name}' its items: {type.Name} is neither an enumeration nor a yes or no.");
    }

    public static Choice Of(Enum value, DisplayNames names, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(names);
        return new(value.ToString(), names.Of(value), hint);
    }
}
