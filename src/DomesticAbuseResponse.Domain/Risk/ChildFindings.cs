namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>A sign found for a child: on which scale, in which list, and which of the list's indicators; null where the definition has no wording.</summary>
public sealed record ChildSign(int Scale, string List, int? Indicator = null);

/// <summary>What an assessor found about one child on the scales of a matrix (R1.27). No grade comes of it, and none is suggested (R1.15).</summary>
public sealed record ChildFindings
{
    public bool? SpecialNeeds { get; init; }

    /// <summary>In whole years, as the record had it when the matrix was finished; null when not known.</summary>
    public int? Age { get; init; }

    public IReadOnlyList<ChildSign> Signs { get; init; } = [];

    public string? Notes { get; init; }

    /// <summary>How the protective factors were weighed, in words; they are never counted.</summary>
    public string? Protection { get; init; }

    /// <summary>The answer where age or needs ask whether the scale should be one higher (S17).</summary>
    public bool? MovesUp { get; init; }

    /// <summary>The scale with its reasons; null where no sign is present, which is not the lowest scale.</summary>
    public ChildScale? ScaleOn(Instrument instrument, int? age) =>
        ChildScale.HighestPresent(instrument, Signs.Select(s => new ScaleFinding(s.Scale, s.List))) is { } highest
            ? ChildScale.For(instrument, highest, age, SpecialNeeds is true).Match(scale => scale, refusal => throw new InvalidOperationException(refusal.Message))
            : null;

    /// <summary>The level the assessor settled on, with its tier of need and default route.</summary>
    public Scale? Settled(Instrument instrument, int? age) =>
        ScaleOn(instrument, age) is { } found ? (MovesUp is true ? found.PromptTo ?? found.Scale : found.Scale) : null;

    public IReadOnlyList<Gap> Gaps(Instrument instrument, int? age)
    {
        List<Gap> gaps = [];
        if (SpecialNeeds is null)
        {
            gaps.Add(new("child.needs", "Say whether the child has special needs.", instrument.Code));
        }

        if (ScaleOn(instrument, age) is { PromptTo: { } higher } found && MovesUp is null)
        {
            gaps.Add(new("child.moves-up", $"Say whether scale {found.Scale.Number} should be scale {higher.Number}.", instrument.Code));
        }

        if (string.IsNullOrWhiteSpace(Protection))
        {
            gaps.Add(new("child.protection", "Write how you weighed what protects the child, or that nothing does.", instrument.Code));
        }

        if (Signs.Count == 0 && string.IsNullOrWhiteSpace(Notes))
        {
            gaps.Add(new("child.signs", "Choose the signs you found, or write that you found none.", instrument.Code));
        }

        return gaps;
    }

    /// <summary>Refuses a sign the definition does not have.</summary>
    public Refusal? Check(Instrument instrument) => instrument.Matrix is not { } matrix
        ? new("child.no-scales", $"{instrument.Title} has no scales.")
        : Signs.All(s => matrix.Lists.Any(l => l.Key == s.List) && matrix.Scales.FirstOrDefault(x => x.Number == s.Scale) is { } scale
            && (s.Indicator is not { } index || (index >= 0 && index < scale.Indicators.Count && scale.Indicators[index].List == s.List)))
            ? null
            : new Refusal("child.sign-unknown", "One of these signs is not on this form.");
}
