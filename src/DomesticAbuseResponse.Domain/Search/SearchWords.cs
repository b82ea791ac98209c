using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Matching;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Search;

/// <summary>What somebody typed into the one box, taken apart by what each piece can be. Every piece is looked for, and a hit that fits several counts for more.</summary>
/// <param name="Phone">A whole number, in E.164.</param>
/// <param name="PhoneEnding">The last four to seven figures of a number.</param>
/// <param name="Reference">An incident's or a case's reference, as it is written on the record.</param>
/// <param name="Postcode">As <see cref="People.Postcode"/> writes it.</param>
/// <param name="Address">A house number with its street, or with the postcode, as typed.</param>
/// <param name="Born">A date of birth; never a year alone, which may as well be the end of a number.</param>
/// <param name="Name">What is left, when it can be a name, as typed.</param>
public sealed partial record SearchWords(
    string? Phone = null, string? PhoneEnding = null, string? Reference = null, string? Postcode = null, string? Address = null, BirthDate? Born = null, string? Name = null)
{
    public const int MaxLength = 200;

    public const int ShortestName = 3;

    private const int _referenceFigures = 6;

    private const int _shortestElsewhere = 2;

    /// <summary>The place, when a house, a street or a postcode was given.</summary>
    public PostalAddress? Place => Postcode is null && Address is null ? null : new PostalAddress(Address ?? "", Postcode);

    public bool IsEmpty => this == new SearchWords();

    /// <summary>Takes the words apart, surest piece first: reference, postcode, date, number, house and street, end of a number, name.</summary>
    /// <param name="today">The day by which years of two figures are read.</param>
    public static SearchWords Of(string? typed, DateOnly today)
    {
        var text = PersonName.Tidy(typed ?? "");
        text = text[..Math.Min(text.Length, MaxLength)];

        var reference = Take(ReferenceShape(), m => $"{(m.Groups["year"].Success ? $"DA-{m.Groups["year"].Value}-" : "C-")}{m.Groups["number"].Value.PadLeft(_referenceFigures, '0')}", ref text);
        var postcode = Take(PostcodeShape(), m => People.Postcode.Normalise(m.Value), ref text);
        BirthDate? born = null;
        Take(DateShape(), m => (born = BirthDate.Of(m.Value, today)) is null ? null : m.Value, ref text);
        var phone = Take(NumberShape(), m => PhoneNumber.Normalise(m.Value), ref text);
        if (new PostalAddress(text, null).HouseAndStreet() is not null || (postcode is not null && HouseShape().IsMatch(text)))
        {
            return new(phone, null, reference, postcode, text, born);
        }

        var ending = Take(EndingShape(), m => string.Concat(m.Value.Where(char.IsAsciiDigit)), ref text);
        var name = text.Trim(' ', ',', '.', ';');
        return new(phone, ending, reference, postcode, null, born, IsName(name) ? name : null);
    }

    /// <summary>Letters enough; in other scripts than ours a name may be two signs long.</summary>
    private static bool IsName(string text) => NameText.Words(text).Sum(w => w.Length) >= ShortestName
        || (NameText.Plain(text, keepDigits: false).Length == 0 && text.Count(char.IsLetter) >= _shortestElsewhere);

    /// <summary>The first piece of this shape that reads; it is taken out of the text.</summary>
    private static string? Take(Regex shape, Func<Match, string?> read, ref string text)
    {
        foreach (Match match in shape.Matches(text))
        {
            if (read(match) is { } value)
            {
                text = PersonName.Tidy($"{text[..match.Index]} {text[(match.Index + match.Length)..]}");
                return value;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\b(?:DA ?[-–]? ?(?<year>[0-9]{4}) ?[-–/ ] ?|C ?[-–] ?)(?<number>[0-9]{1,9})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ReferenceShape();

    [GeneratedRegex(@"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex PostcodeShape();

    [GeneratedRegex(@"\b(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}(?:st|nd|rd|th)? ?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ?,? ?[0-9]{4})\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex DateShape();

    [GeneratedRegex(@"[+(]*[0-9][0-9 ().\-–]{6,}[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex NumberShape();

    [GeneratedRegex("^[0-9]{1,4}[A-Za-z]?,?$", RegexOptions.NonBacktracking)]
    private static partial Regex HouseShape();

    [GeneratedRegex(@"\b[0-9]{3} ?[0-9]{1,4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex EndingShape();
}
