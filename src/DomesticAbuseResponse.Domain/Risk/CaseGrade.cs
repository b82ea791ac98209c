namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>One finished form about the victim of a case, with every grade given on it.</summary>
/// <param name="CompletedAt">When it was finished: the newest form is the one finished last.</param>
public sealed record FinishedForm(DateTimeOffset CompletedAt, GradingHistory History);

/// <summary>
/// The grade of a case, from all finished forms about its victim (R1.18). A review of an older form never changes a case whose newer form
/// is graded; an IDVA's own form raises the grade and never lowers it; nothing takes a case from High without a second person.
/// </summary>
/// <param name="Form">The form whose grade it is.</param>
public sealed record CaseGrade(RiskGrade Grade, FinishedForm Form, string Because)
{
    private const string _newest = "The newest form that is graded decides.";

    /// <summary>Null until a person's grade is in force on one of the forms: "not graded", never Standard (R1.20).</summary>
    public static CaseGrade? Of(IEnumerable<FinishedForm> forms)
    {
        CaseGrade? held = null;
        var idvasAlone = true;
        foreach (var form in Ordered(forms))
        {
            if (form.History.Current is not { } current)
            {
                continue;
            }

            if (held is not null && current.IsIdvasAlone && !idvasAlone)
            {
                held = current.Grade > held.Grade
                    ? new(current.Grade, form, $"An IDVA’s own form raised it from {held.Grade}.")
                    : held with { Because = $"{held.Because} A later form of an IDVA, {current.Grade}, does not lower it." };
                continue;
            }

            held = held?.Grade is RiskGrade.High && current.Grade < RiskGrade.High && !MayLeaveHigh(form.History)
                ? held with { Because = $"{held.Because} A later form, {current.Grade}, does not lower it: no second person stands behind it." }
                : new(current.Grade, form, _newest);
            idvasAlone &= current.IsIdvasAlone;
        }

        return held;
    }

    /// <summary>
    /// What clocks run on meanwhile: the grade of the case, or higher where a newer form waits for its second person. It is shown as nobody's
    /// grade and refers nobody. Null when there is neither.
    /// </summary>
    public static RiskGrade? WorkingOf(IEnumerable<FinishedForm> forms)
    {
        var all = Ordered(forms).ToList();
        var inForce = Of(all);
        return all.Where(f => f.History.Current is null && (inForce is null || f.CompletedAt >= inForce.Form.CompletedAt))
            .Select(f => f.History.WorkingGrade).Append(inForce?.Grade).Max();
    }

    // A form finished on a case that carried High was held to it when it was graded.
    private static bool MayLeaveHigh(GradingHistory history) => history.CaseGradeBefore is RiskGrade.High || history.IsSeconded;

    private static IEnumerable<FinishedForm> Ordered(IEnumerable<FinishedForm> forms) => forms.OrderBy(f => f.CompletedAt).ThenBy(f => f.History.Current?.Grade);
}
