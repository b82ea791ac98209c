using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Domain.Tests.Risk;

/// <summary>The grade of a case, from all finished forms about its victim (R1.18).</summary>
public sealed class CaseGradeTests
{
    private const string _reason = "Judged on what was seen at the scene";

    private static readonly GradingPolicy _policy = GradingPolicy.Default;
    private static readonly AssessmentAnswers _ten = Forms.SafeLives(Forms.Plain.Take(10));
    private static readonly Grader _officer = Forms.Person(Role.ResponseOfficer);
    private static readonly Grader _sergeant = Forms.Person(Role.Sergeant);
    private static readonly Grader _idva = Forms.Person(Role.Idva);
    private static readonly Grader _manager = Forms.Person(Role.IdvaManager);

    [Fact]
    public void Nothing_graded_is_no_grade_and_never_Standard()
    {
        Assert.Null(CaseGrade.Of([]));
        Assert.Null(CaseGrade.Of([Form(0, GradingHistory.Empty.Suggest(Forms.Suggested(_ten)!, Forms.Noon))]));
    }

    [Fact]
    public void Reviewing_an_older_form_changes_nothing_once_a_newer_form_is_graded()
    {
        var older = Form(0, Assessed(RiskGrade.Medium), (GradeKind.Supervisor, RiskGrade.Standard, _sergeant));
        var newer = Form(1, Assessed(RiskGrade.High));

        var grade = CaseGrade.Of([newer, older])!;

        Assert.Equal((RiskGrade.High, newer), (grade.Grade, grade.Form));
    }

    [Fact]
    public void A_newer_form_that_waits_for_its_second_person_leaves_the_grade_as_it_is_and_clocks_on_the_higher()
    {
        var medium = Form(0, Assessed(RiskGrade.Medium));
        var waiting = Form(1, Record(GradingHistory.Empty.Suggest(Forms.Suggested(Forms.SafeLives(Forms.Plain.Take(14)))!, Forms.Noon), (GradeKind.Assessor, RiskGrade.Medium, _officer)));

        Assert.Null(waiting.History.Current);
        Assert.Equal(RiskGrade.Medium, CaseGrade.Of([medium, waiting])!.Grade);
        Assert.Equal(RiskGrade.High, CaseGrade.WorkingOf([medium, waiting]));
        Assert.Null(CaseGrade.Of([waiting]));
        Assert.Equal(RiskGrade.High, CaseGrade.WorkingOf([waiting]));
    }

    [Theory]
    [InlineData(RiskGrade.High, RiskGrade.High)]
    [InlineData(RiskGrade.Medium, RiskGrade.Medium)]
    [InlineData(RiskGrade.Standard, RiskGrade.Medium)]
    public void An_IDVAs_own_form_raises_and_never_lowers(RiskGrade idvas, RiskGrade expected) =>
        Assert.Equal(expected, CaseGrade.Of([Form(0, Assessed(RiskGrade.Medium)), Form(1, ByIdva(idvas))])!.Grade);

    [Fact]
    public void A_later_lower_form_of_an_IDVA_does_not_undo_an_earlier_raise() =>
        Assert.Equal(RiskGrade.High, CaseGrade.Of([Form(0, Assessed(RiskGrade.Standard)), Form(1, ByIdva(RiskGrade.High)), Form(2, ByIdva(RiskGrade.Medium))])!.Grade);

    [Fact]
    public void Where_only_IDVAs_have_assessed_the_newest_form_decides() =>
        Assert.Equal(RiskGrade.Standard, CaseGrade.Of([Form(0, ByIdva(RiskGrade.Medium)), Form(1, ByIdva(RiskGrade.Standard))])!.Grade);

    [Fact]
    public void A_form_of_an_IDVA_that_a_sergeant_has_graded_decides_like_any_other() =>
        Assert.Equal(RiskGrade.Standard, CaseGrade.Of([Form(0, Assessed(RiskGrade.Medium)), Form(1, ByIdva(RiskGrade.Medium), (GradeKind.Supervisor, RiskGrade.Standard, _sergeant))])!.Grade);

    [Fact]
    public void Nothing_takes_a_case_from_High_without_a_second_person()
    {
        var high = Form(0, Assessed(RiskGrade.High));

        var alone = CaseGrade.Of([high, Form(1, Assessed(RiskGrade.Medium))])!;
        Assert.Equal((RiskGrade.High, high), (alone.Grade, alone.Form));
        Assert.Contains("no second person", alone.Because, StringComparison.Ordinal);
        Assert.Equal(RiskGrade.Medium, CaseGrade.Of([high, Form(1, Assessed(RiskGrade.Medium), (GradeKind.Supervisor, RiskGrade.Medium, _sergeant))])!.Grade);
    }

    [Fact]
    public void An_IDVA_who_manages_is_not_her_own_second_person()
    {
        var findings = Forms.Findings(Forms.WithTopics(InstrumentCodes.SafeLivesDash, Topics.Strangulation));
        var alone = GradingHistory.Empty.Record(By(GradeKind.Idva, RiskGrade.Standard, _manager), findings, _policy).Done();

        Assert.Null(alone.Current);
        Assert.Equal([_manager.StaffId], alone.Assessors);
        Assert.Null(alone.Record(By(GradeKind.Idva, RiskGrade.Standard, _manager), findings, _policy).Done().Current);
        Assert.Equal(RiskGrade.Standard, alone.Record(By(GradeKind.Idva, RiskGrade.Standard, Forms.Person(Role.IdvaManager)), findings, _policy).Done().Current?.Grade);
    }

    [Fact]
    public void A_sergeant_who_gives_the_grade_a_specialist_waits_with_is_the_second_person()
    {
        var high = Assessed(RiskGrade.High);
        var waiting = Record(high, (GradeKind.Secondary, RiskGrade.Medium, Forms.Person(Role.SafeguardingOfficer)));

        Assert.Equal(RiskGrade.High, waiting.Current?.Grade);
        Assert.Equal((RiskGrade.Medium, GradeKind.Secondary), Record(waiting, (GradeKind.Supervisor, RiskGrade.Medium, _sergeant)).Current is { } now ? (now.Grade, now.Kind) : default);
    }

    private static GradingHistory Assessed(RiskGrade grade) => Record(GradingHistory.Empty.Suggest(Forms.Suggested(_ten)!, Forms.Noon), (GradeKind.Assessor, grade, _officer));

    private static GradingHistory ByIdva(RiskGrade grade) => Record(GradingHistory.Empty.Suggest(Forms.Suggested(_ten)!, Forms.Noon), (GradeKind.Idva, grade, _idva));

    private static FinishedForm Form(int hour, GradingHistory history, params (GradeKind Kind, RiskGrade Grade, Grader By)[] then) =>
        new(Forms.Noon.AddHours(hour), Record(history, then));

    private static GradingHistory Record(GradingHistory history, params (GradeKind Kind, RiskGrade Grade, Grader By)[] grades) =>
        grades.Aggregate(history, (held, g) => held.Record(By(g.Kind, g.Grade, g.By), Forms.Findings(_ten), _policy).Done());

    private static GradeProposal By(GradeKind kind, RiskGrade grade, Grader by) => new(kind, grade, by, _reason, Forms.Noon);
}
