using System.Globalization;
using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Web.TagHelpers;

/// <summary>
/// Where a field stands on its page: as its model declares it, and within a list by its place. The model state itself
/// is in the order of the alphabet, which is nobody's way through a page.
/// </summary>
internal static partial class FieldOrder
{
    public static string Of(Type model, string name)
    {
        var type = model;
        var order = "";
        foreach (var step in Steps().Matches(name).Select(m => m.Value))
        {
            if (step is ['[', ..])
            {
                order += step.Trim('[', ']').PadLeft(6, '0');
                type = type?.IsArray is true ? type.GetElementType() : type?.GetGenericArguments() is [var element] ? element : type;
                continue;
            }

            var properties = type is null ? [] : type.GetProperties();
            var place = Array.FindIndex(properties, p => string.Equals(p.Name, step, StringComparison.OrdinalIgnoreCase));
            order += (place < 0 ? 999 : place).ToString("D4", CultureInfo.InvariantCulture);
            type = place < 0 ? null : Nullable.GetUnderlyingType(properties[place].PropertyType) ?? properties[place].PropertyType;
        }

        return order;
    }

    [GeneratedRegex(@"\[[^\]]*\]|[^.\[\]]+", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Steps();
}
