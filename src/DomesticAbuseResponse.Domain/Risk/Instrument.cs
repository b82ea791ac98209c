namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>How an instrument is answered, and so which rules apply to it (R1.1).</summary>
public enum InstrumentKind
{
    /// <summary>Yes, No, Don't know.</summary>
    Checklist,

    /// <summary>A checklist opened by an answer in another one. Never scored.</summary>
    AddOn,

    /// <summary>How often each thing happens; judged, never counted (R1.23).</summary>
    Frequency,

    /// <summary>Scales of severity for one child (R1.27).</summary>
    Scales,
}

/// <summary>Names one definition for good: an assessment stores it and is never rewritten (R1.2).</summary>
public sealed record InstrumentVersion(string Code, string Version)
{
    public override string ToString() => $"{Code} ({Version})";
}

/// <summary>The count of Yes answers from which a grade is suggested, before any MARAC has set its own (R1.14).</summary>
public sealed record InstrumentBands(int High, int Medium);

/// <summary>What an answer is called on this instrument's form.</summary>
public sealed record AnswerLabel(Answer Value, string Label);

/// <summary>A passage of free text that the instrument asks for beside its items.</summary>
public sealed record NarrativeSection(string Key, string Label, bool Required);

/// <summary>
/// One version of a risk tool, held as data so that a deployer can load the wording it is licensed to use
/// (R1.2). Dates are London dates, both ends included.
/// </summary>
public sealed record Instrument
{
    public required string Code { get; init; }

    public required string Version { get; init; }

    public required string Title { get; init; }

    public required InstrumentKind Kind { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; init; }

    public required string LicenceNote { get; init; }

    /// <summary>Whether Yes answers are counted. Only then is a grade suggested.</summary>
    public required bool Scored { get; init; }

    public InstrumentBands? Bands { get; init; }

    /// <summary>What has not been checked against the published tool, to be shown to whoever configures it.</summary>
    public IReadOnlyList<string> Unconfirmed { get; init; } = [];

    public IReadOnlyList<AnswerLabel> AnswerLabels { get; init; } = [];

    public IReadOnlyList<NarrativeSection> Narratives { get; init; } = [];

    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Only for <see cref="InstrumentKind.Scales"/>.</summary>
    public ScaleMatrix? Matrix { get; init; }

    public InstrumentVersion Id => new(Code, Version);

    /// <summary>The name people say, without the number of its items: "S-DASH".</summary>
    public string ShortName => Code.LastIndexOf('-') is > 0 and var dash && Code[(dash + 1)..].All(char.IsAsciiDigit) ? Code[..dash] : Code;

    public Item? ItemNumbered(int number) => Items.FirstOrDefault(i => i.Number == number);

    public Item? ItemOn(string topic) => Items.FirstOrDefault(i => i.Topic == topic);

    public bool IsInEffect(DateOnly on) => EffectiveFrom <= on && (EffectiveTo is null || on <= EffectiveTo);

    /// <summary>The word to show for an answer: the item's own when it has one, else the instrument's.</summary>
    public string LabelOf(Answer answer, Item? item = null) =>
        item?.AnswerLabels.FirstOrDefault(l => l.Value == answer)?.Label ?? AnswerLabels.FirstOrDefault(l => l.Value == answer)?.Label ?? answer.PlainLabel();
}
