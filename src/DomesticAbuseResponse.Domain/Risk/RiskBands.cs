using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>
/// From how many Yes answers a grade is suggested, for one instrument, in one MARAC or everywhere, over a span of
/// London dates with both ends included (R1.14). Advisory: a person always gives the grade.
/// </summary>
public sealed record RiskBands
{
    private RiskBands(string instrumentCode, Id<Marac>? maracId, string version, DateOnly from, DateOnly? to, int high, int medium) =>
        (InstrumentCode, MaracId, Version, EffectiveFrom, EffectiveTo, HighFrom, MediumFrom) =
        (instrumentCode, maracId, version, from, to, high, medium);

    public string InstrumentCode { get; }

    /// <summary>Null when the bands hold wherever a MARAC has none of its own.</summary>
    public Id<Marac>? MaracId { get; }

    public string Version { get; }

    public DateOnly EffectiveFrom { get; }

    public DateOnly? EffectiveTo { get; }

    public int HighFrom { get; }

    public int MediumFrom { get; }

    public static Result<RiskBands> Create(
        string instrumentCode, Id<Marac>? maracId, string version, DateOnly from, DateOnly? to, int highFrom, int mediumFrom)
    {
        if (string.IsNullOrWhiteSpace(instrumentCode) || string.IsNullOrWhiteSpace(version))
        {
            return new Refusal("bands.unnamed", "Bands need an instrument and a version.");
        }

        if (mediumFrom < 1 || highFrom <= mediumFrom)
        {
            return new Refusal("bands.order", "Medium must start at 1 or more, and high above medium.");
        }

        return to < from
            ? new Refusal("bands.dates", "The last day must not be before the first.")
            : new RiskBands(instrumentCode, maracId, version, from, to, highFrom, mediumFrom);
    }

    public bool IsInEffect(DateOnly on) => EffectiveFrom <= on && (EffectiveTo is null || on <= EffectiveTo);

    /// <summary>The MARAC's own bands on that date, else the general ones, else those the instrument came with.</summary>
    public static RiskBands? InForce(IEnumerable<RiskBands> configured, Instrument instrument, Id<Marac>? maracId, DateOnly on)
    {
        var chosen = configured
            .Where(b => b.InstrumentCode == instrument.Code && b.IsInEffect(on) && (b.MaracId is null || b.MaracId == maracId))
            .OrderByDescending(b => b.MaracId is not null)
            .ThenByDescending(b => b.EffectiveFrom)
            .FirstOrDefault();

        return chosen ?? (instrument.Bands is { } shipped
            ? new RiskBands(instrument.Code, null, $"as shipped with {instrument.Id}", instrument.EffectiveFrom, null, shipped.High, shipped.Medium)
            : null);
    }

    public RiskGrade GradeFor(int ticks) =>
        ticks >= HighFrom ? RiskGrade.High : ticks >= MediumFrom ? RiskGrade.Medium : RiskGrade.Standard;
}
