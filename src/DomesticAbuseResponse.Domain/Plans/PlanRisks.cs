using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Plans;

/// <summary>A risk that the current assessment shows, which a line can answer. It is known by its topic, so that it stays the same when a later form has other numbers.</summary>
/// <param name="Item">The question it comes from; null where the assessor raised it beside the questions.</param>
public sealed record PlanRisk(string Topic, string Label, int? Item, bool IsCritical);

/// <summary>What a plan has to answer (R3.9, R1.12): every question of the current assessment at which the thing asked about is present.</summary>
public static class PlanRisks
{
    public const string HonourTopic = "honour_concern";

    /// <param name="findings">What the answers show by the grading policy of whoever filled the form in.</param>
    public static IReadOnlyList<PlanRisk> Of(AssessmentAnswers answers, RiskFindings findings)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(findings);
        var critical = findings.Critical.SelectMany(f => f.Items).ToHashSet();
        return
        [
            .. answers.Instrument.Items.Where(i => answers[i.Number]?.Value.IsPresent() is true).Select(i => new PlanRisk(i.Topic, i.Heading, i.Number, critical.Contains(i.Number))),
            .. findings.Critical.Where(f => f.Items.Count == 0).Select(f => new PlanRisk(f.Topic, f.Text, null, true)),
        ];
    }

    /// <summary>The critical ones that no live line answers. The others may go unanswered: a plan is no form.</summary>
    /// <param name="answered">The topics of every live line.</param>
    public static IReadOnlyList<PlanRisk> Unanswered(IEnumerable<PlanRisk> risks, IEnumerable<string> answered)
    {
        var held = answered.ToHashSet(StringComparer.Ordinal);
        return [.. risks.Where(r => r.IsCritical && !held.Contains(r.Topic))];
    }
}
