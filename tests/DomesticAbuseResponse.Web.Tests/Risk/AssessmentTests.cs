using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

public sealed class AssessmentTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly HashSet<int> _none = [];

    [Fact]
    public async Task An_unfinished_form_of_another_agency_is_not_there_and_a_finished_one_is_graded_and_not_changed()
    {
        var incident = await app.LogCallAsync("Canary Two Agencies");
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        Id<Case> caseId;
        await using (var db = app.Database.Open())
        {
            caseId = (await db.Incidents.Where(i => i.Id == incident).Select(i => i.CaseId).SingleAsync(TestContext.Current.CancellationToken))!.Value;
        }

        await app.JoinAsync(caseId, Cast.IdvaService);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(AccessLevel.Read));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => app.AnswerAsync(form, Cast.Idva, InstrumentCodes.PoliceDash, new ItemAnswer(1, Answer.Yes)));
        await using (var db = app.Database.Open())
        {
            Assert.Equal(2, await db.AccessRecords.CountAsync(a => a.RecordId == caseId.Value && a.ByStaffId == Cast.Idva.StaffId && a.Level == AccessLevel.None, TestContext.Current.CancellationToken));
        }

        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Standard)).Match(_ => true, refusal => throw new InvalidOperationException(refusal.Message));
        Assert.True((await OpenAsync(AccessLevel.Read)).Assessment.IsComplete);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => OpenAsync(AccessLevel.Edit));
        Assert.Null((await app.GiveGradeAsync(form, Cast.Idva, RiskGrade.Medium, "What she said to me since")).Refusal);

        Task<OpenedAssessment> OpenAsync(AccessLevel level) =>
            app.RunAsync<AssessmentFiles, OpenedAssessment>(files => files.OpenAsync(Cast.Idva, form, level, "Test", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task S10_six_ticks_and_the_officers_High_with_a_reason_are_kept_as_both()
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await app.LogCallAsync();
        var id = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int> { 1, 2, 3, 5, 7, 9 });

        var graded = await app.CompleteDashAsync(id, Cast.ResponseOfficer, RiskGrade.High, "She is terrified and cannot leave the house");

        Assert.Null(graded.Refusal);
        await using var db = app.Database.Open();
        var stored = await db.Assessments.Include(a => a.Grades).SingleAsync(a => a.Id == id, ct);
        Assert.Equal((6, RiskGrade.Standard), (stored.Ticks, stored.Suggested));
        Assert.Equal([(GradeKind.Suggested, RiskGrade.Standard), (GradeKind.Assessor, RiskGrade.High)], stored.Grades.OrderBy(g => g.Number).Select(g => (g.Kind, g.Grade)));
        Assert.Equal(RiskGrade.High, (await db.Cases.SingleAsync(c => c.Id == stored.CaseId, ct)).Grade);
    }

    [Fact]
    public async Task S11_a_sergeant_who_lowers_without_a_reason_is_refused_and_with_one_both_grades_stay()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, new HashSet<int> { 1, 2, 3, 5, 7, 9, 10, 12, 13, 20 });
        await app.CompleteDashAsync(id, Cast.ResponseOfficer, RiskGrade.Medium);

        Assert.Equal("grade.reason-needed", (await app.GiveGradeAsync(id, Cast.Sergeant, RiskGrade.Standard)).Refusal?.Code);
        Assert.Null((await app.GiveGradeAsync(id, Cast.Sergeant, RiskGrade.Standard, "Both now live with family, far apart")).Refusal);

        await using var db = app.Database.Open();
        var stored = await db.Assessments.Include(a => a.Grades).SingleAsync(a => a.Id == id, ct);
        Assert.Equal([RiskGrade.Medium, RiskGrade.Standard], stored.Grades.Where(g => g.Kind is not GradeKind.Suggested).OrderBy(g => g.Number).Select(g => g.Grade));
        Assert.NotNull(stored.ReviewedAt);
    }

    [Fact]
    public async Task S13_a_High_tells_an_inspector_sets_a_day_for_contact_and_raises_both_referrals()
    {
        var ct = TestContext.Current.CancellationToken;
        var @case = await app.GradedCaseAsync(RiskGrade.High);

        await using var db = app.Database.Open();
        var notice = await db.Notices.SingleAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.HighRiskInspector, ct);
        Assert.Equal(Domain.Agencies.Role.Inspector, notice.Role);
        Assert.Equal(
            [ReferralKind.Idva, ReferralKind.Marac],
            await db.Referrals.Where(r => r.CaseId == @case.Id && r.Status == ReferralStatus.Raised).Select(r => r.Kind).OrderBy(k => k).ToListAsync(ct));
        var deadline = await db.Deadlines.SingleAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.ContactVictim, ct);
        Assert.Equal(app.Clock.Now.AddHours(24), deadline.DueAt);
    }

    [Fact]
    public async Task S14_an_answer_from_a_neighbour_without_the_source_is_refused()
    {
        var id = await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, _none);

        var refused = await app.RunAsync<SaveAnswer, Result<SaveAnswer.Saved>>(save => save.HandleAsync(
            Cast.ResponseOfficer, new(id, InstrumentCodes.PoliceDash, new ItemAnswer(1, Answer.Yes) { Source = AnswerSource.Neighbour }), TestContext.Current.CancellationToken));

        Assert.Equal("answer.source-name-missing", refused.Refusal?.Code);
    }

    [Fact]
    public async Task A_form_with_an_open_question_cannot_be_graded_and_says_which()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, _none);
        await app.AnswerAsync(id, Cast.ResponseOfficer, InstrumentCodes.PoliceDash, new ItemAnswer(5, Answer.NotAsked));

        var refused = await app.CompleteDashAsync(id, Cast.ResponseOfficer, RiskGrade.Standard);

        Assert.Contains("POL-DASH question 5", refused.Refusal!.Message, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Null((await db.Assessments.SingleAsync(a => a.Id == id, ct)).CompletedAt);
    }

    [Fact]
    public async Task A_Yes_to_stalking_opens_eleven_more_questions_that_must_be_answered()
    {
        var id = await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, new HashSet<int> { 8 });

        Assert.Equal("assessment.incomplete", (await app.CompleteDashAsync(id, Cast.ResponseOfficer, RiskGrade.Medium)).Refusal?.Code);
        await app.AnswerAddOnsAsync(id, Cast.ResponseOfficer);
        Assert.Null((await app.CompleteDashAsync(id, Cast.ResponseOfficer, RiskGrade.Medium)).Refusal);
    }

    [Fact]
    public async Task Nobody_outside_the_case_can_open_its_assessment()
    {
        var id = await app.AnswerDashAsync(await app.LogCallAsync(), Cast.ResponseOfficer, _none);

        foreach (var stranger in new[] { Cast.Idva, Cast.OtherForceOfficer })
        {
            var answer = await app.SignedInAs(stranger).GetAsync($"/risk/{id}");
            var absent = await app.SignedInAs(stranger).GetAsync($"/risk/{Guid.CreateVersion7()}");
            Assert.Equal((System.Net.HttpStatusCode.NotFound, absent.Text), (answer.Status, answer.Text));
        }
    }
}
