using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DomesticAbuseResponse.Domain.Outgoing;

/// <summary>
/// Words as a reader takes them and not as they were set: without case, accents and signs nobody sees, with letters of other alphabets that look like Latin ones read as those,
/// and figures that were spelled out read as figures. It is what a protected value is looked for in.
/// </summary>
internal sealed class ReadText
{
    private const string _alike =
        "АаΑα=a ВвΒβ=b СсϹϲ=c ԁ=d ЕеЁёΕε=e Ғ=f Ԍ=g НнΗһ=h ІіΙιıӀ=i Јј=j КкΚκ=k ӏ=l МмΜ=m Νη=n ОоΟοσØøº=o РрΡρ=p ԛ=q Г=r Ѕѕ=s ТтΤτ=t υ=u ѵν=v Ԝԝѡ=w ХхΧχ=x УуΥγҮү=y Ζ=z Łł=l Đđ=d";

    private static readonly FrozenDictionary<char, char> _latin = _alike.Split(' ').SelectMany(p => p[..^2].Select(c => KeyValuePair.Create(c, p[^1]))).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> _figures = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["zero"] = "0",
        ["oh"] = "0",
        ["nought"] = "0",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly bool[] _begins;
    private readonly bool[] _ends;
    private readonly string _mapped;

    private ReadText(List<string> tokens)
    {
        Tokens = tokens;
        Bare = string.Concat(tokens);
        (_begins, _ends) = (new bool[Bare.Length + 1], new bool[Bare.Length + 1]);
        var at = 0;
        foreach (var token in tokens)
        {
            _begins[at] = true;
            at += token.Length;
            _ends[at] = true;
        }

        _mapped = Mapped(Bare);
        Digits = Figures(tokens);
    }

    /// <summary>The same with spelled figures as figures ("B one, one A A"); null where none is spelled.</summary>
    public ReadText? Spelled => Tokens.Any(_figures.ContainsKey) ? new([.. Tokens.Select(t => _figures.GetValueOrDefault(t, t))]) : null;

    /// <summary>Runs of letters and figures, in lower case.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>All of them without anything between.</summary>
    public string Bare { get; }

    /// <summary>The figures alone, in their order.</summary>
    public string Digits { get; }

    public static ReadText Of(string? text)
    {
        List<string> tokens = [];
        StringBuilder token = new();
        foreach (var rune in Whole(text ?? "").Normalize(NormalizationForm.FormKC).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format:
                    continue; // nobody sees it
                case UnicodeCategory.DecimalDigitNumber:
                    token.Append((int)Rune.GetNumericValue(rune));
                    continue;
                case var _ when rune.IsBmp && _latin.TryGetValue((char)rune.Value, out var latin):
                    token.Append(latin);
                    continue;
                case var _ when Rune.IsLetterOrDigit(rune):
                    token.Append(Rune.ToLowerInvariant(rune).ToString());
                    continue;
                case UnicodeCategory.OtherNotAssigned or UnicodeCategory.OtherLetter:
                    continue;
            }

            // An apostrophe stands inside a word: "St John's" is "st johns".
            if (token.Length > 0 && rune.Value is not ('\'' or 0x2019 or 0x2BC or 0x60 or 0xB4))
            {
                tokens.Add(token.ToString());
                token.Clear();
            }
        }

        if (token.Length > 0)
        {
            tokens.Add(token.ToString());
        }

        return new ReadText(tokens);
    }

    /// <summary>Whether these words stand in it one after the other, or run together or cut over a line.</summary>
    public bool HoldsWords(IReadOnlyList<string> words, int shortestJoined = 8)
    {
        if (words.Count == 0)
        {
            return false;
        }

        for (var at = 0; at + words.Count <= Tokens.Count; at++)
        {
            if (words.Select((w, n) => Kinds.Same(Tokens[at + n], w)).All(same => same))
            {
                return true;
            }
        }

        var joined = string.Concat(words);
        return joined.Length >= shortestJoined && Bare.Contains(joined, StringComparison.Ordinal);
    }

    /// <summary>Whether all of these words stand near each other, in whatever order.</summary>
    public bool HoldsNear(IReadOnlyCollection<string> words, int between)
    {
        for (var at = 0; words.Count > 0 && at < Tokens.Count; at++)
        {
            if (!words.Any(w => Kinds.Same(Tokens[at], w)))
            {
                continue;
            }

            var window = Tokens.Skip(at).Take(words.Count + between).ToList();
            if (words.All(w => window.Exists(t => Kinds.Same(t, w))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether these letters and figures stand in it, whatever stands between them: whole words of it, or inside one word.</summary>
    public bool HoldsBare(string bare) => bare.Length > 0 && (At(Bare, bare).Any(at => (_begins[at] && _ends[at + bare.Length]) || IsInOneWord(at, bare.Length))
        || At(_mapped, Mapped(bare)).Any(at => _begins[at] && _ends[at + bare.Length]));

    /// <summary>Whether these figures stand in it in their order, also where a letter that looks like a figure, or a word for one, stands in its place.</summary>
    public bool HoldsFigures(string figures) => figures.Length > 0 && (Digits.Contains(figures, StringComparison.Ordinal) || _mapped.Contains(figures, StringComparison.Ordinal));

    /// <summary>Whether a UK postcode stands in it, however it is spaced.</summary>
    public bool HoldsPostcode()
    {
        for (var first = 0; first < Tokens.Count; first++)
        {
            var joined = "";
            for (var last = first; last < Tokens.Count && joined.Length + Tokens[last].Length <= _longestPostcode; last++)
            {
                joined += Tokens[last];
                if (PostcodeAreas.IsWhole(joined))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private const int _longestPostcode = 7;

    private bool IsInOneWord(int at, int length) => !Enumerable.Range(at + 1, length - 1).Any(n => _begins[n]);

    private static IEnumerable<int> At(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    /// <summary>Letters that are written for a figure, and figures for a letter, as one sign.</summary>
    private static string Mapped(string bare) => bare.Replace('o', '0').Replace('i', '1').Replace('l', '1');

    private static string Figures(List<string> tokens)
    {
        StringBuilder figures = new();
        var times = 1;
        foreach (var token in tokens)
        {
            if (token is "double" or "treble" or "triple")
            {
                times = token is "double" ? 2 : 3;
                continue;
            }

            var read = _figures.TryGetValue(token, out var figure) ? figure : string.Concat(token.Where(char.IsAsciiDigit));
            figures.Append(string.Concat(Enumerable.Repeat(read, read.Length == 1 ? times : 1)));
            times = 1;
        }

        return figures.ToString();
    }

    /// <summary>Half a surrogate pair is no character and would stop the normalisation.</summary>
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
}

/// <summary>Kinds of street and building, however they are shortened.</summary>
internal static class Kinds
{
    private static readonly FrozenDictionary<string, string> _long =
        "rd=road st=street str=street ln=lane ave=avenue av=avenue cres=crescent cl=close ct=court crt=court dr=drive drv=drive gdns=gardens gdn=gardens garden=gardens gr=grove grv=grove hse=house pk=park pl=place sq=square ter=terrace terr=terrace wy=way"
            .Split(' ').Select(p => p.Split('=')).ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static readonly FrozenSet<string> _all =
        "road street lane avenue crescent close court drive gardens grove house park place square terrace way hill rise row view walk green mews lodge centre center cottage farm hall heol ffordd stryd refuge hostel".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What names a part of a building and no place.</summary>
    private static readonly FrozenSet<string> _units = "flat apartment apt room unit floor no number block the".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKind(string word) => _all.Contains(Long(word));

    public static bool IsUnit(string word) => _units.Contains(word);

    public static bool Same(string a, string b) => a == b || Long(a) == Long(b);

    private static string Long(string word) => _long.GetValueOrDefault(word, word);
}

/// <summary>The letters UK postcodes begin with, so that "on 12 5th" is none.</summary>
internal static class PostcodeAreas
{
    private static readonly FrozenSet<string> _areas = (
        "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw "
        + "ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Five to seven letters and figures, in lower case and without a space. The last two letters are never C, I, K, M, O or V.</summary>
    public static bool IsWhole(string bare)
    {
        if (bare.Length is < 5 or > 7 || People.Postcode.Normalise(bare) is null || bare[^2..].Any(c => "cikmov".Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }

        return _areas.Contains(string.Concat(bare.TakeWhile(char.IsAsciiLetterLower)));
    }
}
