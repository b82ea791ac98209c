namespace DomesticAbuseResponse.Domain.Perpetrators;

/// <summary>The parts of a score (R2.23). Some partnerships add the number of victims (RFGV).</summary>
public enum RfgPart
{
    Recency,
    Frequency,
    Gravity,
    Victims,
}

/// <summary>How grave a record is, by what it holds. In rising order; of one record the highest counts.</summary>
public enum RecordGravity
{
    /// <summary>A report that is no recorded crime.</summary>
    Report,

    /// <summary>A recorded crime.</summary>
    Crime,

    /// <summary>Somebody was injured.</summary>
    Injury,

    /// <summary>A weapon was there.</summary>
    Weapon,

    /// <summary>The case of a victim of it is graded High.</summary>
    HighRisk,
}

/// <summary>One band of a part.</summary>
/// <param name="Limit">Of recency: within so many days, the last included. Of frequency and victims: from so many on.</param>
/// <param name="Points">From 0 to <see cref="RfgTable.MostPoints"/>.</param>
public sealed record RfgBand(int Limit, int Points);

/// <summary>What one gravity is worth.</summary>
public sealed record RfgGravity(RecordGravity Gravity, int Points);

/// <summary>How much each part weighs, in whole numbers; 0 leaves it out.</summary>
public sealed record RfgWeights(int Recency, int Frequency, int Gravity, int Victims)
{
    public int Of(RfgPart part) => part switch
    {
        RfgPart.Recency => Recency,
        RfgPart.Frequency => Frequency,
        RfgPart.Gravity => Gravity,
        RfgPart.Victims => Victims,
    };
}

/// <summary>
/// A force's table of recency, frequency and gravity by which its perpetrators are ranked for MATAC (R2.23). The formula is not published: every figure is a
/// setting, shipped as a product default [P].
/// </summary>
/// <param name="Months">How many calendar months back records count, as R2.24 has it.</param>
public sealed record RfgTable(
    string Version, int Months, RfgWeights Weights, IReadOnlyList<RfgBand> Recency, int OlderPoints, IReadOnlyList<RfgBand> Frequency, IReadOnlyList<RfgGravity> Gravity, IReadOnlyList<RfgBand> Victims)
{
    public const int MostPoints = 100;

    public const int MostWeight = 10;

    public const int MostBands = 10;

    private const int _mostDays = 3660;

    private const int _mostCount = 1000;

    private const int _mostMonths = 120;

    public static RfgTable Default { get; } = new(
        "default-1", 36, new(1, 1, 1, 0),
        [new(31, 100), new(92, 75), new(183, 50), new(365, 25)], 10,
        [new(1, 10), new(2, 25), new(3, 50), new(5, 75), new(8, 100)],
        [new(RecordGravity.Report, 10), new(RecordGravity.Crime, 40), new(RecordGravity.Injury, 60), new(RecordGravity.Weapon, 80), new(RecordGravity.HighRisk, 100)],
        [new(1, 10), new(2, 50), new(3, 75), new(4, 100)]);

    public int MostScore => MostPoints * (Weights.Recency + Weights.Frequency + Weights.Gravity + Weights.Victims);

    /// <summary>Why this table cannot be used, or null when it can.</summary>
    public Refusal? Check() =>
        Months is < 1 or > _mostMonths ? new("rfg.months", $"Records count over 1 to {_mostMonths} months.")
        : new[] { Weights.Recency, Weights.Frequency, Weights.Gravity, Weights.Victims }.Any(w => w is < 0 or > MostWeight) || MostScore == 0
            ? new("rfg.weights", $"Each part weighs from 0 to {MostWeight}, and at least one more than 0.")
        : OlderPoints is < 0 or > MostPoints || Recency.Concat(Frequency).Concat(Victims).Any(b => b.Points is < 0 or > MostPoints) || Gravity.Any(g => g.Points is < 0 or > MostPoints)
            ? new("rfg.points", $"A band is worth from 0 to {MostPoints} points.")
        : !Rises(Recency, _mostDays) ? new("rfg.recency", $"Give 1 to {MostBands} bands of days, each longer than the one before, up to {_mostDays}.")
        : !Rises(Frequency, _mostCount) ? new("rfg.frequency", $"Give 1 to {MostBands} bands of records, each from more than the one before, up to {_mostCount}.")
        : !Rises(Victims, _mostCount) ? new("rfg.victims", $"Give 1 to {MostBands} bands of victims, each from more than the one before, up to {_mostCount}.")
        : !Gravity.Select(g => g.Gravity).Order().SequenceEqual(Enum.GetValues<RecordGravity>()) ? new("rfg.gravity", "Give each gravity its points, once.")
        : null;

    private static bool Rises(IReadOnlyList<RfgBand> bands, int most) =>
        bands.Count is > 0 and <= MostBands && bands[0].Limit >= 1 && bands[^1].Limit <= most && bands.Zip(bands.Skip(1)).All(p => p.First.Limit < p.Second.Limit);
}
