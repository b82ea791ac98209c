using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.CallCards;

/// <summary>One call that the person, the number or the place was part of.</summary>
/// <param name="Role">The person's part; null for a call that is only from the number or at the place.</param>
public sealed record CardCall(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, PartyRole? Role, Silence Silence, YesNoUnknown Children, string? Weapons);

/// <summary>The grade a case carries (R1.18).</summary>
/// <param name="By">Who gave it, as what; null where that is not told or not known.</param>
/// <param name="AsVictim">False where the person is the perpetrator of that case.</param>
public sealed record CardGrade(RiskGrade Grade, DateTimeOffset? At, string? By, bool AsVictim);

/// <summary>How many people somebody has been named as harming; a count and no names.</summary>
/// <param name="Who">Null for the person of the card; else the name of who harms them.</param>
public sealed record CardHarm(string? Who, int Victims, DateTimeOffset LastAt);

/// <param name="ProtectsThem">True where the order protects the person of the card, false where it binds them.</param>
/// <param name="Other">The other person's name; null where none is recorded.</param>
public sealed record CardOrder(OrderKind Kind, OrderStanding Standing, bool ProtectsThem, string? Other, DateOnly? Until, OrderConditions Conditions, string? Court, DateTimeOffset RecordedAt);

/// <param name="Source">Where it stands: "Relatives on record", a call's reference.</param>
public sealed record CardChild(int? Age, bool AgeIsEstimated, string Source, DateTimeOffset At);

/// <param name="Channel">How they are reached.</param>
/// <param name="Ending">The last figures of the number, never the whole.</param>
public sealed record CardContact(ContactChannel Channel, string? Ending, ContactDecision Now, bool IsShared, DateTimeOffset CheckedAt);

public sealed record CardWarning(PersonFlagKind Kind, string? Note, DateTimeOffset RaisedAt, DateOnly? Until, Vulnerability Reasons);

/// <summary>A code word and when somebody last checked it. The word is null where the reader has not asked for it or may not have it.</summary>
public sealed record CardCodeWord(string? Word, DateTimeOffset At);

/// <summary>Somebody who must not be told of the call or of where the person is.</summary>
public sealed record CardSecret(string Words, string Source, DateTimeOffset? At);

/// <summary>Everything a call card is assembled from. Only what the reader may know is in it.</summary>
public sealed record CallCardFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Newest first; the last twelve months, and the newest before them.</summary>
    public IReadOnlyList<CardCall> Calls { get; init; } = [];

    public IReadOnlyList<CardGrade> Grades { get; init; } = [];

    public IReadOnlyList<CardHarm> Harms { get; init; } = [];

    public IReadOnlyList<CardOrder> Orders { get; init; } = [];

    public IReadOnlyList<CardChild> Children { get; init; } = [];

    /// <summary>Those that hold today.</summary>
    public IReadOnlyList<CardWarning> Warnings { get; init; } = [];

    /// <summary>Met or not.</summary>
    public IReadOnlyList<DefinitionResult> Definitions { get; init; } = [];

    /// <summary>Those who harm the person of the card, by name.</summary>
    public IReadOnlyDictionary<Id<Person>, string> Names { get; init; } = new Dictionary<Id<Person>, string>();

    /// <summary>Whose definitions these are.</summary>
    public string? DefinedBy { get; init; }

    public string? Interpreter { get; init; }

    public string? CommunicationNeed { get; init; }

    /// <summary>When the person's record last changed: from when their own details are.</summary>
    public DateTimeOffset RecordChangedAt { get; init; }

    public IReadOnlyList<CardCodeWord> CodeWords { get; init; } = [];

    public IReadOnlyList<CardContact> Contacts { get; init; } = [];

    public IReadOnlyList<CardSecret> NotToBeTold { get; init; } = [];
}
