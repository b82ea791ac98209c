namespace DomesticAbuseResponse.Domain.People;

/// <summary>Compares what was typed by what it says and not by how it was set.</summary>
internal static class TypedText
{
    /// <summary>Its letters and figures alone, in capitals.</summary>
    public static string Bare(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
