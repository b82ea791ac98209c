namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>An e-mail address by its letters and figures.</summary>
public sealed class EmailText
{
    private EmailText(string plain)
    {
        var at = plain.LastIndexOf('@');
        Local = Bare(at > 0 ? plain[..at] : plain);
        Domain = at > 0 ? plain[(at + 1)..] : "";
        Joined = Bare(plain);
        Sorted = new string([.. Joined.Order()]);
    }

    /// <summary>What stands before the @, without dots, hyphens and a "+tag"; the whole when there is no @.</summary>
    public string Local { get; }

    /// <summary>What stands after the @, or nothing.</summary>
    public string Domain { get; }

    /// <summary>All letters and figures.</summary>
    public string Joined { get; }

    public string Sorted { get; }

    /// <summary>Null when there is nothing to compare.</summary>
    public static EmailText? Of(string? typed)
    {
        var plain = new string([.. (typed ?? "").ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))]);
        var tag = plain.IndexOf('+', StringComparison.Ordinal);
        var at = plain.LastIndexOf('@');
        plain = tag > 0 && at > tag ? plain[..tag] + plain[at..] : plain;
        return Bare(plain).Length >= 5 ? new(plain) : null;
    }

    private static string Bare(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit)]);
}
