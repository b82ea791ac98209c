using System.Globalization;
using System.Text;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>Brings a typed text to the letters that are compared.</summary>
public static class NameText
{
    private static readonly HashSet<string> _titles = new(
        ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "lady", "lord", "master", "jr", "snr", "jnr", "sr", "esq", "nee"], StringComparer.Ordinal);

    private static readonly HashSet<string> _unknown = new(
        ["unknown", "unk", "na", "nk", "none", "null", "nil", "nan", "notknown", "notgiven", "notapplicable", "notdisclosed", "refused", "anon", "anonymous", "test", "tbc", "xx", "xxx"], StringComparer.Ordinal);

    // The database joins the same ones to what follows them in a name on record.
    private static readonly HashSet<string> _joining = new(["o", "mc", "mac", "van", "von", "de", "la", "le", "del", "der", "den", "di", "da", "st", "al", "el", "ap", "ab"], StringComparer.Ordinal);

    /// <summary>
    /// The words of a name in lower case letters without accents or titles: "Mrs  O'Brien-Smith" gives "obrien", "smith", and "van der Berg" gives
    /// "vanderberg". Empty when nothing was typed, or words that say so ("unknown", "n/a").
    /// </summary>
    public static string[] Words(string? typed) => [.. Cut(typed).Select(w => w.Word)];

    /// <summary>As <see cref="Words"/>, each beside what is left of it without the words that join it: "vanderberg" and "berg".</summary>
    internal static IReadOnlyList<(string Word, string Stem)> Cut(string? typed)
    {
        List<(string Word, string Stem)> words = [];
        var joined = "";
        foreach (var word in Plain(typed, keepDigits: false).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (_titles.Contains(word))
            {
                continue;
            }

            if (_joining.Contains(word))
            {
                joined += word;
                continue;
            }

            words.Add((joined + word, word));
            joined = "";
        }

        if (joined.Length > 0)
        {
            words.Add((joined, joined));
        }

        return words.Count > 0 && _unknown.Contains(string.Concat(words.Select(w => w.Word))) ? [] : words;
    }

    /// <summary>
    /// A whole name as typed, split into first names and surname: "Anna van der Berg" is Anna and van der Berg. A single word is a first name, but for
    /// one after a title, which is a surname.
    /// </summary>
    public static (string? Given, string? Surname) Parts(string whole)
    {
        string[] words = whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var surname = words.Length - 1;
        while (surname > 1 && _joining.Contains(Plain(words[surname - 1], keepDigits: false)))
        {
            surname--;
        }

        return words.Length < 2 ? (words.Length == 0 ? null : words[0], null) : (string.Join(' ', words[..surname]), string.Join(' ', words[surname..]));
    }

    /// <summary>Lower case letters and, where asked for, figures, without accents; anything between them is one space, but apostrophes are dropped.</summary>
    public static string Plain(string? typed, bool keepDigits)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return "";
        }

        var plain = new StringBuilder(typed.Length);
        foreach (var c in typed.Replace('´', '\'').Normalize(NormalizationForm.FormKD)) // which would make a space of this apostrophe
        {
            var letter = char.ToLowerInvariant(c);
            if (letter is >= 'a' and <= 'z' || (keepDigits && letter is >= '0' and <= '9'))
            {
                plain.Append(letter);
            }
            else if (Spelt(letter) is { } spelt)
            {
                plain.Append(spelt);
            }
            else if (letter is not ('\'' or '’' or '‘' or '`' or '.') && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>Letters that no accent makes out of a Latin one.</summary>
    private static string? Spelt(char letter) => letter switch
    {
        'ł' => "l",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        _ => null,
    };
}
