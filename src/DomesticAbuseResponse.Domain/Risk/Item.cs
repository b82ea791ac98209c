namespace DomesticAbuseResponse.Domain.Risk;

public enum AnswerType
{
    YesNo,
    Frequency,
}

/// <summary>How much weight one item carries alone (R1.12). Critical drives rules; notable is shown only.</summary>
public enum Marker
{
    None,
    Notable,
    Critical,
}

/// <summary>When an answer opens an add-on (1.4).</summary>
public enum OpensWhen
{
    Yes,

    /// <summary>Yes, and the assessor has ticked that this may be honour-based abuse.</summary>
    YesWithHonourConcern,
}

public enum ExtraFieldType
{
    Text,
    YesNo,
    Date,
    Choices,
}

/// <summary>What the assessor is prompted to do when the item is present.</summary>
public enum PromptKind
{
    AdultSafeguarding,
    ChildSafeguarding,
    SexualAssaultReferralCentre,
    Offence,
}

/// <summary>An add-on that a Yes to this item opens.</summary>
public sealed record AddOnOpening(string Instrument, OpensWhen When);

/// <summary>The item carries its marker only when this extra field holds one of these values.</summary>
public sealed record MarkerCondition(string Extra, IReadOnlyList<string> AnyOf);

public sealed record Choice(string Value, string Label);

/// <summary>One more fact asked beside an item. Its key is unique within the item.</summary>
public sealed record ExtraField(
    string Key,
    string Label,
    ExtraFieldType Type,
    bool Multiple,
    IReadOnlyList<Choice> Options);

public sealed record Prompt(PromptKind Kind, string Text);

/// <summary>One question of an instrument. Rules read its <see cref="Topic"/>, so that tools numbered differently agree.</summary>
public sealed record Item
{
    public required int Number { get; init; }

    public required string Topic { get; init; }

    public required string Heading { get; init; }

    public required string Text { get; init; }

    public string? Help { get; init; }

    public AnswerType AnswerType { get; init; }

    /// <summary>What the answers are called where the text is no question that Yes and No answer.</summary>
    public IReadOnlyList<AnswerLabel> AnswerLabels { get; init; } = [];

    public Marker Marker { get; init; }

    public MarkerCondition? MarkerOnlyIf { get; init; }

    public IReadOnlyList<AddOnOpening> Opens { get; init; } = [];

    public IReadOnlyList<ExtraField> ExtraCapture { get; init; } = [];

    public IReadOnlyList<Prompt> Prompts { get; init; } = [];
}

/// <summary>The topic keys that rules read. Everything else about an item is only shown.</summary>
public static class Topics
{
    public const string InjuryNow = "injury_now";
    public const string Isolation = "isolation";
    public const string Separation = "separation";
    public const string Stalking = "stalking";
    public const string FrequencyUp = "frequency_up";
    public const string SeverityUp = "severity_up";
    public const string ControlJealousy = "control_jealousy";
    public const string Weapons = "weapons";
    public const string ThreatToKill = "threat_kill";
    public const string Strangulation = "strangulation";
    public const string Sexual = "sexual";
    public const string OtherPerson = "other_person";

    /// <summary>A scored checklist without one of these would silently lose a rule, so it is refused.</summary>
    public static IReadOnlyList<string> NeededForGrading { get; } =
    [
        InjuryNow, Separation, Stalking, FrequencyUp, SeverityUp, ControlJealousy, Weapons, ThreatToKill,
        Strangulation, Sexual,
    ];
}
