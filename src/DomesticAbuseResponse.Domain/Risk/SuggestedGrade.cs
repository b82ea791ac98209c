using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>One reason for a suggestion, with the grade it alone leads to and the rule it comes from.</summary>
public sealed record GradeReason(RiskGrade LeadsTo, string Rule, string Text);

/// <summary>
/// The grade the answers suggest (R1.15). Advice only: nothing is decided until a person gives a grade (R1.16).
/// It carries the bands and the policy version it was made with.
/// </summary>
public sealed record SuggestedGrade
{
    public required RiskGrade Grade { get; init; }

    /// <summary>Every reason found, the weightiest first; those that lead to <see cref="Grade"/> decided it.</summary>
    public required IReadOnlyList<GradeReason> Reasons { get; init; }

    public required RiskFindings Findings { get; init; }

    public required RiskBands Bands { get; init; }

    public required string PolicyVersion { get; init; }

    /// <summary>Questions are still open, so the grade could come out higher.</summary>
    public bool IsProvisional => Findings.Unanswered > 0;

    /// <summary>
    /// Null when the instrument is not counted (DARA, DVRIM, add-ons), and when nothing was answered: no assessment
    /// must never look like Standard (R1.15, R1.20).
    /// </summary>
    /// <param name="maracId">Whose bands to use; null for the general ones.</param>
    /// <param name="on">The London date of the assessment.</param>
    public static SuggestedGrade? For(
        AssessmentAnswers answers, bool honourConcern, GradingPolicy policy, Id<Marac>? maracId, DateOnly on)
    {
        var findings = RiskFindings.For(answers, honourConcern, policy);
        if (findings is not { Ticks: { } ticks, AnyAnswered: true }
            || RiskBands.InForce(policy.Bands, answers.Instrument, maracId, on) is not { } bands)
        {
            return null;
        }

        List<GradeReason> reasons = [new(bands.GradeFor(ticks), "R1.14", CountText(ticks, bands))];
        if (policy.ClusterOfThreeIsHigh && findings.ClusterOfThree is { } cluster)
        {
            reasons.Add(new(RiskGrade.High, "R1.13", $"{cluster.Text} ({Questions(cluster)})."));
        }

        reasons.AddRange(findings.Critical.Select(m => new GradeReason(
            RiskGrade.Medium, "R1.12", $"Critical marker: {m.Text}{(m.Items is [] ? "" : $" ({Questions(m)})")}.")));

        return new SuggestedGrade
        {
            Grade = reasons.Max(r => r.LeadsTo),
            Reasons = [.. reasons.OrderByDescending(r => r.LeadsTo)],
            Findings = findings,
            Bands = bands,
            PolicyVersion = policy.Version,
        };
    }

    private static string CountText(int ticks, RiskBands bands) => $"{ticks} {(ticks == 1 ? "tick" : "ticks")}: " + bands.GradeFor(ticks) switch
    {
        RiskGrade.High => $"{bands.HighFrom} or more suggests High.",
        RiskGrade.Medium => $"{bands.MediumFrom} to {bands.HighFrom - 1} suggests Medium.",
        RiskGrade.Standard => $"fewer than {bands.MediumFrom} suggests Standard.",
    };

    private static string Questions(MarkerFinding finding) =>
        $"{(finding.Items.Count == 1 ? "question" : "questions")} {string.Join(", ", finding.Items)}";
}
