using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

/// <summary>Filled-in forms and people for the tests of risk: every item not named is answered No by the victim.</summary>
internal static class Forms
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Questions of SL-DASH-24 that touch no critical marker, cluster or pair of rising frequency and severity.</summary>
    public static readonly int[] Plain = [1, 2, 3, 4, 5, 7, 9, 10, 12, 17, 18, 19, 20, 21, 22, 23, 24];

    public static Instrument Of(string code) =>
        InstrumentLibrary.Embedded.InEffect(code, Day) ?? throw new InvalidOperationException($"No {code}.");

    public static AssessmentAnswers Filled(string code, IEnumerable<int> yes, params int[] dontKnow)
    {
        var ticked = yes.ToHashSet();
        var instrument = Of(code);
        return AssessmentAnswers.Of(instrument, instrument.Items.Select(i => new ItemAnswer(
            i.Number,
            ticked.Contains(i.Number) ? Answer.Yes : dontKnow.Contains(i.Number) ? Answer.DontKnow : Answer.No))).Done();
    }

    public static AssessmentAnswers SafeLives(IEnumerable<int> yes, params int[] dontKnow) =>
        Filled(InstrumentCodes.SafeLivesDash, yes, dontKnow);

    public static AssessmentAnswers WithTopics(string code, params string[] topics) =>
        Filled(code, topics.Select(t => Of(code).ItemOn(t)!.Number));

    public static SuggestedGrade? Suggested(AssessmentAnswers answers, bool honourConcern = false, GradingPolicy? policy = null) =>
        SuggestedGrade.For(answers, honourConcern, policy ?? GradingPolicy.Default, maracId: null, Day);

    public static RiskFindings Findings(AssessmentAnswers answers, bool honourConcern = false) =>
        RiskFindings.For(answers, honourConcern, GradingPolicy.Default);

    public static Grader Person(params Role[] roles) => new(Id<StaffMember>.New(Noon), new HashSet<Role>(roles));

    public static T Done<T>(this Result<T> result) =>
        result.Match(value => value, refusal => throw new InvalidOperationException($"Refused: {refusal.Code}: {refusal.Message}"));
}
