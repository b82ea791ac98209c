using System.Globalization;

namespace DomesticAbuseResponse.Web.Text;

/// <summary>Says the name of a form field in words: <c>Input.Parties[0].FirstName</c> becomes "Parties 1: first name".</summary>
public static class FieldWords
{
    public static string Of(string field)
    {
        var parts = field.Split('.').SkipWhile(p => p == "Input").Select(Part).Where(p => p.Length > 0).ToList();
        var words = string.Join(": ", parts.Select((p, i) => i == 0 ? p : char.ToLowerInvariant(p[0]) + p[1..]));
        return words.Length == 0 ? field : words;
    }

    private static string Part(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return Split(part);
        }

        var index = part[(open + 1)..].TrimEnd(']');
        return int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? $"{Split(part[..open])} {n + 1}" : $"{Split(part[..open])} {Split(index)}";
    }

    private static string Split(string name) => string.Concat(name.Select((c, i) =>
        i == 0 ? char.ToUpperInvariant(c).ToString() : char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
}
