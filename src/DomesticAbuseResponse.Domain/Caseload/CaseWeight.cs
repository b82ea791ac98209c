using System.Globalization;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Caseload;

/// <summary>What makes one case heavier than another [P]. A high-risk case of one adult, without a court date, weighs <see cref="High"/>.</summary>
/// <param name="PerChild">For each child, up to <paramref name="MostForChildren"/>.</param>
/// <param name="Court">For an order, bail or licence that ends within <paramref name="CourtWithinDays"/> days.</param>
/// <param name="Language">For an interpreter or another need in speaking together.</param>
public sealed record CaseWeights(double High, double Medium, double Standard, double NotGraded, double PerChild, double MostForChildren, double Court, double Language, int CourtWithinDays)
{
    public static CaseWeights Default { get; } = new(3, 2, 1, 2, 0.5, 2, 1, 1, 28);

    /// <summary>Why these are no weights, or null when they are.</summary>
    public Refusal? Check() =>
        new[] { Medium, Standard, NotGraded, PerChild, MostForChildren, Court, Language }.Any(w => w is < 0 or > 100 || double.IsNaN(w)) || High is <= 0 or > 100 or double.NaN || CourtWithinDays is < 0 or > 366
            ? new("idva-caseload.weights", "A weight lies between 0 and 100, that of a high-risk case above 0, and the days before a court date between 0 and 366.")
            : null;
}

/// <summary>What the weight of a case is made of.</summary>
public sealed record CaseBurden(RiskGrade? Grade, int Children, bool CourtSoon, bool NeedsLanguage);

/// <summary>How heavy a case is, with each part of it in words (R3.1).</summary>
public sealed record CaseWeight(decimal Points, IReadOnlyList<string> Reasons)
{
    public static CaseWeight Of(CaseBurden burden, CaseWeights weights)
    {
        ArgumentNullException.ThrowIfNull(burden);
        ArgumentNullException.ThrowIfNull(weights);
        (string Words, double Points)[] parts =
        [
            burden.Grade switch
            {
                RiskGrade.High => ("high risk", weights.High),
                RiskGrade.Medium => ("medium risk", weights.Medium),
                RiskGrade.Standard => ("standard risk", weights.Standard),
                null => ("not graded yet", weights.NotGraded),
            },
            (burden.Children == 1 ? "1 child" : $"{burden.Children} children", burden.Children == 0 ? 0 : Math.Min(burden.Children * weights.PerChild, weights.MostForChildren)),
            ("an order or court date soon", burden.CourtSoon ? weights.Court : 0),
            ("an interpreter or another need in speaking", burden.NeedsLanguage ? weights.Language : 0),
        ];
        var counted = parts.Where(p => p.Points > 0).ToList();
        return new((decimal)counted.Sum(p => p.Points), [.. counted.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Words} {p.Points:0.##}"))]);
    }
}
