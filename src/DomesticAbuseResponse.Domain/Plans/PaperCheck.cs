using System.Globalization;
using System.Text;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>What in a line could give away the victim, a place, or what the paper is.</summary>
public enum PaperFindingKind
{
    /// <summary>A protected address, or a number of a safe-contact card: it leaves by its own door only (R6.11, T5), and never on this paper.</summary>
    Protected,
    Place,
    Phone,
    Name,
    Agency,
    Perpetrator,
}

/// <summary>One thing found in one line.</summary>
/// <param name="Found">The words found; null where they must not be repeated.</param>
public sealed record PaperFinding(PaperFindingKind Kind, string? Found)
{
    /// <summary>Nobody can choose it onto the paper.</summary>
    public bool Stops => Kind is PaperFindingKind.Protected;
}

/// <summary>Everything of the people of a case that a paper must not tell.</summary>
/// <param name="Names">Every name of everybody in it.</param>
/// <param name="Addresses">Their open addresses.</param>
/// <param name="Kept">Their protected addresses.</param>
/// <param name="Ways">Their safe-contact cards.</param>
/// <param name="Agencies">The names of the agencies that work on it.</param>
public sealed record PaperSubject(
    IReadOnlyCollection<string> Names, IReadOnlyCollection<PostalAddress> Addresses, IReadOnlyCollection<PostalAddress> Kept, IReadOnlyCollection<SafeContact> Ways, IReadOnlyCollection<string> Agencies);

/// <summary>
/// Looks through a line before it stands on a paper that somebody else may find (T4, T9). It would rather ask too often: what it finds is shown to the worker, who may choose it all the
/// same, but for what is protected.
/// </summary>
public static class PaperCheck
{
    private const int _shortestName = 3;

    public static IReadOnlyList<PaperFinding> Of(string words, PaperSubject subject)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(subject);
        var read = Fold(words);
        return
        [
            .. ProtectedWords.MayTell(words, subject.Kept, subject.Ways) ? [new PaperFinding(PaperFindingKind.Protected, null)] : Array.Empty<PaperFinding>(),
            .. PlanLine.GivesAway(words) || ProtectedWords.MayTell(words, subject.Addresses, []) ? [new PaperFinding(PaperFindingKind.Place, null)] : Array.Empty<PaperFinding>(),
            .. PhoneNumber.IsIn(words) ? [new PaperFinding(PaperFindingKind.Phone, null)] : Array.Empty<PaperFinding>(),
            .. Found(PaperFindingKind.Name, subject.Names.SelectMany(PartsOf)),
            .. Found(PaperFindingKind.Agency, subject.Agencies.Concat(PaperWords.All.SelectMany(w => w.Agency))),
            .. Found(PaperFindingKind.Perpetrator, PaperWords.All.SelectMany(w => w.Perpetrator)),
        ];

        IEnumerable<PaperFinding> Found(PaperFindingKind kind, IEnumerable<string> telling) =>
            telling.Where(t => Holds(read, Fold(t))).Distinct(StringComparer.OrdinalIgnoreCase).Select(t => new PaperFinding(kind, t));
    }

    /// <summary>Each part of a name by itself: "Sam Teal" is found in "Ask Sam".</summary>
    private static IEnumerable<string> PartsOf(string name) => name.Split([' ', '-', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= _shortestName);

    /// <summary>Words stand between spaces, so that "ex" is not found in "next"; several of one are found too.</summary>
    private static bool Holds(string words, string telling) =>
        telling.Length > 2 && (words.Contains(telling, StringComparison.Ordinal) || words.Contains($"{telling[..^1]}s ", StringComparison.Ordinal));

    /// <summary>Lower case without accents, every run of other signs one space, and one at each end.</summary>
    private static string Fold(string text)
    {
        StringBuilder folded = new(" ");
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(sign))
            {
                folded.Append(char.ToLowerInvariant(sign));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return (folded[^1] == ' ' ? folded : folded.Append(' ')).ToString();
    }
}
