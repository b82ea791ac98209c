using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Quality;

/// <summary>What has become of the risk assessment of one incident (R1.19, R1.20). No state but <see cref="InTime"/> and <see cref="Late"/> has a grade behind it.</summary>
public enum FormState
{
    InTime,
    Late,
    Begun,
    Missing,

    /// <summary>Nobody is named as the victim, so nobody can be assessed yet.</summary>
    NoVictim,

    /// <summary>Left out with a reason; a supervisor has not decided.</summary>
    SkipWaits,

    /// <summary>Left out with a supervisor's word.</summary>
    LeftOut,

    /// <summary>Not mandatory by the force's setting, and not made.</summary>
    NotRequired,
}

/// <summary>What is known of one incident's assessment.</summary>
/// <param name="BegunAt">When the first form about it was begun.</param>
/// <param name="CompletedAt">When the first form was finished.</param>
/// <param name="OffDutyAt">When the officer who filled it in went off duty, where they said so.</param>
/// <param name="SkipConfirmed">Null while a skip waits; false when a supervisor refused it.</param>
public sealed record FormFacts(
    DateTimeOffset ReportedAt, bool HasVictim, YesNoUnknown IsCrime, IReadOnlySet<AbuseRelationship> Relationships,
    DateTimeOffset? BegunAt, DateTimeOffset? CompletedAt, DateTimeOffset? OffDutyAt, SkipReason? Skip, bool? SkipConfirmed);

/// <summary>An incident's assessment against the duty to make one, with the reason in words.</summary>
/// <param name="IsRequired">Made or not, the incident had to have one.</param>
public sealed record FormCompliance(FormState State, bool IsRequired, string Because)
{
    public const string Rule = "R1.17, R1.19, R1.20";

    /// <summary>States in which the duty is not met and nobody has said that it need not be.</summary>
    public static IReadOnlyList<FormState> Open { get; } = [FormState.Missing, FormState.Begun, FormState.NoVictim, FormState.SkipWaits];

    public static FormCompliance Of(FormFacts facts, AssessmentDutySettings duty, QualitySettings settings)
    {
        var due = facts.HasVictim ? AssessmentDuty.For(facts.IsCrime, facts.Relationships, duty) : null;
        var required = due is null || due.IsMandatory;
        if (facts.CompletedAt is { } completed)
        {
            var review = facts.OffDutyAt is { } end ? SergeantReview.Of(end, completed, completed) : null;
            var limit = facts.ReportedAt.AddHours(settings.FormHours);
            return review is not null
                ? new(review.Timeliness is ReviewTimeliness.InTime ? FormState.InTime : FormState.Late, required, review.Text)
                : completed <= limit
                    ? new(FormState.InTime, required, $"Finished within {settings.FormHours} hours of the report.")
                    : new(FormState.Late, required, $"Finished more than {settings.FormHours} hours after the report; nobody said when the officer went off duty.");
        }

        if (facts.BegunAt is not null)
        {
            return new(FormState.Begun, required, "Begun and not finished.");
        }

        if (facts.Skip is not null && facts.SkipConfirmed is not false)
        {
            return facts.SkipConfirmed is true
                ? new(FormState.LeftOut, required, "Left out; a supervisor confirmed it. This is not a grade.")
                : new(FormState.SkipWaits, required, "Left out with a reason; a supervisor has to confirm it.");
        }

        return due is null ? new(FormState.NoVictim, true, "Nobody is recorded as the victim, so nobody has been assessed.")
            : required ? new(FormState.Missing, true, facts.SkipConfirmed is false ? $"{due.Because} A supervisor refused to leave it out." : due.Because)
            : new(FormState.NotRequired, false, due.Because);
    }
}

/// <summary>How many incidents of a unit stand how.</summary>
public sealed record ComplianceCounts(IReadOnlyDictionary<FormState, int> States, int Incidents, int Required)
{
    public int this[FormState state] => States.GetValueOrDefault(state);

    /// <summary>Made in time or left out with a supervisor's word, of those that had to have one: per cent to one decimal place.</summary>
    public decimal? MetPercent => Required == 0 ? null : Math.Round(100m * Met / Required, 1, MidpointRounding.AwayFromZero);

    public int Met { get; private init; }

    public static ComplianceCounts Of(IEnumerable<FormCompliance> incidents)
    {
        List<FormCompliance> all = [.. incidents];
        return new(all.GroupBy(c => c.State).ToDictionary(g => g.Key, g => g.Count()), all.Count, all.Count(c => c.IsRequired))
        {
            Met = all.Count(c => c.IsRequired && c.State is (FormState.InTime or FormState.LeftOut)),
        };
    }
}
