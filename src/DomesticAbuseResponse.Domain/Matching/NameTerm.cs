namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>One typed name with everything about it that is compared, worked out once.</summary>
public sealed class NameTerm
{
    private NameTerm(string[] words)
    {
        Words = words;
        Joined = string.Concat(words);
        Sorted = new string([.. Joined.Order()]);
        Sound = NameSound.Of(Joined);
        Lines = NameTables.LinesOf(Joined);
        WordLines = [.. words.Select(NameTables.LinesOf)];
        IsGivenName = words.Any(NameTables.IsGivenName);
        IsSurname = words.Any(NameTables.IsSurname);
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>The words without a space between them.</summary>
    public string Joined { get; }

    /// <summary>The letters of <see cref="Joined"/> in the order of the alphabet.</summary>
    public string Sorted { get; }

    public string Sound { get; }

    /// <summary>A name that people are commonly given in the UK, so hardly a misspelling of another.</summary>
    public bool IsGivenName { get; }

    public bool IsSurname { get; }

    public bool IsInitial => Joined.Length == 1;

    internal int[] Lines { get; }

    internal int[][] WordLines { get; }

    /// <summary>Null when there is no name in it.</summary>
    public static NameTerm? Of(string? typed) => NameText.Words(typed) is { Length: > 0 } words ? new(words) : null;

    internal static NameTerm? Of(string[] words) => words.Length > 0 ? new(words) : null;
}
