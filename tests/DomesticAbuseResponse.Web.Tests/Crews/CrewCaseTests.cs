using System.Net;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>What a crew writes onto a case goes on where the case is held, and follows the call when its case changes (R1.17, R2.4, R5.1).</summary>
public sealed class CrewCaseTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R1_17_R2_4_a_high_of_a_crews_support_worker_is_reviewed_and_referred_by_the_force_that_holds_the_case()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-11-28"), "Ada Canary", accept: true);
        var form = await app.AnswerDashAsync(asked.Incident, Cast.CarWorker, new HashSet<int>());
        var sergeant = app.SignedInAs(Cast.Sergeant);
        var unfinished = await sergeant.GetAsync("/risk/unfinished");
        Assert.Contains("Ada Canary", unfinished.Text, StringComparison.Ordinal);
        Assert.Empty(unfinished.Document.QuerySelectorAll($"a[href='/risk/{form}']")); // another agency's form opens when it is finished

        (await app.CompleteDashAsync(form, Cast.CarWorker, RiskGrade.High, "She says he will kill her, and she means it")).Given();

        await using var db = app.Database.Open();
        var referrals = await db.Referrals.AsNoTracking().Include(r => r.Steps).Where(r => r.CaseId == asked.Case).ToListAsync(Ct);
        Assert.Equal(2, referrals.Count);
        Assert.All(referrals, r => Assert.Equal(Cast.Police, r.FromAgencyId));
        Assert.All(referrals, r => Assert.Equal(Cast.OtherService, r.Steps.Single().ByAgencyId)); // who raised it, and for whom they work, stays true
        Assert.All(await db.Deadlines.Where(d => d.CaseId == asked.Case && (d.Kind == DeadlineKind.SendIdvaReferral || d.Kind == DeadlineKind.SendMaracReferral)).ToListAsync(Ct), d => Assert.Equal(Cast.Police, d.AgencyId));
        var review = await db.Notices.SingleAsync(n => n.CaseId == asked.Case && n.Kind == NoticeKind.DashForReview, Ct);
        Assert.Equal((Cast.Police, Role.Sergeant), (review.AgencyId, review.Role));
        Assert.Equal(2, await db.Notices.CountAsync(n => n.CaseId == asked.Case && n.Kind == NoticeKind.ReferralToSend && n.AgencyId == Cast.Police && n.Role == Role.SafeguardingOfficer, Ct));
        Assert.Contains("The IDVA referral waits for consent or a lawful basis", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/notices")).Text, StringComparison.Ordinal);
        var after = (await app.SignedInAs(Cast.CarWorker).GetAsync($"/risk/{form}?done=completed")).Text;
        Assert.Contains("has been sent to the sergeant for review", after, StringComparison.Ordinal);
        Assert.Contains("IDVA referral raised to Other IDVA Service: Test Police records consent or a lawful basis and sends it", after, StringComparison.Ordinal);

        Assert.Contains("Ada Canary", (await sergeant.GetAsync("/risk/reviews")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Canary", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/risk/reviews")).Text, StringComparison.Ordinal);
        (await app.GiveGradeAsync(form, Cast.Sergeant, RiskGrade.High)).Given();
        Assert.NotNull(await db.Assessments.Where(a => a.Id == form).Select(a => a.ReviewedAt).SingleAsync(Ct));
        Assert.DoesNotContain("Ada Canary", (await sergeant.GetAsync("/risk/reviews")).Text, StringComparison.Ordinal);

        (await app.SendAsync(referrals.Single(r => r.Kind is ReferralKind.Idva).Id)).Given();
        await SayAsync(asked.Task, (nameof(VisitRecord.Outcome), "EngagedByVisit"));
        (await FinishAsync(asked.Task)).Given(); // their service has been asked by now, and the crew still does what it was sent for
    }

    [Fact]
    public async Task What_a_crew_may_write_onto_follows_the_call_to_another_case_and_ends_with_the_victims_part()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-05"), "Bel Canary", accept: true);
        var other = (await app.MoveAsync(asked.Incident, asked.Victim, null)).Given();

        Assert.Equal([other.Value], await PlacesAsync(asked, RecordKind.Case));
        var form = await app.AnswerDashAsync(asked.Incident, Cast.CarWorker, new HashSet<int>());
        await using (var db = app.Database.Open())
        {
            Assert.Equal(other, await db.Assessments.Where(a => a.Id == form).Select(a => a.CaseId).SingleAsync(Ct));
        }

        var second = await app.AskCarAsync(asked.Shift, "Bess Canary", accept: true);
        (await app.WithdrawAsync(second.Incident, second.Victim, PartyRole.Victim)).Given();
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync($"/people/{second.Victim}")).Status);
        Assert.Empty(await PlacesAsync(second, RecordKind.Incident));
    }

    [Fact]
    public async Task A_victim_who_gets_a_case_after_the_crew_was_asked_and_somebody_who_joins_the_shift_reach_the_case_of_the_call()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-12"), "Cleo Canary", accept: true);
        var other = (await app.MoveAsync(asked.Incident, asked.Victim, null)).Given();
        (await app.RunAsync<ChangeShift, Result<Shift>>(change => change.HandleAsync(Cast.ControlRoomSupervisor, new(asked.Shift, null, new(
            UkTime.At(new(2026, 12, 12), new(14, 0)), UkTime.At(new(2026, 12, 12), new(22, 0)), "Car 7", null,
            [new(CrewPart.Officer, Cast.CarOfficer.StaffId, "", Cast.Police), new(CrewPart.SupportWorker, Cast.OtherServiceIdva.StaffId, "", Cast.OtherService)])), Ct))).Given();

        await using var db = app.Database.Open();
        var (task, idva) = ((Id<CrewTask>?)asked.Task, (Id<StaffMember>?)Cast.OtherServiceIdva.StaffId);
        Assert.Equal(other.Value, await db.Participations.Where(p => p.ThroughTaskId == task && p.StaffId == idva && p.Until == null && p.RecordKind == RecordKind.Case).Select(p => p.RecordId).SingleAsync(Ct));
    }

    [Fact]
    public async Task Whoever_asked_is_told_at_once_that_a_crew_declined_and_that_a_task_ended_undone()
    {
        var shift = await app.CarOutAsync("2026-12-19");
        var declined = await app.AskCarAsync(shift, "Dot Canary");
        (await app.RunAsync<DeclineCrewTask, Result<CrewTask>>(d => d.HandleAsync(Cast.CarWorker, new(declined.Task, null, "At another call"), Ct))).Given();
        var handler = app.SignedInAs(Cast.CallHandler);
        Assert.Contains("A crew has declined to go to the victim", (await handler.GetAsync("/notices")).Text, StringComparison.Ordinal);
        var notice = await handler.GetAsync($"/notices/{await NoticeAsync(declined, "CrewDeclined", Cast.CallHandler)}");
        Assert.NotEmpty(notice.Document.QuerySelectorAll($"main a[href='/incidents/{declined.Incident}']"));

        var lapsed = await app.AskCarAsync(shift, "Dora Canary");
        app.Clock.Now = UkTime.At(new(2026, 12, 20), new(0, 1));
        await app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 50, Ct));
        notice = await handler.GetAsync($"/notices/{await NoticeAsync(lapsed, "CrewTaskLapsed", Cast.CallHandler)}");
        Assert.Contains("A crew’s shift ended before it had been to the victim", notice.Text, StringComparison.Ordinal);
        Assert.NotEmpty(notice.Document.QuerySelectorAll($"main a[href='/incidents/{lapsed.Incident}']"));
    }

    [Fact]
    public async Task Where_whoever_asked_can_sign_in_no_longer_the_control_rooms_supervisors_are_told()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-20"), "Elsa Canary");
        await app.WriteAsync(async db => (await db.Staff.SingleAsync(s => s.Id == Cast.CallHandler.StaffId)).Disable(app.Clock.Now));
        try
        {
            (await app.RunAsync<DeclineCrewTask, Result<CrewTask>>(d => d.HandleAsync(Cast.CarWorker, new(asked.Task, null, "At another call"), Ct))).Given();
        }
        finally
        {
            await app.WriteAsync(async db => (await db.Staff.SingleAsync(s => s.Id == Cast.CallHandler.StaffId)).Enable());
        }

        var page = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync("/notices");
        Assert.Contains("A crew has declined to go to the victim", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R3_5_R1_10_the_attempt_of_a_visit_is_recorded_with_the_safeguards_of_every_attempt()
    {
        var shift = await app.CarOutAsync("2026-12-26");
        var asked = await app.AskCarAsync(shift, "Faye Canary", accept: true);
        await SayAsync(asked.Task, (nameof(VisitRecord.Outcome), "NoContact"), (nameof(VisitRecord.Because), "Nobody opened"));
        (await FinishAsync(asked.Task)).Given();
        await using var db = app.Database.Open();
        Assert.True(await db.ContactAttempts.Where(a => a.CaseId == asked.Case).Select(a => a.OutsidePlan).SingleAsync(Ct)); // nothing on the card says that a visit is safe

        var honour = await app.AskCarAsync(shift, "Fern Canary", accept: true);
        await app.WriteAsync(async write => (await write.People.Include(p => p.Flags).SingleAsync(p => p.Id == honour.Victim)).Flag(PersonFlagKind.HonourAbuse, null, null, app.Clock.Now));
        await SayAsync(honour.Task, (nameof(VisitRecord.Outcome), "EngagedByVisit"));
        var worker = app.SignedInAs(Cast.CarWorker);
        var unsaid = await (await worker.GetAsync($"{honour.Url}/visit")).PressAsync("Finish the visit");
        Assert.Contains("Say whether anybody interpreted", unsaid.Text, StringComparison.Ordinal);
        Assert.Equal("/crew?done=finished", (await unsaid.FillNamed("Input.Interpreter", "None").PressAsync("Finish the visit")).RedirectsTo);
        Assert.Equal(InterpreterUse.None, await db.ContactAttempts.Where(a => a.CaseId == honour.Case).Select(a => a.Interpreter).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_task_in_its_time_for_writing_up_is_not_in_the_way_of_one_whose_time_is_over()
    {
        var day = new DateOnly(2027, 6, 5);
        app.Clock.Now = UkTime.At(day, new(14, 30));
        await app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 500, Ct));
        var first = await app.AskCarAsync(await ShiftAsync(day, new(20, 0), Cast.CarOfficer, Cast.CarWorker), "Gwen Canary");
        app.Clock.Now = UkTime.At(day, new(14, 45));
        var second = await app.AskCarAsync(await ShiftAsync(day, new(18, 0), Cast.ResponseOfficer, Cast.OtherServiceIdva), "Gina Canary");

        app.Clock.Now = UkTime.At(day, new(21, 0));
        Assert.Equal(1, await app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 1, Ct)));
        await using var db = app.Database.Open();
        Assert.Equal(CrewTaskState.Offered, await db.CrewTasks.Where(t => t.Id == first.Task).Select(t => t.State).SingleAsync(Ct));
        Assert.Equal(CrewTaskState.Lapsed, await db.CrewTasks.Where(t => t.Id == second.Task).Select(t => t.State).SingleAsync(Ct));
    }

    private async Task<Id<Notice>> NoticeAsync(CrewStory.Asked asked, string kind, Actor to)
    {
        await using var db = app.Database.Open();
        var (about, staff) = ((Guid?)asked.Incident.Value, (Id<StaffMember>?)to.StaffId);
        return (await db.Notices.Where(n => n.SubjectId == about && n.StaffId == staff).ToListAsync(Ct)).Single(n => n.Kind.ToString() == kind).Id;
    }

    private async Task<List<Guid>> PlacesAsync(CrewStory.Asked asked, RecordKind kind)
    {
        await using var db = app.Database.Open();
        var task = (Id<CrewTask>?)asked.Task;
        return await db.Participations.Where(p => p.ThroughTaskId == task && p.Until == null && p.RecordKind == kind).Select(p => p.RecordId).Distinct().ToListAsync(Ct);
    }

    private async Task<Id<Shift>> ShiftAsync(DateOnly day, TimeOnly until, Actor officer, Actor worker) => (await app.RunAsync<PlanShift, Result<Id<Shift>>>(plan => plan.HandleAsync(
        Cast.ControlRoomSupervisor,
        new("support-car", new(UkTime.At(day, new(14, 0)), UkTime.At(day, until), "Car 7", null, [new(CrewPart.Officer, officer.StaffId, "", officer.AgencyId), new(CrewPart.SupportWorker, worker.StaffId, "", worker.AgencyId)])),
        Ct))).Given();

    private async Task SayAsync(Id<CrewTask> task, params (string Field, string Value)[] fields) => (await app.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(
        Cast.CarWorker, new(task, [.. fields.Select(f => new VisitEdit(Guid.CreateVersion7(app.Clock.Now), f.Field, f.Value, app.Clock.Now))], 0, null), Ct))).Given();

    private Task<Result<CrewTask>> FinishAsync(Id<CrewTask> task) => app.RunAsync<FinishVisit, Result<CrewTask>>(finish => finish.HandleAsync(Cast.CarWorker, new(task, null), Ct));
}
