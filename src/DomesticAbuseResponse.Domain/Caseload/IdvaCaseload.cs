using System.Globalization;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>
/// How much one IDVA should carry (R3.1, 3.1). The numbers hold for a full week and go down with the hours somebody works. Breaking caps burns people out.
/// </summary>
/// <param name="Soft">Open high-risk cases from which on a full-time load is shown as full.</param>
/// <param name="Hard">Beyond this number only a manager may give another case, with a reason.</param>
/// <param name="FullTimeHours">Hours a week for which the caps are meant.</param>
/// <param name="Weights">What makes a case heavier; as shipped when null.</param>
/// <param name="Rhythm">When a case without news is pointed out; as shipped when null.</param>
public sealed record CaseloadCaps(int Soft, int Hard, int FullTimeHours = CaseloadCaps.FullWeek, CaseWeights? Weights = null, CaseRhythm? Rhythm = null)
{
    public const int FullWeek = 37;

    public static CaseloadCaps Default { get; } = new(20, 25);

    internal CaseWeights EachWeighs => Weights ?? CaseWeights.Default;

    /// <summary>Why these are no caps, or null when they are.</summary>
    public Refusal? Check() =>
        Soft < 1 || Hard < Soft ? new("idva-caseload.caps", "The soft cap is at least 1, and the hard cap not below it.")
        : FullTimeHours is < 1 or > 80 ? new("idva-caseload.hours", "A full week has between 1 and 80 hours.")
        : Weights?.Check() ?? Rhythm?.Check();

    /// <summary>The caps for somebody who works so many hours a week; null is a full week. Rounded down, so that nobody carries more for their hours than a full week does.</summary>
    public CaseloadLimits For(decimal? weeklyHours)
    {
        var share = Math.Clamp((weeklyHours ?? FullTimeHours) / FullTimeHours, 0m, 1m);
        return new(Math.Max(1, (int)(Soft * share)), Math.Max(1, (int)(Hard * share)), Math.Round((decimal)EachWeighs.High * Soft * share, 1), weeklyHours);
    }
}

/// <summary>The caps of one person.</summary>
/// <param name="Weight">The weight from which on the load is heavy, whatever the number of cases.</param>
/// <param name="WeeklyHours">Null for a full week.</param>
public sealed record CaseloadLimits(int Soft, int Hard, decimal Weight, decimal? WeeklyHours);

/// <summary>One IDVA's load against their caps, in words that say what is so and blame nobody.</summary>
/// <param name="IsHeavy">The cases weigh more than their number says: children, court dates, interpreters.</param>
public sealed record CaseloadState(int OpenHigh, decimal Weight, CaseloadLimits Limits, bool IsFull, bool IsOverfull, bool IsHeavy, string Words)
{
    public string Rule { get; } = "R3.1";
}

/// <summary>When an IDVA may take one more case.</summary>
public static class IdvaCaseload
{
    public static CaseloadState Of(int openHigh, decimal weight, CaseloadCaps caps, decimal? weeklyHours)
    {
        ArgumentNullException.ThrowIfNull(caps);
        var limits = caps.For(weeklyHours);
        var (full, over, heavy) = (openHigh >= limits.Soft, openHigh >= limits.Hard, weight >= limits.Weight);
        return new(openHigh, weight, limits, full, over, heavy, Words(openHigh, limits, full, over, heavy));
    }

    /// <summary>Why this IDVA cannot be given another high-risk case, or null when they can.</summary>
    public static Refusal? CheckTake(int openHigh, CaseloadLimits limits, bool byManager, string? reason)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return openHigh < limits.Hard ? null
            : !byManager ? new("caseload.over", $"That would be high-risk case {openHigh + 1}, over the limit of {limits.Hard}{Hours(limits)}. A manager decides who takes it.")
            : string.IsNullOrWhiteSpace(reason) ? new("caseload.reason", $"That would be high-risk case {openHigh + 1}, over the limit of {limits.Hard}{Hours(limits)}. Write why this person takes it all the same.")
            : null;
    }

    private static string Words(int openHigh, CaseloadLimits limits, bool full, bool over, bool heavy) => string.Concat(
        Cases(openHigh),
        over ? $": at or over the limit of {limits.Hard}{Hours(limits)}. The service needs more time than it has here: a manager decides about another, with a reason."
        : full ? $": full from {limits.Soft}{Hours(limits)}. The limit is {limits.Hard}."
        : $": full from {limits.Soft}{Hours(limits)}.",
        heavy && !full ? " The cases weigh more than their number says: think of that before another is given." : "");

    private static string Hours(CaseloadLimits limits) =>
        limits.WeeklyHours is { } hours ? string.Create(CultureInfo.InvariantCulture, $" for {hours:0.#} hours a week") : "";

    private static string Cases(int n) => n == 1 ? "1 open high-risk case" : $"{n} open high-risk cases";
}
