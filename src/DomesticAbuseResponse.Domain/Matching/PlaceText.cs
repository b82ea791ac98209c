using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Matching;

/// <summary>A postcode as it is compared: a UK one in its usual form, with O and 0 or I and 1 put right where the place in the code says which; any other by its letters and figures.</summary>
public static class PostcodeText
{
    private const string _letters = "OIZSB";
    private const string _figures = "01258";

    /// <summary>Null when there is nothing to compare.</summary>
    public static string? Of(string? typed)
    {
        var bare = NameText.Plain(typed, keepDigits: true).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return bare.Length < 3 ? null : (Postcode.Normalise(bare) ?? Postcode.Normalise(PutRight(bare)) ?? bare).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The part before the last three signs, which the streets of a district share.</summary>
    public static string Outward(string postcode) => postcode.Length > 4 ? postcode[..^3] : postcode[..Math.Min(postcode.Length, 3)];

    private static string PutRight(string bare)
    {
        var signs = bare.ToCharArray();
        for (var i = 0; i < signs.Length; i++)
        {
            var fromEnd = signs.Length - i;
            var (from, to) = fromEnd == 3 ? (_letters, _figures) : i == 0 || fromEnd <= 2 ? (_figures, _letters) : ("", "");
            var at = from.IndexOf(signs[i], StringComparison.Ordinal);
            signs[i] = at < 0 ? signs[i] : to[at];
        }

        return new(signs);
    }
}

/// <summary>An address by its house number and the words of its street.</summary>
public sealed class AddressText
{
    private static readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal)
    {
        ["rd"] = "road",
        ["road"] = "road",
        ["st"] = "street",
        ["street"] = "street",
        ["str"] = "street",
        ["ave"] = "avenue",
        ["av"] = "avenue",
        ["avenue"] = "avenue",
        ["cl"] = "close",
        ["close"] = "close",
        ["ct"] = "court",
        ["crt"] = "court",
        ["court"] = "court",
        ["dr"] = "drive",
        ["drv"] = "drive",
        ["drive"] = "drive",
        ["ln"] = "lane",
        ["lane"] = "lane",
        ["cres"] = "crescent",
        ["cresc"] = "crescent",
        ["crescent"] = "crescent",
        ["pl"] = "place",
        ["place"] = "place",
        ["sq"] = "square",
        ["square"] = "square",
        ["ter"] = "terrace",
        ["tce"] = "terrace",
        ["terr"] = "terrace",
        ["terrace"] = "terrace",
        ["gdns"] = "gardens",
        ["gdn"] = "gardens",
        ["gardens"] = "gardens",
        ["gr"] = "grove",
        ["grv"] = "grove",
        ["grove"] = "grove",
        ["pk"] = "park",
        ["park"] = "park",
        ["wy"] = "way",
        ["way"] = "way",
        ["hl"] = "hill",
        ["hill"] = "hill",
        ["cct"] = "circuit",
        ["circuit"] = "circuit",
        ["row"] = "row",
        ["walk"] = "walk",
        ["wlk"] = "walk",
        ["mews"] = "mews",
        ["green"] = "green",
        ["grn"] = "green",
        ["view"] = "view",
        ["rise"] = "rise",
        ["parade"] = "parade",
        ["pde"] = "parade",
    };

    private static readonly HashSet<string> _parts = new(["flat", "apartment", "apt", "unit", "room", "floor", "no", "number", "fl"], StringComparer.Ordinal);

    private AddressText(string flat, string house, string street, string joined)
    {
        (Flat, House, Street, Joined) = (flat, house, street, joined);
        Sorted = new string([.. Street.Order()]);
    }

    /// <summary>The number of the flat within the house, or nothing.</summary>
    public string Flat { get; }

    /// <summary>The number of the house with its letter, or nothing.</summary>
    public string House { get; }

    /// <summary>The street without a space; its kind is written out, and left off where the name needs no telling apart ("14 Mill Rd": "mill").</summary>
    public string Street { get; }

    public string Joined { get; }

    /// <summary>The letters of <see cref="Street"/> in the order of the alphabet.</summary>
    public string Sorted { get; }

    /// <summary>Null when there is nothing to compare.</summary>
    public static AddressText? Of(string? typed)
    {
        var (flat, house) = ("", "");
        List<string> street = [];
        var afterPart = false;
        foreach (var word in NameText.Plain(typed, keepDigits: true).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isNumber = char.IsAsciiDigit(word[0]) || (afterPart && word.Length == 1);
            if (isNumber && street.Count == 0)
            {
                (flat, house) = afterPart ? (word, house) : house.Length > 0 && flat.Length == 0 ? (house, word) : (flat, word);
            }
            else if (_kinds.TryGetValue(word, out var kind) && street.Count > 0)
            {
                street.Add(kind);
                break;
            }
            else if (!_parts.Contains(word) && !isNumber)
            {
                street.Add(word);
            }

            afterPart = _parts.Contains(word);
        }

        (flat, house) = house.Length == 0 ? ("", flat) : (flat, house);
        var name = string.Concat(street.Count > 1 && _kinds.ContainsValue(street[^1]) ? street[..^1] : street);
        return name.Length + house.Length < 2 ? null : new(flat, house, name, house + string.Concat(street));
    }
}
