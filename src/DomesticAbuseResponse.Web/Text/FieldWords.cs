using System.Globalization;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>Says the name of a form field in words: <c>Input.Parties[0].FirstName</c> becomes "Parties 1: first name".</summary>
public static class FieldWords
{
    public static string Of(string field, DisplayNames names)
    {
        var parts = field.Split('.').SkipWhile(p => p == "Input").Select(p => Part(p, names)).Where(p => p.Length > 0).ToList();
        var words = string.Join(": ", parts.Select((p, i) => i == 0 ? p : DisplayNames.Inside(p)));
        return words.Length == 0 ? field : words;
    }

    private static string Part(string part, DisplayNames names)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return names.OfCode(part);
        }

        var index = part[(open + 1)..].TrimEnd(']');
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? $"{names.OfCode(part[..open])} {n + 1}" : $"{names.OfCode(part[..open])} {names.OfCode(index)}";
    }
}
