using DomesticAbuseResponse.Domain.Matching;

namespace DomesticAbuseResponse.Domain.Search;

/// <summary>Which rule found somebody.</summary>
public enum SearchRule
{
    Reference,
    Phone,
    EarlierPhone,
    PhoneEnding,
    HouseAndPostcode,
    HouseAndStreet,
    Postcode,
    EarlierAddress,
    Born,
    BornDayAndMonthSwapped,
    BornOneFigure,
    Name,
    NameInAnotherOrder,
    NameLike,
    NameInPart,
}

/// <summary>One rule that fired: what it is worth, and the two values in words.</summary>
/// <param name="OnRecord">The value on the record.</param>
/// <param name="Note">What makes it worth less, in words; null when nothing does.</param>
public sealed record SearchFinding(SearchRule Rule, string OnRecord, double Points, string? Note = null);

/// <summary>
/// What each rule is worth in the one box. Points add up, a hit below <see cref="Threshold"/> is not shown, and nothing about them changes by itself:
/// docs/rules/search.md gives the table.
/// </summary>
public static class SearchPoints
{
    /// <summary>Below this a hit is more likely somebody else.</summary>
    public const double Threshold = 25;

    private const double _name = 50;

    /// <summary>Too little to show anybody by itself: it tells apart those whom something else finds.</summary>
    private const double _part = 15;

    private const int _mostWords = 6;

    /// <summary>Below this share of the words typed, a name is another.</summary>
    private const double _leastAlike = 0.6;

    /// <summary>From this many people with one number or address, it says little about who is meant: a hostel, a school, a station desk.</summary>
    private const int _shared = 4;

    /// <summary>A name borne by more than one in two thousand.</summary>
    private const double _common = 1 / 2000.0;

    public static double Of(SearchRule rule) => rule switch
    {
        SearchRule.Reference => 100,
        SearchRule.Phone => 60,
        SearchRule.EarlierPhone => 50,
        SearchRule.PhoneEnding => 35,
        SearchRule.HouseAndPostcode => 45,
        SearchRule.HouseAndStreet => 40,
        SearchRule.Postcode => 25,
        SearchRule.EarlierAddress => 30,
        SearchRule.Born => 40,
        SearchRule.BornDayAndMonthSwapped => 30,
        SearchRule.BornOneFigure => 20,
        SearchRule.Name => _name,
        SearchRule.NameInAnotherOrder => _name - 5,
        SearchRule.NameLike => _name,
        SearchRule.NameInPart => _part,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };

    /// <summary>A number or address that many people have counts for less, and says so; who asked for nothing else still finds them.</summary>
    public static SearchFinding Shared(SearchRule rule, string onRecord, int people) => people < _shared
        ? new(rule, onRecord, Of(rule))
        : new(rule, onRecord, Math.Max(Threshold, Math.Round(Of(rule) * _shared / (people + _shared), 1)), $"shared by {people} people");

    /// <summary>A date of birth against the one on the record; null when they are not the same, swapped or one figure apart.</summary>
    public static SearchFinding? Birth(BirthDate typed, DateOnly onRecord)
    {
        var recorded = new BirthDate(onRecord.Year, onRecord.Month, onRecord.Day);
        SearchRule? rule = BirthComparison.Of(typed, recorded) switch
        {
            MatchRule.BirthSame => SearchRule.Born,
            MatchRule.BirthDayAndMonthSwapped => SearchRule.BornDayAndMonthSwapped,
            MatchRule.BirthFigure or MatchRule.BirthFiguresSwapped => SearchRule.BornOneFigure,
            _ => null,
        };
        return rule is { } fired ? new(fired, onRecord.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")), Of(fired)) : null;
    }

    /// <summary>
    /// A name as typed against one on the record: each word typed is held against the word it is most like, whatever their order. Short forms,
    /// spellings, slips and what sounds alike count for less than the same letters; a name that many bear counts for less than a rare one.
    /// </summary>
    /// <returns>Null when too little is alike.</returns>
    public static SearchFinding? Name(string typed, string onRecord)
    {
        var (mine, theirs) = (Terms(typed), Terms(onRecord));
        if (mine.Count == 0) // in another script: the same letters, in whatever order
        {
            string[] words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var there = words.Count(word => onRecord.Contains(word, StringComparison.OrdinalIgnoreCase)) / (double)words.Length;
            return there == 1 ? new(SearchRule.Name, onRecord, Of(SearchRule.Name))
                : there >= _leastAlike ? new(SearchRule.NameLike, onRecord, Math.Round(Of(SearchRule.NameLike) * there, 1), Note(NameLikeness.Different, swapped: false, common: false)) : null;
        }

        if (theirs.Count == 0)
        {
            return null;
        }

        var (total, order, worst, left) = (0.0, new List<int>(), NameLikeness.Same, Enumerable.Range(0, theirs.Count).ToList());
        foreach (var word in mine)
        {
            var best = left.Select(at => (At: at, Likeness: Likeness(word, theirs[at]))).Select(x => (x.At, x.Likeness, Worth: Worth(x.Likeness))).OrderByDescending(x => x.Worth).FirstOrDefault((-1, NameLikeness.Other, 0));
            total += best.Worth;
            worst = best.Likeness > worst ? best.Likeness : worst;
            if (best.Worth > 0)
            {
                order.Add(best.At);
                left.Remove(best.At);
            }
        }

        var swapped = order.Zip(order.Skip(1)).Any(pair => pair.First > pair.Second);
        var rule = worst is not NameLikeness.Same ? SearchRule.NameLike : swapped ? SearchRule.NameInAnotherOrder : SearchRule.Name;
        var common = mine.All(word => NameTables.ShareOf(word.Term.Joined) > _common);
        var points = Of(rule) * total / mine.Count * (common ? 0.85 : 1);
        return total / mine.Count < _leastAlike ? null : new(rule, onRecord, Math.Round(points, 1), Note(worst, swapped, common));
    }

    /// <summary>One word of a name as typed is there, and the rest of it is not: the first name of somebody who has married since. It counts beside another rule alone.</summary>
    /// <returns>Null where more is alike (<see cref="Name"/>), or nothing.</returns>
    public static SearchFinding? NameInPart(string typed, string onRecord)
    {
        var (mine, theirs) = (Terms(typed), Terms(onRecord));
        var one = mine.Count > 1 && Name(typed, onRecord) is null && mine.Any(word => theirs.Exists(other => Likeness(word, other) is NameLikeness.Same or NameLikeness.Variant));
        return one ? new(SearchRule.NameInPart, onRecord, Of(SearchRule.NameInPart), Note(NameLikeness.Different, swapped: false, common: false)) : null;
    }

    private static string? Note(NameLikeness worst, bool swapped, bool common)
    {
        string?[] notes =
        [
            worst switch
            {
                NameLikeness.Same => null,
                NameLikeness.Variant => "a short form or another spelling",
                NameLikeness.Sound => "sounds alike",
                NameLikeness.Initial => "an initial",
                NameLikeness.Different or NameLikeness.Other => "not every word",
                _ => "spelt alike",
            },
            swapped ? "in another order" : null,
            common ? "a common name" : null,
        ];
        var said = notes.OfType<string>().ToList();
        return said.Count == 0 ? null : string.Join(", ", said);
    }

    private static double Worth(NameLikeness likeness) => likeness switch
    {
        NameLikeness.Same => 1,
        NameLikeness.Variant => 0.9,
        NameLikeness.Typo => 0.85,
        NameLikeness.Sound or NameLikeness.Scrambled or NameLikeness.Part => 0.8,
        NameLikeness.Close => 0.65,
        NameLikeness.Initial or NameLikeness.Likeness => 0.5,
        NameLikeness.Alike => 0.3,
        _ => 0,
    };

    /// <summary>
    /// For each word of a name that was typed: itself, and what is left of it without the words that join it, with their short forms and spellings, to look for. An
    /// initial sounds like nothing, and the longest words are enough.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Spellings(string typed) =>
    [
        .. NameText.Cut(typed).Where(cut => cut.Word.Length > 1).OrderByDescending(cut => cut.Word.Length).Take(_mostWords)
            .Select(cut => (IReadOnlyList<string>)[.. new[] { cut.Word, cut.Stem }.Distinct().SelectMany(NameTables.VariantsOf).Distinct()]),
    ];

    private static List<(NameTerm Term, string Stem)> Terms(string name) => [.. NameText.Cut(name).Select(cut => (NameTerm.Of([cut.Word])!, cut.Stem))];

    /// <summary>As names are compared everywhere; but one that lacks the words that join the other is a part of it: Berg of van der Berg, Hassan of Al Hassan.</summary>
    private static NameLikeness Likeness((NameTerm Term, string Stem) one, (NameTerm Term, string Stem) other) => NameComparison.Of(one.Term, other.Term) is var likeness
        && likeness > NameLikeness.Part && one.Stem.Length > 2 && one.Stem == other.Stem ? NameLikeness.Part : likeness;
}
