namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>Something in the answers that carries weight by itself, with the questions it comes from.</summary>
public sealed record MarkerFinding(string Topic, string Text, IReadOnlyList<int> Items);

/// <summary>
/// What the answers show, counted or not: ticks, critical and notable markers, the cluster of three (R1.5, R1.12,
/// R1.13). It exists for every instrument; only <see cref="SuggestedGrade"/> turns it into a grade.
/// </summary>
public sealed record RiskFindings
{
    private static readonly string[] _violence =
        [Topics.InjuryNow, Topics.Weapons, Topics.Strangulation, Topics.Sexual];

    public required InstrumentVersion Instrument { get; init; }

    public required int? Ticks { get; init; }

    public required int? TicksPossible { get; init; }

    /// <summary>How many items are open or marked Not asked.</summary>
    public required int Unanswered { get; init; }

    public required bool AnyAnswered { get; init; }

    public required IReadOnlyList<MarkerFinding> Critical { get; init; }

    public required IReadOnlyList<MarkerFinding> Notable { get; init; }

    public required MarkerFinding? ClusterOfThree { get; init; }

    public bool HasCritical => Critical is not [];

    /// <summary>“up to 18 possible”, or null when nothing is unknown or nothing is counted (R1.6).</summary>
    public string? PossibleText => TicksPossible > Ticks ? $"up to {TicksPossible} possible" : null;

    public static RiskFindings For(AssessmentAnswers answers, bool honourConcern, GradingPolicy policy)
    {
        List<MarkerFinding> critical = [.. Marked(answers, policy, Marker.Critical)];
        if (policy.FrequencyWithSeverityIsCritical && answers.IsPresent(Topics.FrequencyUp) && answers.IsPresent(Topics.SeverityUp))
        {
            critical.Add(new(
                "frequency_and_severity",
                "Happening more often and becoming more serious",
                Numbers(answers, Topics.FrequencyUp, Topics.SeverityUp)));
        }

        if (policy.HonourConcernIsCritical && honourConcern)
        {
            critical.Add(new("honour_concern", "The assessor is concerned that this is honour-based abuse", []));
        }

        return new RiskFindings
        {
            Instrument = answers.Instrument.Id,
            Ticks = answers.Ticks,
            TicksPossible = answers.TicksPossible,
            Unanswered = answers.Unanswered.Count,
            AnyAnswered = answers.AnyAnswered,
            Critical = critical,
            Notable = [.. Marked(answers, policy, Marker.Notable)],
            ClusterOfThree = Cluster(answers),
        };
    }

    private static IEnumerable<MarkerFinding> Marked(AssessmentAnswers answers, GradingPolicy policy, Marker marker) =>
        from item in answers.Instrument.Items
        where policy.MarkerOf(item) == marker && answers[item.Number] is { } answer && Applies(item, answer)
        select new MarkerFinding(item.Topic, item.Heading, [item.Number]);

    private static bool Applies(Item item, ItemAnswer answer) =>
        answer.Value.IsPresent()
        && (item.MarkerOnlyIf is not { } condition
            || (answer.Extras.TryGetValue(condition.Extra, out var values) && values.Any(condition.AnyOf.Contains)));

    private static MarkerFinding? Cluster(AssessmentAnswers answers)
    {
        string[] violence = [.. _violence.Where(answers.IsPresent)];
        return answers.IsPresent(Topics.Separation) && answers.IsPresent(Topics.ControlJealousy) && violence is not []
            ? new MarkerFinding(
                "cluster_of_three",
                "Separation, control, and physical or sexual violence together",
                Numbers(answers, [Topics.Separation, Topics.ControlJealousy, .. violence]))
            : null;
    }

    private static IReadOnlyList<int> Numbers(AssessmentAnswers answers, params string[] topics) =>
        [.. topics.Select(t => answers.Instrument.ItemOn(t)!.Number).Order()];
}
