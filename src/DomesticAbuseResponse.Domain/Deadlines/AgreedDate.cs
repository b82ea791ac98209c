using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Domain.Deadlines;

/// <summary>A day that people agreed and no rule reckons. It is due at the end of that London day.</summary>
public static class AgreedDate
{
    public const string RuleCode = "agreed-date";

    /// <param name="on">The day agreed.</param>
    /// <param name="at">When it was agreed.</param>
    /// <param name="where">"the visit".</param>
    /// <param name="rule">The number of the rule by which people agree days.</param>
    public static DueDate On(DateOnly on, DateTimeOffset at, string where, string rule = "R5.5") => new(new DeadlineTrace(
        RuleCode, "1", "a day agreed", "Due by the end of the day that was agreed.", [rule], "", UsesWorkingDays: false, where, at, StartHasTime: true,
        [new TraceStep(TraceStepKind.Reached, on, "the day agreed")], UkTime.EndOfDay(on), on));
}
