using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Outgoing;

/// <summary>Whether words tell one value that stands on record: an address, a number, a way of a safe-contact card, a school. The one place where such a value is looked for in words.</summary>
internal static class TellingValues
{
    private const int _shortestNumber = 7;
    private const int _shortestText = 6;

    /// <summary>Words that may stand between the parts of an address: "number 14 in the Example Road".</summary>
    private const int _between = 3;

    /// <param name="words">What goes out.</param>
    /// <param name="address">What is looked for.</param>
    /// <param name="byNameAlone">Also by the name of its street or building alone, as for one that is protected.</param>
    public static bool TellsAddress(ReadText words, PostalAddress address, bool byNameAlone)
    {
        if (address.Postcode is { } postcode && Halves(postcode) is var (outward, inward) && (words.HoldsBare(outward + inward) || words.HoldsBare(inward + outward)))
        {
            return true;
        }

        string[] parts = address.Lines.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Select((part, n) => (Words: ReadText.Of(part).Tokens, IsFirst: n == 0)).Any(p => TellsPart(words, p.Words, p.IsFirst, byNameAlone));
    }

    public static bool TellsPhone(ReadText words, string number)
    {
        var figures = National(number);
        return figures.Length >= _shortestNumber && words.HoldsFigures(figures[^Math.Min(figures.Length, _shortestNumber)..]);
    }

    public static bool TellsEmail(ReadText words, string email)
    {
        var bare = string.Concat(ReadText.Of(email).Tokens);
        return bare.Length >= _shortestText && (words.Bare.Contains(bare, StringComparison.Ordinal)
            || string.Concat(words.Tokens.Where(t => t is not ("at" or "dot"))).Contains(bare, StringComparison.Ordinal));
    }

    /// <summary>The number or place of an entry; not its words.</summary>
    public static bool TellsWay(ReadText words, SafeContact way) => way.Channel switch
    {
        ContactChannel.Phone or ContactChannel.Text => TellsPhone(words, way.Value),
        ContactChannel.Email => TellsEmail(words, way.Value),
        ContactChannel.Letter or ContactChannel.InPerson => TellsAddress(words, PlaceOf(way.Value), byNameAlone: true),
        ContactChannel.ThroughAnother => TellsWords(words, way.Value, _shortestText) || TellsPhone(words, way.Value),
    };

    /// <summary>The code word, cover story and name of whoever may answer.</summary>
    public static bool TellsWordsOf(ReadText words, SafeContact way) =>
        TellsWords(words, way.CodeWord, 3) || TellsWords(words, way.CoverStory, _shortestText) || TellsWords(words, way.WhoMayAnswer, 4);

    /// <summary>"Oakfield Primary School", and "Oakfield Primary".</summary>
    public static bool TellsSchool(ReadText words, string school)
    {
        var named = ReadText.Of(school).Tokens;
        var shorter = named.Count > 2 && named[^1] is "school" or "academy" or "college" or "nursery" ? named.SkipLast(1).ToList() : [];
        return words.HoldsWords(named) || words.HoldsWords(shorter);
    }

    /// <summary>Every name, first or last name first.</summary>
    public static bool TellsName(ReadText words, string name)
    {
        var parts = ReadText.Of(name).Tokens;
        return parts.Count > 1 && words.HoldsNear(parts, 0);
    }

    /// <summary>A place as it was typed in one field: its postcode, if it has one, is read out of it.</summary>
    public static PostalAddress PlaceOf(string typed)
    {
        var tokens = ReadText.Of(typed).Tokens;
        for (var last = tokens.Count; last > 0; last--)
        {
            for (var first = Math.Max(0, last - 3); first < last; first++)
            {
                var joined = string.Concat(tokens.Skip(first).Take(last - first));
                if (PostcodeAreas.IsWhole(joined) || (joined.Length is >= 5 and <= 7 && Postcode.Normalise(joined) is not null))
                {
                    return new PostalAddress(typed, joined);
                }
            }
        }

        return new PostalAddress(typed, null);
    }

    /// <summary>Whether two addresses may be one: the same house by postcode or street. Where either leaves its house out, the same postcode is enough.</summary>
    public static bool MayBeSame(PostalAddress one, PostalAddress other) =>
        (one.Postcode is not null && one.Postcode == other.Postcode && one.SharedWith(other.Lines) is not null)
        || TellsHouse(ReadText.Of(one.Lines), other) || TellsHouse(ReadText.Of(other.Lines), one)
        || (ReadText.Of(one.Lines).Bare is { Length: >= _shortestText } bare && bare == ReadText.Of(other.Lines).Bare);

    private static bool TellsHouse(ReadText words, PostalAddress address) =>
        address.Lines.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(part => TellsPart(words, ReadText.Of(part).Tokens, isFirst: false, byNameAlone: false));

    private static bool TellsPart(ReadText words, IReadOnlyList<string> part, bool isFirst, bool byNameAlone)
    {
        var numbers = part.Where(t => char.IsAsciiDigit(t[0])).ToList();
        var name = part.Where(t => !char.IsAsciiDigit(t[0]) && !Kinds.IsUnit(t)).ToList();
        var own = name.Where(t => !Kinds.IsKind(t)).ToList();
        if (own.Sum(t => t.Length) < 3)
        {
            own = name;
        }

        if (own.Count == 0)
        {
            return false;
        }

        if (numbers.Count > 0)
        {
            var house = numbers[^1];
            return words.HoldsNear([house, .. own], own.Count > 0 && own.Sum(t => t.Length) >= 3 ? _between : 0)
                || words.HoldsBare(string.Concat(name.Prepend(house))) || words.HoldsBare(string.Concat(name.Append(house)))
                || words.HoldsBare(string.Concat(own.Prepend(house))) || words.HoldsBare(string.Concat(own.Append(house)))
                || (string.Concat(name).Length >= _shortestText && words.Bare.Contains(string.Concat(name.Prepend(house)), StringComparison.Ordinal) && !IsAfterFigure(words.Bare, string.Concat(name.Prepend(house))))
                || (byNameAlone && name.Count > 1 && HasKind(name) && words.HoldsWords(name));
        }

        var isNamed = name.Count > 1 && (isFirst || HasKind(name));
        return byNameAlone && (isNamed ? words.HoldsWords(name) || words.HoldsNear(name, 0) : isFirst && name is [{ Length: >= 5 } only] && words.HoldsWords([only]));
    }

    /// <summary>"Quay Road", and "Heol Fawr".</summary>
    private static bool HasKind(List<string> name) => Kinds.IsKind(name[0]) || Kinds.IsKind(name[^1]);

    private static bool IsAfterFigure(string bare, string part) => bare.IndexOf(part, StringComparison.Ordinal) is > 0 and var at && char.IsAsciiDigit(bare[at - 1]);

    private static bool TellsWords(ReadText words, string? telling, int shortest)
    {
        var tokens = ReadText.Of(telling).Tokens;
        return tokens.Sum(t => t.Length) >= shortest && words.HoldsWords(tokens);
    }

    private static (string Outward, string Inward) Halves(string postcode) => (postcode[..^4].ToLowerInvariant(), postcode[^3..].ToLowerInvariant());

    /// <summary>The figures that stand in every written form of a number: without the country and the nought.</summary>
    private static string National(string number)
    {
        var read = PhoneNumber.Normalise(number) ?? number;
        var figures = ReadText.Of(read).Digits;
        return read.StartsWith("+44", StringComparison.Ordinal) ? figures[2..] : figures.TrimStart('0');
    }
}
