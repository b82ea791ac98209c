namespace DomesticAbuseResponse.Domain.Risk;

/// <summary>Why a form as a whole could not be asked (R1.6).</summary>
public enum WholeFormReason
{
    VictimDeclined,
    VictimCouldNotBeReached,
    UnsafeToAsk,
}

/// <summary>One thing that stands between a draft and a finished assessment.</summary>
public sealed record Gap(string Code, string Message, string? Instrument = null, int? ItemNumber = null);

/// <summary>
/// Whether an assessment can be finalised: each item answered (Don't know is an answer, Not asked is none), or one
/// reason for the whole form (R1.6). A reason does not erase what was answered, nor the assessor's grade (R1.8).
/// </summary>
public sealed record Completeness(WholeFormReason? WholeFormReason, IReadOnlyList<Gap> Gaps)
{
    public bool IsComplete => Gaps is [];

    public static Completeness Of(AssessmentAnswers answers, WholeFormReason? wholeFormReason)
    {
        List<Gap> gaps = [];
        if (wholeFormReason is null)
        {
            gaps.AddRange(answers.Unanswered.Select(i => new Gap(
                "answers.missing", $"{answers.Instrument.ShortName} question {i.Number} is not answered: {i.Heading}.", answers.Instrument.Code, i.Number)));
        }

        gaps.AddRange(answers.Instrument.Narratives
            .Where(n => n.Required && string.IsNullOrWhiteSpace(answers.Narratives.GetValueOrDefault(n.Key)))
            .Select(n => new Gap("answers.narrative-missing", $"Write: {n.Label}.", answers.Instrument.Code)));

        return new Completeness(wholeFormReason, gaps);
    }

    /// <summary>
    /// The same for the whole assessment: preamble, main instrument, each add-on its answers opened, and the professional's own section (R1.9),
    /// which a reason for the whole form makes voluntary.
    /// </summary>
    /// <param name="addOns">Answers to add-ons; those which the main answers do not open are not asked for.</param>
    public static Completeness OfAssessment(
        Preamble preamble,
        AssessmentAnswers answers,
        IReadOnlyCollection<AssessmentAnswers> addOns,
        bool honourConcern,
        WholeFormReason? wholeFormReason,
        ProfessionalConsiderations considerations)
    {
        List<Gap> gaps = [.. preamble.Gaps(wholeFormReason), .. Of(answers, wholeFormReason).Gaps];
        foreach (var opened in AddOns.OpenedBy(answers, honourConcern))
        {
            var given = addOns.FirstOrDefault(a => a.Instrument.Code == opened.Code);
            if (given is not null)
            {
                gaps.AddRange(Of(given, wholeFormReason).Gaps);
            }
            else if (wholeFormReason is null)
            {
                gaps.Add(new("add-on.missing", $"Complete {opened.Code}: {opened.Because}", opened.Code));
            }
        }

        gaps.AddRange(wholeFormReason is null ? considerations.Gaps() : []);
        return new Completeness(wholeFormReason, gaps);
    }
}
