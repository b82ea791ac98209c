using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

public sealed class GradingHistoryTests
{
    private const string _reason = "Twenty characters and then some.";

    private static readonly GradingPolicy _policy = GradingPolicy.Default;
    private static readonly Grader _officer = Forms.Person(Role.ResponseOfficer);
    private static readonly Grader _sergeant = Forms.Person(Role.Sergeant);
    private static readonly Grader _specialist = Forms.Person(Role.SafeguardingOfficer);
    private static readonly Grader _idva = Forms.Person(Role.Idva);

    private static readonly AssessmentAnswers _thirteen = Forms.SafeLives(Forms.Plain.Take(13));
    private static readonly AssessmentAnswers _strangulation = Forms.SafeLives([.. Forms.Plain.Take(8), 15]);
    private static readonly AssessmentAnswers _quiet = Forms.SafeLives([1]);

    [Fact]
    public void S02_thirteen_Yes_and_the_assessor_says_High_with_a_reason_is_High()
    {
        var history = Started(_thirteen).Record(By(GradeKind.Assessor, RiskGrade.High, _officer), Forms.Findings(_thirteen), _policy).Done();

        Assert.Equal([RiskGrade.Medium, RiskGrade.High], history.Timeline.Select(g => g.Grade));
        Assert.Equal((RiskGrade.High, GradeKind.Assessor), (history.Current!.Grade, history.Current.Kind));
    }

    [Fact]
    public void S10_six_Yes_on_the_police_form_and_the_officer_says_High_keeps_the_count_and_the_grade()
    {
        var six = Forms.Filled(InstrumentCodes.PoliceDash, [1, 2, 3, 4, 5, 7]);
        var history = Started(six).Record(By(GradeKind.Assessor, RiskGrade.High, _officer), Forms.Findings(six), _policy).Done();

        Assert.Equal(6, six.Ticks);
        Assert.Equal(RiskGrade.High, history.Current?.Grade);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    [InlineData("                         ")]
    [InlineData("Nineteen characters")]
    public void A_grade_that_differs_from_the_suggestion_needs_a_reason_of_twenty_characters(string? reason)
    {
        var result = Started(_thirteen).Record(By(GradeKind.Assessor, RiskGrade.High, _officer, reason), Forms.Findings(_thirteen), _policy);

        Assert.Equal("grade.reason-needed", result.Refusal?.Code);
        Assert.Contains("High differs from the suggested Medium.", result.Refusal?.Message);
    }

    [Fact]
    public void Twenty_characters_are_enough() =>
        Assert.Null(Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.High, _officer, "Exactly twenty chars"), Forms.Findings(_thirteen), _policy).Refusal);

    [Fact]
    public void Agreeing_with_the_suggestion_needs_no_reason() =>
        Assert.Null(Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), Forms.Findings(_thirteen), _policy).Refusal);

    [Fact]
    public void S04_saving_Standard_over_strangulation_needs_a_reason_and_waits_for_a_second_person()
    {
        var findings = Forms.Findings(_strangulation);
        var started = Started(_strangulation);

        var needs = started.NeedsFor(GradeKind.Assessor, RiskGrade.Standard, findings, _policy);
        var noReason = started.Record(By(GradeKind.Assessor, RiskGrade.Standard, _officer, null), findings, _policy);
        var alone = started.Record(By(GradeKind.Assessor, RiskGrade.Standard, _officer), findings, _policy).Done();

        Assert.True(needs.NeedsReason);
        Assert.True(needs.NeedsSecondPerson);
        Assert.Equal("grade.reason-needed", noReason.Refusal?.Code);
        Assert.Null(alone.Current);
        Assert.True(alone.Awaiting?.AwaitsSecondPerson);
        Assert.Equal(RiskGrade.Medium, alone.WorkingGrade);
    }

    [Fact]
    public void S04_a_sergeant_who_signs_with_the_assessor_or_reviews_afterwards_puts_Standard_in_force()
    {
        var findings = Forms.Findings(_strangulation);
        var together = Started(_strangulation)
            .Record(By(GradeKind.Assessor, RiskGrade.Standard, _officer) with { Second = _sergeant }, findings, _policy).Done();
        var afterwards = Started(_strangulation)
            .Record(By(GradeKind.Assessor, RiskGrade.Standard, _officer), findings, _policy).Done()
            .Record(By(GradeKind.Supervisor, RiskGrade.Standard, _sergeant, null), findings, _policy).Done();

        Assert.Equal((RiskGrade.Standard, GradeKind.Assessor), (together.Current!.Grade, together.Current.Kind));
        Assert.Equal((RiskGrade.Standard, GradeKind.Supervisor), (afterwards.Current!.Grade, afterwards.Current.Kind));
    }

    [Fact]
    public void The_second_person_must_hold_supervisor_rank_and_be_somebody_else()
    {
        var findings = Forms.Findings(_strangulation);
        var sergeantAssessing = Forms.Person(Role.Sergeant);

        string? Refused(Grader assessor, Grader second) => Started(_strangulation)
            .Record(By(GradeKind.Assessor, RiskGrade.Standard, assessor) with { Second = second }, findings, _policy).Refusal?.Code;

        Assert.Equal("grade.second-person-refused", Refused(_officer, Forms.Person(Role.ResponseOfficer)));
        Assert.Equal("grade.second-person-refused", Refused(sergeantAssessing, sergeantAssessing));
        Assert.Null(Refused(sergeantAssessing, _sergeant));
    }

    [Fact]
    public void A_sergeant_who_assessed_cannot_finalise_Standard_over_a_critical_marker_alone()
    {
        var alone = Started(_strangulation)
            .Record(By(GradeKind.Assessor, RiskGrade.Standard, _sergeant), Forms.Findings(_strangulation), _policy).Done();

        Assert.Null(alone.Current);
    }

    [Fact]
    public void S11_a_sergeant_lowering_Medium_to_Standard_is_refused_without_and_accepted_with_a_reason_and_both_grades_stay()
    {
        var findings = Forms.Findings(_thirteen);
        var medium = Started(_thirteen).Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), findings, _policy).Done();

        var refused = medium.Record(By(GradeKind.Supervisor, RiskGrade.Standard, _sergeant, null), findings, _policy);
        var accepted = medium.Record(By(GradeKind.Supervisor, RiskGrade.Standard, _sergeant), findings, _policy).Done();

        Assert.Equal("grade.reason-needed", refused.Refusal?.Code);
        Assert.Equal(RiskGrade.Standard, accepted.Current?.Grade);
        Assert.Equal(
            [(GradeKind.Suggested, RiskGrade.Medium), (GradeKind.Assessor, RiskGrade.Medium), (GradeKind.Supervisor, RiskGrade.Standard)],
            accepted.Timeline.Select(g => (g.Kind, g.Grade)));
    }

    [Fact]
    public void S15_DARA_needs_a_grade_with_its_rationale()
    {
        var findings = Forms.Findings(AssessmentAnswers.None(Forms.Of(InstrumentCodes.Dara)));

        Assert.Equal(
            "grade.reason-needed",
            GradingHistory.Empty.Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), findings, _policy).Refusal?.Code);
        Assert.Equal(
            RiskGrade.Medium,
            GradingHistory.Empty.Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer), findings, _policy).Done().Current?.Grade);
    }

    [Fact]
    public void Going_below_a_suggested_High_waits_for_a_supervisor_and_meanwhile_counts_as_High()
    {
        var fourteen = Forms.SafeLives(Forms.Plain.Take(14));
        var findings = Forms.Findings(fourteen);
        var waiting = Started(fourteen).Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer), findings, _policy).Done();
        var local = _policy with { SuggestedHighNeedsSecondPerson = false };

        Assert.Null(waiting.Current);
        Assert.Equal(RiskGrade.High, waiting.WorkingGrade);
        Assert.Equal(
            RiskGrade.Medium,
            Started(fourteen).Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer), findings, local).Done().Current?.Grade);
    }

    [Fact]
    public void A_specialist_lowering_High_needs_a_supervisor_beside_them()
    {
        var findings = Forms.Findings(_thirteen);
        var high = Started(_thirteen).Record(By(GradeKind.Assessor, RiskGrade.High, _officer), findings, _policy).Done();

        var alone = high.Record(By(GradeKind.Secondary, RiskGrade.Medium, _specialist), findings, _policy).Done();
        var together = high.Record(By(GradeKind.Secondary, RiskGrade.Medium, _specialist) with { Second = _sergeant }, findings, _policy).Done();

        Assert.Equal(RiskGrade.High, alone.Current?.Grade);
        Assert.Equal(RiskGrade.Medium, together.Current?.Grade);
    }

    [Fact]
    public void The_specialists_grade_outranks_a_later_one_of_the_sergeant()
    {
        var findings = Forms.Findings(_thirteen);
        var history = Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), findings, _policy).Done()
            .Record(By(GradeKind.Secondary, RiskGrade.High, _specialist), findings, _policy).Done()
            .Record(By(GradeKind.Supervisor, RiskGrade.Medium, _sergeant), findings, _policy).Done();

        Assert.Equal((RiskGrade.High, GradeKind.Secondary), (history.Current!.Grade, history.Current.Kind));
        Assert.Equal(4, history.Timeline.Count);
    }

    [Theory]
    [InlineData(RiskGrade.High, RiskGrade.High)]
    [InlineData(RiskGrade.Medium, RiskGrade.Medium)]
    [InlineData(RiskGrade.Standard, RiskGrade.Medium)]
    public void A_later_IDVA_grade_raises_but_never_lowers(RiskGrade idva, RiskGrade expected)
    {
        var findings = Forms.Findings(_thirteen);
        var history = Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), findings, _policy).Done()
            .Record(By(GradeKind.Idva, idva, _idva), findings, _policy).Done();

        Assert.Equal(expected, history.Current?.Grade);
    }

    [Fact]
    public void An_IDVAs_own_later_lower_grade_does_not_undo_her_raise()
    {
        var findings = Forms.Findings(_thirteen);
        var history = Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer, null), findings, _policy).Done()
            .Record(By(GradeKind.Idva, RiskGrade.High, _idva), findings, _policy).Done()
            .Record(By(GradeKind.Idva, RiskGrade.Medium, _idva), findings, _policy).Done();

        Assert.Equal(RiskGrade.High, history.Current?.Grade);
    }

    [Theory]
    [InlineData(GradeKind.Supervisor, Role.ResponseOfficer, "grade.no-standing")]
    [InlineData(GradeKind.Secondary, Role.Sergeant, "grade.no-standing")]
    [InlineData(GradeKind.Idva, Role.SafeguardingOfficer, "grade.no-standing")]
    public void Each_capacity_needs_its_standing(GradeKind kind, Role role, string code)
    {
        var findings = Forms.Findings(_quiet);
        var history = Started(_quiet).Record(By(GradeKind.Assessor, RiskGrade.Standard, _officer, null), findings, _policy).Done();

        Assert.Equal(code, history.Record(By(kind, RiskGrade.Standard, Forms.Person(role)), findings, _policy).Refusal?.Code);
    }

    [Fact]
    public void Nobody_reviews_their_own_assessment_and_there_must_be_one_to_review()
    {
        var findings = Forms.Findings(_quiet);
        var own = Started(_quiet).Record(By(GradeKind.Assessor, RiskGrade.Standard, _sergeant, null), findings, _policy).Done();

        Assert.Equal("grade.own-assessment", own.Record(By(GradeKind.Supervisor, RiskGrade.Standard, _sergeant), findings, _policy).Refusal?.Code);
        Assert.Equal(
            "grade.nothing-to-review",
            Started(_quiet).Record(By(GradeKind.Supervisor, RiskGrade.Standard, _sergeant), findings, _policy).Refusal?.Code);
    }

    [Fact]
    public void A_new_form_does_not_lower_the_High_a_case_carries_unseen()
    {
        var findings = Forms.Findings(_quiet);
        var carried = GradingHistory.From([], RiskGrade.High).Suggest(Forms.Suggested(_quiet)!, Forms.Noon);
        var lower = By(GradeKind.Assessor, RiskGrade.Standard, _officer);

        var waiting = carried.Record(lower, findings, _policy).Done();

        Assert.Equal("grade.reason-needed", carried.Record(lower with { Reason = null }, findings, _policy).Refusal?.Code);
        Assert.Null(waiting.Current);
        Assert.Equal(RiskGrade.High, waiting.WorkingGrade);
    }

    [Fact]
    public void The_judgement_of_High_is_the_reason_somebody_wrote_even_when_the_sergeant_only_agreed()
    {
        var findings = Forms.Findings(_thirteen);
        var history = Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.High, _officer), findings, _policy).Done()
            .Record(By(GradeKind.Supervisor, RiskGrade.High, _sergeant, null), findings, _policy).Done();

        Assert.Equal(_reason, history.JudgementOfHigh(findings));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 7, 9, 10, 12, 17, 18, 19, 20, 21 }, null)]
    [InlineData(new[] { 6, 12, 16 }, "Separation, control, and physical or sexual violence together")]
    public void Agreeing_with_a_count_is_no_judgement_of_High_but_the_cluster_is(int[] yes, string? judgement)
    {
        var answers = Forms.SafeLives(yes);
        var findings = Forms.Findings(answers);
        var history = Started(answers).Record(By(GradeKind.Assessor, RiskGrade.High, _officer, null), findings, _policy).Done();

        Assert.Equal(judgement, history.JudgementOfHigh(findings));
    }

    [Fact]
    public void There_is_no_judgement_of_High_when_the_grade_is_not_High() =>
        Assert.Null(Started(_thirteen)
            .Record(By(GradeKind.Assessor, RiskGrade.Medium, _officer), Forms.Findings(_thirteen), _policy).Done()
            .JudgementOfHigh(Forms.Findings(_thirteen)));

    [Fact]
    public void A_stored_history_is_read_back_in_order_of_time()
    {
        GivenGrade Given(GradeKind kind, RiskGrade grade, int hour) =>
            new() { Kind = kind, Grade = grade, At = Forms.Noon.AddHours(hour), PolicyVersion = "1" };

        var history = GradingHistory.From([Given(GradeKind.Idva, RiskGrade.High, 3), Given(GradeKind.Assessor, RiskGrade.Medium, 1)]);

        Assert.Equal([GradeKind.Assessor, GradeKind.Idva], history.Timeline.Select(g => g.Kind));
        Assert.Equal(RiskGrade.High, history.Current?.Grade);
    }

    private static GradingHistory Started(AssessmentAnswers answers) =>
        GradingHistory.Empty.Suggest(Forms.Suggested(answers)!, Forms.Noon);

    private static GradeProposal By(GradeKind kind, RiskGrade grade, Grader by, string? reason = _reason) =>
        new(kind, grade, by, reason, Forms.Noon);
}
