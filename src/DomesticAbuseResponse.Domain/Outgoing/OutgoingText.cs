using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Domain.Outgoing;

/// <summary>Who reads what goes out.</summary>
public enum OutgoingReader
{
    Victim,

    /// <summary>Somebody of an agency or organisation who helps.</summary>
    Professional,

    /// <summary>Whoever does harm, or anybody who stands by them: their solicitor, their family.</summary>
    PerpetratorSide,
}

/// <summary>How somebody stands in the case a text goes out of.</summary>
public enum LinkedAs
{
    Victim,
    Perpetrator,

    /// <summary>Children, other victims and witnesses, and whoever lives with any of them.</summary>
    Other,
}

/// <summary>An address on the record of somebody linked to a case.</summary>
/// <param name="IsProtected">It leaves by the address door alone (R6.11).</param>
/// <param name="HasEnded">They live there no longer.</param>
public sealed record LinkedAddress(PostalAddress Address, bool IsProtected, bool HasEnded);

/// <summary>Everything of one person that a text could give away.</summary>
/// <param name="Phones">Every number on record, those that ended included.</param>
/// <param name="Ways">The safe-contact card.</param>
/// <param name="Schools">By name.</param>
public sealed record LinkedPerson(
    LinkedAs As, IReadOnlyCollection<string> Names, IReadOnlyCollection<LinkedAddress> Addresses, IReadOnlyCollection<string> Phones, IReadOnlyCollection<SafeContact> Ways, IReadOnlyCollection<string> Schools);

/// <summary>What was found in a text: its kind, and never its value.</summary>
public enum OutgoingFinding
{
    /// <summary>An address that leaves by the address door alone (R6.11).</summary>
    ProtectedAddress,

    /// <summary>An address of whoever does harm, of now or before.</summary>
    PerpetratorAddress,

    /// <summary>Any other address on record.</summary>
    Address,

    /// <summary>A postcode, or a house in a street, that stands nowhere on record: it may be one that nobody has recorded yet (T5).</summary>
    UnknownPlace,
    Phone,

    /// <summary>A number or mailbox of a safe-contact card. A place of one is an address.</summary>
    SafeContact,

    /// <summary>A code word, a cover story, or who may answer.</summary>
    CodeWord,
    School,

    /// <summary>Somebody else in the case, in a text that the perpetrator's side reads.</summary>
    Name,
}

/// <summary>One kind found, and in which line of the text.</summary>
/// <param name="Line">From 1; null where it stands across lines.</param>
public sealed record FoundInText(OutgoingFinding Kind, int? Line);

/// <summary>Whether a text may go out, with why. It holds nothing of what was found.</summary>
/// <param name="Inputs">What was looked for. Only people are counted: how many addresses or ways are on record is not for every reader.</param>
public sealed record OutgoingDecision(IReadOnlyList<FoundInText> Found, string Inputs)
{
    public string Rule { get; } = OutgoingText.Code;

    public bool IsAllowed => Found.Count == 0;
}

/// <summary>
/// Whether words may leave in a letter (R3.7, R6.11, T5, T9). No address of anybody stands in the words of a letter: an address has its own block, which is filled from the
/// safe-contact card. Neither does a number or mailbox on record, a word of a safe-contact card, or a child's school. It would rather stop too much.
/// </summary>
public static partial class OutgoingText
{
    public const string Code = "R3.7";

    /// <param name="text">Every word of the letter but the block of its recipient.</param>
    /// <param name="reader">Who reads it.</param>
    /// <param name="people">Everybody linked to the case.</param>
    public static OutgoingDecision Check(string text, OutgoingReader reader, IReadOnlyCollection<LinkedPerson> people)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(people);
        var whole = Kinds(text, reader, people);
        List<FoundInText> found = [];
        if (whole.Count > 0)
        {
            string[] lines = text.ReplaceLineEndings("\n").Split('\n');
            var byLine = lines.SelectMany((line, n) => Kinds(line, reader, people).Select(kind => new FoundInText(kind, n + 1))).ToList();
            found = [.. byLine, .. whole.Where(kind => byLine.TrueForAll(f => f.Kind != kind)).Select(kind => new FoundInText(kind, null))];
        }

        return new(found, $"everything on record of {people.Count} people: addresses, numbers, ways of contact, schools");
    }

    private static List<OutgoingFinding> Kinds(string text, OutgoingReader reader, IReadOnlyCollection<LinkedPerson> people)
    {
        var words = ReadText.Of(text);
        ReadText[] read = words.Spelled is { } spelled ? [words, spelled] : [words];
        var addresses = people.SelectMany(p => p.Addresses.Select(a => (Kind: KindOf(p, a), a.Address, ByName: a.IsProtected)))
            .Where(a => read.Any(r => TellingValues.TellsAddress(r, a.Address, a.ByName))).Select(a => a.Kind).ToList();
        var ways = people.SelectMany(p => p.Ways).ToList();
        if (ways.Exists(w => IsPlace(w) && TellingValues.TellsWay(words, w)))
        {
            addresses.Add(OutgoingFinding.Address);
        }

        return
        [
            .. addresses.Distinct().Order(),
            .. addresses.Count == 0 && HoldsPlace(text, read) ? [OutgoingFinding.UnknownPlace] : Array.Empty<OutgoingFinding>(),
            .. If(OutgoingFinding.Phone, people.SelectMany(p => p.Phones).Any(p => TellingValues.TellsPhone(words, p))),
            .. If(OutgoingFinding.SafeContact, ways.Exists(w => !IsPlace(w) && TellingValues.TellsWay(words, w))),
            .. If(OutgoingFinding.CodeWord, ways.Exists(w => TellingValues.TellsWordsOf(words, w))),
            .. If(OutgoingFinding.School, people.SelectMany(p => p.Schools).Any(s => TellingValues.TellsSchool(words, s))),
            .. If(OutgoingFinding.Name, reader is OutgoingReader.PerpetratorSide && people.Where(p => p.As is LinkedAs.Other).SelectMany(p => p.Names).Any(n => TellingValues.TellsName(words, n))),
        ];

        static bool IsPlace(SafeContact way) => way.Channel is ContactChannel.Letter or ContactChannel.InPerson;

        static OutgoingFinding[] If(OutgoingFinding kind, bool holds) => holds ? [kind] : [];
    }

    private static OutgoingFinding KindOf(LinkedPerson person, LinkedAddress address) => address.IsProtected ? OutgoingFinding.ProtectedAddress
        : person.As is LinkedAs.Perpetrator ? OutgoingFinding.PerpetratorAddress : OutgoingFinding.Address;

    private static bool HoldsPlace(string text, ReadText[] read) => read.Any(r => r.HoldsPostcode()) || Postcode.IsIn(text) || PostalAddress.IsIn(text) || OnAMap().IsMatch(text);

    /// <summary>Three words for a square, a pair of degrees, a link to a map.</summary>
    [GeneratedRegex(@"///\s*\p{L}{3,}\.\p{L}{3,}\.\p{L}{3,}|-?[0-9]{1,2}\.[0-9]{3,}\s*[,;/ ]\s*-?[0-9]{1,3}\.[0-9]{3,}|goo\.gl/maps|maps\.app\.|google\.[a-z.]{2,6}/maps|maps\.apple\.|what3words", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex OnAMap();
}

/// <summary>Where a letter goes.</summary>
/// <param name="Place">The address on the envelope; null where it goes by e-mail or is handed over.</param>
/// <param name="Email">Where it goes by e-mail.</param>
public sealed record OutgoingPlace(PostalAddress? Place, string? Email)
{
    public static OutgoingPlace Nowhere { get; } = new(null, null);

    /// <summary>An address as it was typed in one field: its postcode is read out of it.</summary>
    public static OutgoingPlace Typed(string address) => new(TellingValues.PlaceOf(address), null);
}

/// <summary>Whether a letter may go where it is sent (R3.7, T5, Charnwood): never to a place where somebody else than its reader opens it. It is a hard stop: nobody can choose it all the same.</summary>
public static class OutgoingRecipient
{
    public static Refusal? Check(OutgoingPlace to, OutgoingReader reader, IReadOnlyCollection<LinkedPerson> people)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(people);
        return reader switch
        {
            OutgoingReader.Victim when IsOf(to, people, p => p.As is LinkedAs.Perpetrator, _ => true) =>
                new("letter.shared", "This is, or was, a place of somebody who does harm. Nothing is sent there."),
            OutgoingReader.Victim when IsOf(to, people, p => p.As is LinkedAs.Victim, a => a.HasEnded) && !IsOf(to, people, p => p.As is LinkedAs.Victim, a => !a.HasEnded) =>
                new("letter.former", "This is a home that has been left. Nothing is sent there."),
            OutgoingReader.Professional when IsOf(to, people, _ => true, _ => true) =>
                new("letter.home", "This is a place of somebody in the case. A letter to an organisation goes to its own address."),
            OutgoingReader.PerpetratorSide when IsOf(to, people, p => p.As is not LinkedAs.Perpetrator, _ => true) =>
                new("letter.home", "This is, or was, a place of the victim or of somebody else in the case. Nothing for the perpetrator’s side is sent there."),
            _ => null,
        };
    }

    private static bool IsOf(OutgoingPlace to, IReadOnlyCollection<LinkedPerson> people, Func<LinkedPerson, bool> who, Func<LinkedAddress, bool> which) => people.Where(who).Any(person =>
        (to.Place is { } place && (person.Addresses.Where(which).Any(a => TellingValues.MayBeSame(place, a.Address))
            || (person.As is not LinkedAs.Victim && person.Ways.Where(w => w.Channel is ContactChannel.Letter or ContactChannel.InPerson).Any(w => TellingValues.MayBeSame(place, TellingValues.PlaceOf(w.Value))))))
        || (to.Email is { } email && person.As is not LinkedAs.Victim
            && person.Ways.Any(w => w.Channel is ContactChannel.Email && string.Equals(w.Value.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase))));
}
