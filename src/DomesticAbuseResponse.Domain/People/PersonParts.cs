using System.Text.RegularExpressions;

namespace DomesticAbuseResponse.Domain.People;

public enum NameKind
{
    Given,
    Preferred,
    Married,
    Former,
    Alias,
    Nickname,
}

/// <summary>One name a person is or was known by, in full and in the order they use.</summary>
public sealed partial class PersonName
{
    public const int MaxLength = 200;

    private PersonName()
    {
    }

    internal PersonName(Id<Person> personId, string full, NameKind kind, DateTimeOffset since) =>
        (PersonId, Full, Kind, Since) = (personId, full, kind, since);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public string Full { get; private init; } = "";

    public NameKind Kind { get; private init; }

    public DateTimeOffset Since { get; private init; }

    /// <summary>Single spaces, no ends.</summary>
    public static string Tidy(string name) => Spaces().Replace(name, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}

/// <summary>A number the person can be reached on, kept as typed and, when it can be read, in E.164.</summary>
public sealed class PersonPhone
{
    public const int MaxLength = 40;

    private PersonPhone()
    {
    }

    internal PersonPhone(Id<Person> personId, string? e164, string asTyped, DateTimeOffset since, bool isUnconfirmed = false) =>
        (PersonId, E164, AsTyped, Since, IsUnconfirmed) = (personId, e164, asTyped, since, isUnconfirmed);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public string? E164 { get; private init; }

    public string AsTyped { get; private init; } = "";

    public DateTimeOffset Since { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    /// <summary>Said on a call by somebody who may not change the record; nobody who may has confirmed it.</summary>
    public bool IsUnconfirmed { get; private set; }

    /// <summary>Whether a call or a text by this entry reaches this number.</summary>
    public bool IsReachedBy(SafeContact entry) =>
        entry.Channel is ContactChannel.Phone or ContactChannel.Text && PhoneNumber.Same(AsTyped, entry.Value);

    internal void End(DateTimeOffset now) => Until ??= now;

    internal void Confirm() => IsUnconfirmed = false;

    internal bool Is(PersonPhone other) => PhoneNumber.Same(AsTyped, other.AsTyped);
}

/// <summary>Who may see an address (R6.11). Anything but <see cref="Open"/> leaves by one door only, and never on an export by default.</summary>
public enum AddressVisibility
{
    Open,
    MaracOnly,
    Named,
    Hidden,
}

/// <summary>An address as written on an envelope.</summary>
public sealed partial record PostalAddress
{
    public const int LinesMaxLength = 300;

    public PostalAddress(string lines, string? postcode)
    {
        Lines = lines.Trim();
        Postcode = People.Postcode.Normalise(postcode);
    }

    public string Lines { get; private init; }

    /// <summary>Upper case with one space before the last three characters; null when none or unreadable.</summary>
    public string? Postcode { get; private init; }

    /// <summary>
    /// What an address in the same postcode shares with this one, in words: the house number and postcode, or the postcode alone when either
    /// gives no number. Null when the numbers differ. "Flat 2, 14 Example Road" and "14 Example Road" share 14.
    /// </summary>
    public string? SharedWith(string? otherLines)
    {
        var (mine, theirs) = (NumbersOf(Lines), NumbersOf(otherLines ?? ""));
        if (mine.Length == 0 || theirs.Length == 0)
        {
            return Postcode;
        }

        return mine.All(theirs.Contains) || theirs.All(mine.Contains) ? $"{string.Join(", ", mine.Intersect(theirs))}, {Postcode}" : null;
    }

    /// <summary>
    /// The house number and the name of the street, where both were given: 14 and "Example" of "Flat 2, 14 Example Road, Town". The kind of
    /// street is left out, since people write it in many ways.
    /// </summary>
    public (string House, string Street)? HouseAndStreet()
    {
        if (HouseBeforeStreet().Match(Lines) is not { Success: true } match)
        {
            return null;
        }

        string[] words = match.Groups["street"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words.Length > 1 ? words[..^1] : words);
        return name.Length < _shortestStreet ? null : (match.Groups["house"].Value.ToUpperInvariant(), name);
    }

    /// <summary>What other lines share with this address, in words: by the postcode where this has one, else by house and street. Null when nothing.</summary>
    public string? FoundIn(string? otherLines) => Postcode is not null ? SharedWith(otherLines) : SameHouseAs(otherLines);

    /// <summary>"14 Example" where other lines, of whatever postcode, give the same house in the same street; else null.</summary>
    public string? SameHouseAs(string? otherLines) =>
        HouseAndStreet() is var (house, street) && NumbersOf(otherLines ?? "").Contains(house)
            && $" {Letters().Replace(otherLines!, " ")} ".Contains($" {Letters().Replace(street, " ")} ", StringComparison.OrdinalIgnoreCase)
            ? $"{house} {street}"
            : null;

    /// <summary>Whether words that somebody typed give a house in a street: a number, a name and a kind of street ("14 Example Road", "7b, mill lane").</summary>
    public static bool IsIn(string? words) =>
        words is not null && HouseInStreet().Matches(words).Any(m => !m.Groups["name"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(_small.Contains));

    private const int _shortestStreet = 3;

    /// <summary>Words of a sentence, which stand in no name of a street: "2 rooms on the north road".</summary>
    private static readonly HashSet<string> _small = new(StringComparer.OrdinalIgnoreCase) { "a", "an", "and", "at", "by", "for", "from", "in", "near", "of", "on", "or", "the", "to", "with", "her", "his", "their" };

    [GeneratedRegex(@"\b(?<house>[0-9]{1,5}[A-Za-z]?)[\s,.;:/–-]+(?<street>[\p{L}'’.-]+( +[\p{L}'’.-]+){0,3})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HouseBeforeStreet();

    // Words that mean something else besides are a kind of street only where they are written as a name.
    [GeneratedRegex(@"\b[0-9]{1,5}[A-Za-z]?,?\s+(?<name>([\p{L}'’.-]+\s+){1,3})((?i:road|rd|street|lane|avenue|ave|crescent|terrace|grove|gardens|mews)|St|Close|Court|Drive|Green|Hill|House|Park|Place|Rise|Row|Square|View|Walk|Way)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex HouseInStreet();

    [GeneratedRegex(@"[^\p{L}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();

    private static string[] NumbersOf(string lines) => [.. HouseNumber().Matches(lines).Select(m => m.Value.ToUpperInvariant()).Distinct()];

    [GeneratedRegex(@"\b[0-9]{1,5}[A-Za-z]?\b", RegexOptions.NonBacktracking)]
    private static partial Regex HouseNumber();
}

/// <summary>Where a person lived or lives, from when to when, and who may see it.</summary>
public sealed class PersonAddress
{
    private PersonAddress()
    {
    }

    internal PersonAddress(
        Id<Person> personId, PostalAddress address, AddressVisibility visibility, DateOnly? from, DateTimeOffset recordedAt, bool isUnconfirmed = false) =>
        (PersonId, Lines, Postcode, Visibility, From, RecordedAt, IsUnconfirmed) = (personId, address.Lines, address.Postcode, visibility, from, recordedAt, isUnconfirmed);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public string Lines { get; private init; } = "";

    public string? Postcode { get; private init; }

    public AddressVisibility Visibility { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? To { get; private set; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Said on a call by somebody who may not change the record; nobody who may has confirmed it.</summary>
    public bool IsUnconfirmed { get; private init; }

    public void End(DateOnly on) => To ??= on;
}

public enum PersonFlagKind
{
    Weapons,
    Violence,
    SelfHarm,
    Interpreter,
    HonourAbuse,
    MaracWithinTwelveMonths,
    StaffSafety,
    Vulnerable,
}

/// <summary>What makes somebody vulnerable, ticked beside the words of whoever raises the warning (R4.7).</summary>
[Flags]
public enum Vulnerability
{
    None = 0,
    Age = 1,
    Disability = 2,
    MentalHealth = 4,
    LearningDifficulty = 8,
    DrinkOrDrugs = 16,
    Pregnancy = 32,
    LanguageOrCulture = 64,
    ImmigrationStatus = 128,
    NeedsCare = 256,
    RiskOfAbuseOrNeglect = 512,
}

public static class Vulnerabilities
{
    public static IReadOnlyList<Vulnerability> All { get; } = [.. Enum.GetValues<Vulnerability>().Where(v => v is not Vulnerability.None)];

    extension(Vulnerability reasons)
    {
        /// <summary>Each that is ticked, in words.</summary>
        public IEnumerable<string> Words() => All.Where(v => reasons.HasFlag(v)).Select(v => v switch
        {
            Vulnerability.Age => "age",
            Vulnerability.Disability => "disability",
            Vulnerability.MentalHealth => "mental health",
            Vulnerability.LearningDifficulty => "learning difficulty",
            Vulnerability.DrinkOrDrugs => "drink or drugs",
            Vulnerability.Pregnancy => "pregnancy",
            Vulnerability.LanguageOrCulture => "language or culture",
            Vulnerability.ImmigrationStatus => "immigration status",
            Vulnerability.NeedsCare => "needs care or support",
            Vulnerability.RiskOfAbuseOrNeglect => "risk of abuse or neglect",
            _ => "",
        });
    }
}

/// <summary>A warning about a person, live until its date.</summary>
public sealed class PersonFlag
{
    private PersonFlag()
    {
    }

    internal PersonFlag(Id<Person> personId, PersonFlagKind kind, string? note, DateTimeOffset raisedAt, DateOnly? until, Vulnerability reasons) =>
        (PersonId, Kind, Note, RaisedAt, Until, Reasons) = (personId, kind, note, raisedAt, until, reasons);

    public long Number { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public PersonFlagKind Kind { get; private init; }

    public string? Note { get; private init; }

    /// <summary>With <see cref="PersonFlagKind.Vulnerable"/>: what was ticked.</summary>
    public Vulnerability Reasons { get; private init; }

    public DateTimeOffset RaisedAt { get; private init; }

    /// <summary>The last day of the warning; null while it has no end.</summary>
    public DateOnly? Until { get; private set; }

    public bool IsLiveOn(DateOnly date) => Until is null || Until >= date;

    /// <summary>It no longer holds from this day on.</summary>
    internal void Lower(DateOnly on) => Until = on.AddDays(-1);
}

public enum RelationshipKind
{
    Partner,
    FormerPartner,
    ParentOf,
    Sibling,
    OtherRelative,
    HouseholdMember,
}

/// <summary>How one person stands to another. Read from left to right: From is ParentOf To.</summary>
public sealed class Relationship
{
    private Relationship()
    {
    }

    public Relationship(Id<Person> from, Id<Person> to, RelationshipKind kind, DateTimeOffset recordedAt) =>
        (FromId, ToId, Kind, RecordedAt) = (from, to, kind, recordedAt);

    public long Number { get; private init; }

    public Id<Person> FromId { get; private init; }

    public Id<Person> ToId { get; private init; }

    public RelationshipKind Kind { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>People who lived under one roof at a time. It holds no address of its own: a shared address would show one member's to another.</summary>
public sealed class HouseholdMember
{
    private HouseholdMember()
    {
    }

    public HouseholdMember(Id<Household> householdId, Id<Person> personId, DateOnly? from) => (HouseholdId, PersonId, From) = (householdId, personId, from);

    public long Number { get; private init; }

    public Id<Household> HouseholdId { get; private init; }

    public Id<Person> PersonId { get; private init; }

    public DateOnly? From { get; private init; }

    public DateOnly? To { get; private set; }

    public void Leave(DateOnly on) => To ??= on;
}

/// <summary>Names the household that <see cref="HouseholdMember"/> rows share.</summary>
public sealed record Household(Id<Household> Id);
