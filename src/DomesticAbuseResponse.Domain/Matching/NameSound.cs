using System.Text;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>
/// A key that names said alike in the UK share: Clark and Clarke, Philips and Phillips, Wright and Right, Kowalski and Kovalski. Own rules, in the
/// manner of Metaphone; the domain takes no packages.
/// </summary>
public static class NameSound
{
    private const int _longest = 6;

    private static readonly (string Written, string Said)[] _beginnings =
    [
        ("mac", "mk"), ("mc", "mk"), ("kn", "n"), ("gn", "n"), ("pn", "n"), ("wr", "r"), ("rh", "r"), ("ps", "s"), ("x", "s"), ("who", "ho"), ("wh", "w"),
    ];

    private static readonly (string Written, string Said)[] _anywhere =
    [
        ("tch", "C"), ("sch", "sk"), ("ough", "o"), ("augh", "o"), ("igh", "i"), ("ph", "f"), ("sh", "S"), ("ch", "C"), ("th", "0"), ("kh", "k"), ("gh", "g"),
        ("dge", "j"), ("dg", "j"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("x", "ks"), ("z", "s"),
        ("v", "f"), ("ski", "ski"), ("ska", "ski"), ("mb", "m"),
    ];

    /// <summary>The key of a name already in lower case letters a to z; empty for an empty name.</summary>
    public static string Of(string name)
    {
        var text = name;
        foreach (var (written, said) in _beginnings)
        {
            if (text.StartsWith(written, StringComparison.Ordinal))
            {
                text = said + text[written.Length..];
                break;
            }
        }

        var sounds = Sounds(text);
        var key = new StringBuilder(_longest);
        for (var i = 0; i < sounds.Length && key.Length < _longest; i++)
        {
            var c = sounds[i] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' ? 'a' : sounds[i];
            var silent = i > 0 && c is 'a' or 'h' or 'w';
            if (!(silent && i > 0) && (key.Length == 0 || key[^1] != c))
            {
                key.Append(c);
            }
        }

        return key.ToString();
    }

    private static string Sounds(string text)
    {
        var sounds = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var (written, said) = Array.Find(_anywhere, r => string.CompareOrdinal(text, i, r.Written, 0, r.Written.Length) == 0);
            sounds.Append(written is null ? text[i].ToString() : said);
            i += written?.Length ?? 1;
        }

        return sounds.ToString();
    }
}
