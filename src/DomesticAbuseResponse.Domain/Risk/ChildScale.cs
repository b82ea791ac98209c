namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>One sign found for a child: on which scale, and in which of the matrix's lists.</summary>
public sealed record ScaleFinding(int Scale, string List);

/// <summary>
/// The scale of a child's risk after age and needs are weighed (R1.27, S17). <see cref="PromptTo"/> is a higher scale
/// the assessor must consider; it is not applied.
/// </summary>
public sealed record ChildScale(
    Scale Scale, int ScaleBeforeRaising, Scale? PromptTo, InstrumentVersion Instrument, IReadOnlyList<string> Reasons)
{
    public const string WeighProtection = "Weigh the protective factors before settling the scale.";

    /// <summary>The highest scale on which a sign is present; protective factors are weighed, never counted. Null with none.</summary>
    public static int? HighestPresent(Instrument instrument, IEnumerable<ScaleFinding> findings)
    {
        var counted = MatrixOf(instrument).Lists.Where(l => !l.Protective).Select(l => l.Key).ToHashSet();
        return findings.Where(f => counted.Contains(f.List)).Max(f => (int?)f.Scale);
    }

    /// <param name="age">In whole years; null when not known, which never lowers the scale but asks for the age.</param>
    public static Result<ChildScale> For(Instrument instrument, int scale, int? age, bool specialNeeds)
    {
        var matrix = MatrixOf(instrument);
        if (Numbered(matrix, scale) is not { } found)
        {
            return new Refusal("scale.unknown", $"{instrument.Title} has no scale {scale}.");
        }

        List<string> reasons = [];
        var step = matrix.Raising.Steps.FirstOrDefault(s => s.From == scale);
        var young = age < matrix.Raising.YoungerThan;
        var needy = specialNeeds && matrix.Raising.SpecialNeeds;
        Scale? prompt = null;

        if (step is not null && (young || needy))
        {
            var why = young ? $"The child is {age}, under {matrix.Raising.YoungerThan}" : "The child has special needs";
            var higher = Numbered(matrix, step.To)!;
            if (step.Effect is RaiseEffect.Raise)
            {
                found = higher;
                reasons.Add($"{why}: scale {scale} becomes scale {step.To}.");
            }
            else
            {
                prompt = higher;
                reasons.Add($"{why}: consider whether scale {scale} should be scale {step.To}.");
            }
        }
        else if (step is not null && age is null)
        {
            reasons.Add($"The child’s age is not known: under {matrix.Raising.YoungerThan} the scale may be higher.");
        }

        reasons.Add(WeighProtection);
        return new ChildScale(found, scale, prompt, instrument.Id, reasons);
    }

    private static ScaleMatrix MatrixOf(Instrument instrument) =>
        instrument.Matrix ?? throw new ArgumentException($"{instrument.Id} has no scales.", nameof(instrument));

    private static Scale? Numbered(ScaleMatrix matrix, int number) => matrix.Scales.FirstOrDefault(s => s.Number == number);
}
