using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Crews;

/// <summary>What stands on a screen that bystanders may see: enough for the crew to know whom they are going to, and no more (T11).</summary>
public static class FieldMask
{
    /// <summary>"A. B." of "Ann Bell"; the first and the last name of those who have more.</summary>
    public static string Initials(string? name)
    {
        string[] words = (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] shown = words.Length > 2 ? [words[0], words[^1]] : words;
        return shown.Length == 0 ? "Not named" : string.Join(' ', shown.Select(w => $"{char.ToUpperInvariant(w[0])}."));
    }

    /// <summary>The first half of the postcode, never the rest nor the street.</summary>
    public static string Place(string? location, string? postcode) =>
        Postcode.Normalise(postcode) is { } whole ? $"In {whole.Split(' ')[0]}"
        : string.IsNullOrWhiteSpace(location) && string.IsNullOrWhiteSpace(postcode) ? "No place on record" : "A place is on record";
}
