using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>The grade a case carries over all its forms, and whom a High reaches (R1.16 to R1.18, S12, S13).</summary>
public sealed class CaseGradeTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _why = "Judged on what was seen at the scene";

    private static readonly HashSet<int> _tenYes = [1, 2, 3, 5, 7, 9, 10, 12, 13, 20];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reviewing_an_older_form_does_not_lower_a_case_that_a_newer_form_has_made_High()
    {
        var (older, @case) = await FormAsync("Canary Older", _tenYes);
        await app.CompleteDashAsync(older, Cast.ResponseOfficer, RiskGrade.Medium);
        app.Clock.Now = app.Clock.Now.AddHours(5);
        var newer = await app.AnswerDashAsync(await LogAgainAsync(@case.VictimId), Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(newer, Cast.ResponseOfficer, RiskGrade.High, _why)).Given();
        (await app.GiveGradeAsync(newer, Cast.Sergeant, RiskGrade.High, _why)).Given();

        (await app.GiveGradeAsync(older, Cast.SecondSergeant, RiskGrade.Medium)).Given();

        Assert.Equal(RiskGrade.High, (await CaseAsync(@case.Id)).Grade);
    }

    [Fact]
    public async Task A_form_begun_before_another_made_the_case_High_lowers_it_only_with_a_second_person()
    {
        var (begun, @case) = await FormAsync("Canary Begun", _tenYes);
        var meanwhile = await app.AnswerDashAsync(await LogAgainAsync(@case.VictimId), Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(meanwhile, Cast.ResponseOfficer, RiskGrade.High, _why)).Given();
        app.Clock.Now = app.Clock.Now.AddHours(1);

        Assert.Equal("grade.reason-needed", (await app.CompleteDashAsync(begun, Cast.ResponseOfficer, RiskGrade.Medium)).Refused().Code);
        (await app.CompleteDashAsync(begun, Cast.ResponseOfficer, RiskGrade.Medium, _why)).Given();
        Assert.Equal(RiskGrade.High, (await CaseAsync(@case.Id)).Grade);

        (await app.GiveGradeAsync(begun, Cast.Sergeant, RiskGrade.Medium)).Given();
        Assert.Equal(RiskGrade.Medium, (await CaseAsync(@case.Id)).Grade);
    }

    [Theory]
    [InlineData(RiskGrade.Standard, RiskGrade.Medium)]
    [InlineData(RiskGrade.High, RiskGrade.High)]
    public async Task An_IDVAs_own_form_raises_the_case_and_never_lowers_it(RiskGrade idvas, RiskGrade expected)
    {
        var @case = await app.GradedCaseAsync(RiskGrade.Medium, $"Canary Idva {idvas}");
        var form = await IdvaFormAsync(@case);
        (await app.CompleteDashAsync(form, Cast.Idva, idvas, _why)).Given();

        Assert.Equal(expected, (await CaseAsync(@case.Id)).Grade);
        await using var db = app.Database.Open();
        Assert.Equal(GradeKind.Idva, (await db.Assessments.Include(a => a.Grades).SingleAsync(a => a.Id == form, Ct)).Grades.MaxBy(g => g.Number)!.Kind);
    }

    [Fact]
    public async Task S13_a_suggested_High_is_nobodys_grade_it_runs_the_clock_and_refers_nobody_until_a_person_says_High()
    {
        var (form, @case) = await FormAsync("Canary Suggested", new HashSet<int> { 1, 6, 15 }); // separation, control and injury together
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, _why)).Given();

        await using var db = app.Database.Open();
        Assert.Null((await CaseAsync(@case.Id)).Grade);
        Assert.False(await db.Referrals.AnyAsync(r => r.CaseId == @case.Id, Ct));
        Assert.False(await db.Notices.AnyAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct));
        Assert.Equal(app.Clock.Now.AddHours(24), (await app.OnlyOpenDeadlineOfAsync(@case.Id)).DueAt);

        (await app.GiveGradeAsync(form, Cast.Sergeant, RiskGrade.High, _why)).Given();
        Assert.Equal(RiskGrade.High, (await CaseAsync(@case.Id)).Grade);
        Assert.Equal(2, await db.Referrals.CountAsync(r => r.CaseId == @case.Id, Ct));
        Assert.Equal(1, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct));
    }

    [Fact]
    public async Task S13_a_second_High_goes_to_an_inspector_too_though_the_case_is_High_already()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary Twice");
        app.Clock.Now = app.Clock.Now.AddDays(40);
        var second = await app.AnswerDashAsync(await LogAgainAsync(@case.VictimId), Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(second, Cast.ResponseOfficer, RiskGrade.High, _why)).Given();

        await using var db = app.Database.Open();
        Assert.Equal(2, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct));
        (await app.GiveGradeAsync(second, Cast.Sergeant, RiskGrade.High)).Given();
        Assert.Equal(2, await db.Notices.CountAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct));
    }

    [Fact]
    public async Task S13_a_High_given_by_an_IDVA_reaches_the_inspector_of_the_force_that_works_on_the_case()
    {
        var @case = await app.OpenCaseAsync("Canary By Idva");
        (await app.CompleteDashAsync(await IdvaFormAsync(@case), Cast.Idva, RiskGrade.High, _why)).Given();

        await using var db = app.Database.Open();
        var notice = await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct);
        Assert.Equal((Cast.Police, Role.Inspector), (notice.AgencyId, notice.Role));
    }

    [Fact]
    public async Task S13_a_High_on_a_case_of_which_no_force_knows_goes_to_the_services_manager_and_to_no_force()
    {
        var @case = await app.IdvaOnlyCaseAsync();
        var form = await IdvaFormAsync(@case, join: false);
        (await app.CompleteDashAsync(form, Cast.Idva, RiskGrade.High, _why)).Given();

        await using var db = app.Database.Open();
        var notice = await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, Ct);
        Assert.Equal((Cast.IdvaService, Role.IdvaManager), (notice.AgencyId, notice.Role));
    }

    [Fact]
    public async Task A_specialists_grade_is_not_the_sergeants_review()
    {
        var (form, _) = await FormAsync("Canary Specialist", new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, _why)).Given();

        (await app.GiveGradeAsync(form, Cast.SafeguardingOfficer, RiskGrade.Medium)).Given();
        await using (var db = app.Database.Open())
        {
            Assert.Null((await db.Assessments.SingleAsync(a => a.Id == form, Ct)).ReviewedAt);
            Assert.Null((await db.Notices.SingleAsync(n => n.SubjectId == form.Value && n.Kind == NoticeKind.DashForReview, Ct)).DoneAt);
        }

        (await app.GiveGradeAsync(form, Cast.Sergeant, RiskGrade.Medium)).Given();
        await using var after = app.Database.Open();
        Assert.NotNull((await after.Assessments.SingleAsync(a => a.Id == form, Ct)).ReviewedAt);
    }

    [Fact]
    public async Task An_IDVAs_form_is_reviewed_by_her_manager()
    {
        var @case = await app.OpenCaseAsync("Canary Managed");
        var form = await IdvaFormAsync(@case);
        (await app.CompleteDashAsync(form, Cast.Idva, RiskGrade.Standard)).Given();

        var waiting = await app.RunAsync<FormsForReview, IReadOnlyList<FormsForReview.Row>>(list => list.ReadAsync(Cast.IdvaManager, app.Clock.Now, Ct));
        Assert.Contains(waiting, row => row.Id == form);
        (await app.GiveGradeAsync(form, Cast.IdvaManager, RiskGrade.Standard)).Given();

        await using var db = app.Database.Open();
        Assert.NotNull((await db.Assessments.SingleAsync(a => a.Id == form, Ct)).ReviewedAt);
    }

    [Theory]
    [InlineData("07:30", ReviewTimeliness.InTime)]
    [InlineData("07:00", ReviewTimeliness.Breached)]
    public async Task S12_the_end_of_the_officers_turn_is_what_they_said_on_finishing_the_form(string end, ReviewTimeliness expected)
    {
        app.Clock.Now = new DateTimeOffset(2027, 1, 12, 6, 20, 0, TimeSpan.Zero);
        var (form, _) = await FormAsync($"Canary Off {end}", new HashSet<int>());
        app.Clock.Now = app.Clock.Now.AddHours(1);
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Standard, null, TimeOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture))).Given();

        var view = await app.RunAsync<AssessmentOverview, AssessmentOverview.View>(read => read.ReadAsync(Cast.Sergeant, form, app.Clock.Now, Ct));
        Assert.Equal(expected, view.Timeliness?.Timeliness);
    }

    private async Task<(Id<RiskAssessment> Form, Case Case)> FormAsync(string victim, IReadOnlySet<int> yes)
    {
        var @case = await app.OpenCaseAsync(victim);
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, yes);
        return (form, @case);
    }

    private async Task<Id<RiskAssessment>> IdvaFormAsync(Case @case, bool join = true)
    {
        if (join)
        {
            await app.JoinAsync(@case.Id, Cast.IdvaService);
        }

        var form = (await app.RunAsync<StartAssessment, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.Idva, new(@case.Id, null), Ct))).Given();
        (await app.RunAsync<SavePreamble, Result<bool>>(save => save.HandleAsync(
            Cast.Idva, new(form, new Preamble { SafeToTalk = true, PerpetratorLocation = "Not known", ChildrenLocation = "There are none", ReasonExplained = true }, "07700 900123", false), Ct))).Given();
        foreach (var number in Enumerable.Range(1, 24))
        {
            await app.AnswerAsync(form, Cast.Idva, InstrumentCodes.SafeLivesDash, new ItemAnswer(number, Answer.No));
        }

        return form;
    }

    private Task<Id<Incident>> LogAgainAsync(Id<Person> victim) => app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
        Cast.ResponseOfficer, new(new Call(), ResponseGrade.EarlyResponse, Cast.Unit, null, [new(PartyRole.Victim, victim, null, null, null, null, null, null)]), Ct));

    private async Task<Case> CaseAsync(Id<Case> id)
    {
        await using var db = app.Database.Open();
        return await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, Ct);
    }
}
