using DomesticAbuseResponse.Domain.Outgoing;

namespace DomesticAbuseResponse.Domain.People;

/// <summary>
/// Whether words that somebody typed freely say where a protected person is, so that they stay off paper (R6.11, T5). It would rather leave out too
/// much: the words stay on the record, and only the copy goes without them.
/// </summary>
public static class ProtectedWords
{
    /// <summary>What stands in their place.</summary>
    public const string LeftOut = "Left out here: the words may name a protected place or number. Open the case to read them.";

    /// <param name="addresses">The protected addresses of everybody in the case: those that are not open.</param>
    /// <param name="ways">The numbers and places on their safe-contact cards.</param>
    /// <returns>True where the words hold a protected postcode, the house and street or the first line of a protected address, a number of a card, or, where
    /// anything is protected at all, any postcode.</returns>
    public static bool MayTell(string? words, IReadOnlyCollection<PostalAddress> addresses, IEnumerable<SafeContact> ways)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return false;
        }

        var read = ReadText.Of(words);
        return (addresses.Count > 0 && (Postcode.IsIn(words) || read.HoldsPostcode()))
            || addresses.Any(a => a.SameHouseAs(words) is not null || HoldsFirstLine(words, a) || TellingValues.TellsAddress(read, a, byNameAlone: false))
            || ways.Any(w => Holds(words, w) || TellingValues.TellsWay(read, w));
    }

    /// <summary>The words, or what stands in their place; null where there are none.</summary>
    public static string? Safe(string? words, IReadOnlyCollection<PostalAddress> addresses, IReadOnlyCollection<SafeContact> ways) =>
        string.IsNullOrWhiteSpace(words) ? null : MayTell(words, addresses, ways) ? LeftOut : words.Trim();

    private static bool HoldsFirstLine(string words, PostalAddress address)
    {
        var first = address.Lines.Split([',', '\n'], 2)[0].Trim();
        return first.Length >= _shortest && words.Contains(first, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Holds(string words, SafeContact way) => way.Channel is ContactChannel.Phone or ContactChannel.Text
        ? Digits(PhoneNumber.Normalise(way.Value) ?? way.Value) is { Length: >= _shortest } number && Digits(words).Contains(number[^_shortest..], StringComparison.Ordinal)
        : way.Value.Trim() is { Length: >= _shortest } value && words.Contains(value, StringComparison.OrdinalIgnoreCase);

    private const int _shortest = 6;

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
