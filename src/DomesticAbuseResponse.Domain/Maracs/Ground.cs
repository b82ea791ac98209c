namespace DomesticAbuseResponse.Domain.Maracs;

/// <summary>The four independent grounds of a MARAC referral (2.2).</summary>
public enum Ground
{
    VisibleHighRisk,
    ProfessionalJudgement,
    PotentialEscalation,
    MaracRepeat,
}

/// <summary>Whether one ground is met: on what evidence, or why not, in words a referrer can act on.</summary>
public sealed record GroundResult(Ground Ground, IReadOnlyList<string> Evidence, string? NotMetBecause, string Rule)
{
    public bool IsMet => NotMetBecause is null;

    internal static GroundResult Met(Ground ground, string rule, params IReadOnlyList<string> evidence) => new(ground, evidence, null, rule);

    internal static GroundResult NotMet(Ground ground, string rule, string because, params IReadOnlyList<string> seen) =>
        new(ground, seen, because, rule);
}
