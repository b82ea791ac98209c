using System.Globalization;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>The grade a form had and the grade somebody gave it without seeing the first.</summary>
public sealed record GradePair(RiskGrade First, RiskGrade Second);

/// <summary>
/// How far two people's grades of the same forms agree: in how many of a hundred, and by Cohen's kappa, which takes off what would agree by chance.
/// Kappa is null where chance alone would agree on everything, as where every first grade was the same and so was every second.
/// </summary>
public sealed record Agreement(int Forms, int Same, decimal? Percent, double? Kappa, int Raised, int Lowered)
{
    public static Agreement Of(IEnumerable<GradePair> pairs)
    {
        List<GradePair> all = [.. pairs];
        var same = all.Count(p => p.First == p.Second);
        return new(
            all.Count, same, all.Count == 0 ? null : Math.Round(100m * same / all.Count, 1, MidpointRounding.AwayFromZero), KappaOf(all, same),
            all.Count(p => p.Second > p.First), all.Count(p => p.Second < p.First));
    }

    /// <summary>What the figures say, for somebody who has never heard of kappa.</summary>
    public string Words => Forms == 0
        ? "Nobody has given a second grade yet."
        : $"{Same} of {Forms} second grades were the same as the first ({Percent!.Value.ToString("0.0", CultureInfo.InvariantCulture)} per cent). {KappaWords}";

    private string KappaWords => Kappa switch
    {
        null => "Kappa cannot be worked out: all grades were the same, so nothing tells agreement from chance.",
        var k when k < 0 => $"Kappa is {Two(k.Value)}: they agree less often than two people who guess.",
        var k when k < 0.005 => $"Kappa is {Two(k!.Value)}: they agree no more often than two people who guess would. Where every first grade was the same, kappa is always 0: read the share instead.",
        < 0.21 => $"Kappa is {Two(Kappa.Value)}: slight agreement beyond chance.",
        < 0.41 => $"Kappa is {Two(Kappa.Value)}: fair agreement beyond chance.",
        < 0.61 => $"Kappa is {Two(Kappa.Value)}: moderate agreement beyond chance.",
        < 0.81 => $"Kappa is {Two(Kappa.Value)}: substantial agreement beyond chance.",
        _ => $"Kappa is {Two(Kappa.Value)}: almost perfect agreement beyond chance.",
    };

    private static double? KappaOf(List<GradePair> all, int same)
    {
        if (all.Count == 0)
        {
            return null;
        }

        double n = all.Count;
        var observed = same / n;
        var chance = Enum.GetValues<RiskGrade>().Sum(g => all.Count(p => p.First == g) / n * (all.Count(p => p.Second == g) / n));
        return chance >= 1 ? null : (observed - chance) / (1 - chance);
    }

    private static string Two(double kappa) => kappa.ToString("0.00", CultureInfo.InvariantCulture);
}
