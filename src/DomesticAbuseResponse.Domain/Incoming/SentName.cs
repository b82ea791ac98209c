using System.Globalization;
using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>A person's name as another system or a spreadsheet wrote it.</summary>
/// <param name="Full">In the order it is said; null when nobody is named.</param>
/// <param name="Given">The names before the surname, where the two can be told apart.</param>
/// <param name="Notes">What was put in order, in words.</param>
/// <param name="Question">Why nobody but a person can say whose name it is.</param>
public sealed partial record SentName(string? Full, string? Given, string? Family, IReadOnlyList<string> Notes, string? Question)
{
    private static readonly SentName _nobody = new(null, null, null, [], null);

    public static SentName Read(string? title, string? given, string? family, string? full)
    {
        List<string> notes = [];
        var (first, last) = (Part(given), Part(family));
        if (first.Length == 0 && last.Length == 0)
        {
            var whole = PersonName.Tidy(full ?? "");
            if (SentWords.NameNobody(whole))
            {
                return _nobody;
            }

            if (Two().IsMatch(whole))
            {
                return new(Cut(whole), null, null, notes, "Two people may be named here.");
            }

            (first, last) = Turned(whole, notes);
        }

        if (SentWords.NameNobody($"{first} {last}"))
        {
            return _nobody;
        }

        var untitled = Titles().Replace(first.Length > 0 ? first : last, "");
        if (untitled.Length > 0 && untitled.Length < (first.Length > 0 ? first : last).Length)
        {
            (first, last) = first.Length > 0 ? (untitled, last) : (first, untitled);
            notes.Add("The title before the name is left off.");
        }

        _ = title; // a title in a field of its own is kept with what came in
        if (IsShouted(first) && IsShouted(last) && (first.Length > 1 || last.Length > 1))
        {
            (first, last) = (Spoken(first), Spoken(last));
        }

        var name = PersonName.Tidy($"{first} {last}");
        return new(Cut(name), Blank(first), Blank(last), notes, name.Length > PersonName.MaxLength ? $"This is longer than {PersonName.MaxLength} characters." : null);
    }

    /// <summary>"SMITH, John" is John Smith. In a name without a comma the last word is the surname, for comparing alone.</summary>
    private static (string Given, string Family) Turned(string whole, List<string> notes)
    {
        var parts = whole.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2 && parts[0].Split(' ').Length <= 3)
        {
            notes.Add("The surname stood before the comma.");
            var surname = IsShouted(parts[0]) && parts[0].Length > 1 ? Spoken(parts[0]) : parts[0];
            return (parts[1], surname);
        }

        var bare = Titles().Replace(whole, "");
        var at = bare.LastIndexOf(' ');
        if (bare.Length < whole.Length && at < 0)
        {
            return ("", whole); // "Mrs Smith" names a surname alone
        }

        return whole.LastIndexOf(' ') is > 0 and var space ? (whole[..space], whole[(space + 1)..]) : (whole, "");
    }

    private static string Part(string? text) => SentWords.SayNothing(text) ? "" : PersonName.Tidy(text!);

    private static bool IsShouted(string text) => !text.Any(char.IsLower);

    /// <summary>O'NEILL-SMITH as O'Neill-Smith and MCDONALD as McDonald.</summary>
    private static string Spoken(string shouted) => Mc().Replace(
        Words().Replace(shouted.ToLower(CultureInfo.InvariantCulture), m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..]),
        m => $"Mc{char.ToUpperInvariant(m.Groups["next"].Value[0])}");

    private static string Cut(string name) => name.Length > PersonName.MaxLength ? name[..PersonName.MaxLength] : name;

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"^(?:(?:mr|mrs|miss|ms|mx|master|dr|doctor|prof|professor|rev|reverend|sir|dame|lady|lord)\.?\s+)+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Titles();

    [GeneratedRegex(@"\s(?:&|\+|and)\s|;|\s/\s", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Two();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\bMc(?<next>\p{Ll})", RegexOptions.NonBacktracking)]
    private static partial Regex Mc();
}
