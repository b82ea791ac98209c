using System.Net;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>Whoever the rota puts on a crew can do its task; each reader sees as much as their work needs; nothing typed is lost (R5.5, R5.8, R6.12, T11).</summary>
public sealed class CrewScreenTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_role_from_which_a_crew_is_chosen_opens_the_crews_pages()
    {
        var chosen = SecondResponse.Sent.SelectMany(kind => Enum.GetValues<CrewPart>().SelectMany(part => RotaStanding.RolesOf(part, kind))).ToHashSet();

        Assert.Equal(chosen.Order(), Policies.Table[Policies.WorkCrews].Order());
        Assert.Contains(Role.Sergeant, chosen);
        Assert.Contains(Role.ControlRoomSupportWorker, chosen);
    }

    [Fact]
    public async Task An_idva_on_a_crew_starts_the_dash_from_the_task()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-11-28", Cast.CarOfficer, Cast.OtherServiceIdva), "Ivy Canary");
        var idva = app.SignedInAs(Cast.OtherServiceIdva);
        await (await idva.GetAsync(asked.Url)).PressAsync("Accept");

        var start = (await idva.GetAsync(asked.Url)).Document.QuerySelectorAll("a").Single(a => a.TextContent == "Start the DASH").GetAttribute("href")!;
        var begun = await (await idva.GetAsync(start)).PressAsync("Start or continue");
        Assert.StartsWith("/risk/", begun.RedirectsTo, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await idva.GetAsync(begun.RedirectsTo!)).Status);
    }

    [Fact]
    public async Task A_control_room_support_worker_on_a_crew_takes_the_task_and_finishes_its_visit()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-05", Cast.CarOfficer, Cast.SupportWorker), "Jill Canary");
        var worker = app.SignedInAs(Cast.SupportWorker);
        Assert.Contains("J. C.", (await worker.GetAsync("/crew")).Text, StringComparison.Ordinal);
        var task = await worker.GetAsync((await (await worker.GetAsync(asked.Url)).PressAsync("Accept")).RedirectsTo!);
        Assert.DoesNotContain("Accept the task to start one", task.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Sergeant).GetAsync("/crew")).Status);

        await (await worker.GetAsync($"{asked.Url}/visit/Outcome")).FillNamed("Input.Outcome", "EngagedByPhone").PressAsync("Save");
        Assert.Equal("/crew?done=finished", (await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit")).RedirectsTo);
    }

    [Fact]
    public async Task R6_12_of_others_in_the_household_only_what_endangers_staff_is_shown_and_the_look_is_written_down()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-12"), "Kim Canary");
        var call = await app.LogCallAsync("Kay Housemate", perpetrator: null);
        await using var db = app.Database.Open();
        var mate = await db.Incidents.Where(i => i.Id == call).SelectMany(i => i.Parties).Select(p => p.PersonId).SingleAsync(Ct);
        (await app.RunAsync<JoinHousehold, Result<Id<Household>>>(join => join.HandleAsync(Cast.ResponseOfficer, new(asked.Victim, mate, null), Ct))).Given();
        await app.WriteAsync(async write =>
        {
            var person = await write.People.Include(p => p.Flags).SingleAsync(p => p.Id == mate);
            person.Flag(PersonFlagKind.SelfHarm, "CANARYHARM cut herself in May", null, app.Clock.Now);
            person.Flag(PersonFlagKind.Weapons, "CANARYKNIFE keeps a knife", null, app.Clock.Now);
        });

        var page = (await app.SignedInAs(Cast.CarWorker).GetAsync(asked.Url)).Text;
        Assert.Contains("K. H.", page, StringComparison.Ordinal);
        Assert.Contains("CANARYKNIFE", page, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARYHARM", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Self-harm", page, StringComparison.Ordinal);
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Who else may be there" && a.ByStaffId == Cast.CarWorker.StaffId && a.Shown.Contains(mate.Value), Ct));
    }

    [Fact]
    public async Task T11_the_crews_screen_names_nobody_and_says_the_grade_once()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-19"), "Lara Canary", accept: true);
        await app.GradeAsync(asked.Case, asked.Incident, RiskGrade.High);
        var officer = app.SignedInAs(Cast.CarOfficer);
        await (await officer.GetAsync($"{asked.Url}/visit/Wishes")).FillNamed("Input.VictimWants", "To sleep").PressAsync("Save and go on");

        var worker = app.SignedInAs(Cast.CarWorker);
        var page = await worker.GetAsync(asked.Url);
        Assert.DoesNotContain("Not assessed", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Perpetrator", page.Document.Source.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main a[href^='/incidents']"));
        var theirs = await officer.GetAsync(asked.Url);
        Assert.DoesNotContain("Canary Perpetrator", theirs.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("C. P., named as the one who harms", theirs.Text, StringComparison.Ordinal);
        Assert.NotEmpty(theirs.Document.QuerySelectorAll("main a[href^='/incidents']"));

        var late = await worker.GetAsync($"{asked.Url}/visit/Wishes");
        await (await officer.GetAsync($"{asked.Url}/visit/Wishes")).FillNamed("Input.VictimWants", "To rest").PressAsync("Save and go on");
        var conflict = await late.FillNamed("Input.VictimWants", "To go home").PressAsync("Save and go on");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("Visit", conflict.Document.Title);
        Assert.Contains("dar-field", conflict.Document.Body!.ClassList);
        Assert.All(conflict.Document.QuerySelectorAll("main .dar-verbatim"), words => Assert.True(words.HasAttribute("data-private")));
    }

    [Fact]
    public async Task What_a_crew_says_of_a_step_is_masked_on_its_screen()
    {
        var shift = await app.CarOutAsync("2026-12-20");
        var asked = await app.AskCarAsync(shift, "Mona Canary");
        (await app.RunAsync<DeclineCrewTask, Result<CrewTask>>(d => d.HandleAsync(Cast.CarWorker, new(asked.Task, null, "CANARYWHY"), Ct))).Given();

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync(asked.Url);
        Assert.All(page.Document.QuerySelectorAll("p, span").Where(e => e.TextContent.Trim() == "CANARYWHY"), e => Assert.True(e.HasAttribute("data-private")));
        Assert.Contains("CANARYWHY", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R6_12_what_the_victim_and_children_said_is_read_by_those_who_work_on_the_case()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-26"), "Nell Canary", accept: true);
        await SayAsync(asked.Task, (nameof(VisitRecord.WhoWasPresent), "CANARYTHERE"), (nameof(VisitRecord.ChildrenWords), "CANARYCHILD"), (nameof(VisitRecord.VictimWants), "CANARYWISH"), (nameof(VisitRecord.StatementWhy), "CANARYCOURT"));

        foreach (var asker in new[] { Cast.CallHandler, Cast.ControlRoomSupervisor, Cast.SupportWorker })
        {
            var page = await app.SignedInAs(asker).GetAsync($"{asked.Url}/visit");
            Assert.Contains("CANARYTHERE", page.Text, StringComparison.Ordinal);
            Assert.All(new[] { "CANARYCHILD", "CANARYWISH", "CANARYCOURT" }, said => Assert.DoesNotContain(said, page.Document.Source.Text, StringComparison.Ordinal));
        }

        var sergeant = await app.SignedInAs(Cast.Sergeant).GetAsync($"{asked.Url}/visit");
        Assert.All(new[] { "CANARYTHERE", "CANARYCHILD", "CANARYWISH", "CANARYCOURT" }, said => Assert.Contains(said, sergeant.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_types_while_the_other_finishes_is_given_back_and_a_note_is_still_taken()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-02"), "Olga Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        var (section, notes) = (await worker.GetAsync($"{asked.Url}/visit/Wishes"), await worker.GetAsync($"{asked.Url}/notes"));
        var tall = await worker.GetAsync($"{asked.Url}/visit/Statement");
        await SayAsync(asked.Task, (nameof(VisitRecord.Outcome), "EngagedByVisit"));
        (await app.RunAsync<FinishVisit, Result<CrewTask>>(finish => finish.HandleAsync(Cast.CarOfficer, new(asked.Task, null), Ct))).Given();

        var back = await section.FillNamed("Input.VictimWants", "CANARYWISH to keep the house").FillNamed("Input.Needs", "Housing").PressAsync("Save and go on");
        Assert.Equal(HttpStatusCode.Conflict, back.Status);
        Assert.Contains("CANARYWISH to keep the house", back.Text, StringComparison.Ordinal);
        Assert.Contains("Housing", back.Text, StringComparison.Ordinal);
        Assert.Equal("Visit", back.Document.Title);
        Assert.DoesNotContain("Olga", back.Document.Source.Text, StringComparison.Ordinal);
        var far = await tall.FillNamed("Input.StatementWhy", new string('x', 600)).PressAsync("Save and go on");
        Assert.Contains(new string('x', 600), far.Text, StringComparison.Ordinal); // what could not be saved anyway is given back as well

        var noted = await notes.Fill("What you want to keep", "CANARYNOTE her plan").PressAsync("Save the note");
        Assert.NotEqual(HttpStatusCode.NotFound, noted.Status);
        await using var db = app.Database.Open();
        Assert.Equal("CANARYNOTE her plan", await db.WorkerNotes.Where(n => n.TaskId == asked.Task).Select(n => n.Text).SingleAsync(Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"{asked.Url}/notes")).Status);
        app.Clock.Now = app.Clock.Now.AddHours(12);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync($"{asked.Url}/notes")).Status);
    }

    [Fact]
    public async Task R5_8_a_shared_note_stands_on_the_incident_and_no_look_says_that_one_was_written()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-09"), "Pam Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        await (await worker.GetAsync($"{asked.Url}/notes")).Fill("What you want to keep", "CANARYNOTE of Pam").PressAsync("Save the note");
        await using var db = app.Database.Open();
        Assert.False(await db.AccessRecords.AnyAsync(a => a.RecordId == asked.Incident.Value && EF.Functions.ILike(a.Purpose, "%note%"), Ct));
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        Assert.DoesNotContain("CANARYNOTE", (await officer.GetAsync($"/incidents/{asked.Incident}")).Text, StringComparison.Ordinal);

        await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Share this note with the police");
        Assert.Contains("CANARYNOTE of Pam", (await officer.GetAsync($"/incidents/{asked.Incident}")).Text, StringComparison.Ordinal);
        Assert.True(await db.AccessRecords.AnyAsync(a => a.ByStaffId == Cast.ResponseOfficer.StaffId && a.Shown.Contains(db.WorkerNotes.Where(n => n.TaskId == asked.Task).Select(n => (Guid)(object)n.Id).First()), Ct));
    }

    [Fact]
    public async Task A_follow_up_has_a_day_and_somebody_and_the_day_is_one_that_can_be_kept()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-10"), "Ruth Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        PageUnderTest On(PageUnderTest page, string day, string month, string year) =>
            page.FillNamed("Input.FollowUpOn.Day", day).FillNamed("Input.FollowUpOn.Month", month).FillNamed("Input.FollowUpOn.Year", year);
        var form = (await worker.GetAsync($"{asked.Url}/visit/Outcome")).FillNamed("Input.Outcome", "EngagedByVisit");

        var nobody = await On(form, "12", "1", "2027").PressAsync("Save");
        Assert.Contains("Choose who follows up", nobody.Text, StringComparison.Ordinal);
        var never = await On(nobody.FillNamed("Input.FollowUp", "Police"), "", "", "").PressAsync("Save");
        Assert.Contains("Enter the day of the follow-up", never.Text, StringComparison.Ordinal);
        var past = await On(never, "9", "1", "2027").PressAsync("Save");
        Assert.Contains("The day must be today or later", past.Text, StringComparison.Ordinal);
        var far = await On(past, "11", "1", "2029").PressAsync("Save");
        Assert.Contains("The day must lie within two years", far.Text, StringComparison.Ordinal);

        Assert.Equal("visit.follow-up-far", (await app.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(
            Cast.CarWorker, new(asked.Task, [new VisitEdit(Guid.NewGuid(), nameof(VisitRecord.FollowUpOn), "9999-12-31", app.Clock.Now)], 0, null), Ct))).Refusal?.Code);
        await SayAsync(asked.Task, (nameof(VisitRecord.Outcome), "EngagedByVisit"), (nameof(VisitRecord.FollowUpOn), "2027-01-12"));
        Assert.Equal("visit.follow-up-who", (await app.RunAsync<FinishVisit, Result<CrewTask>>(finish => finish.HandleAsync(Cast.CarWorker, new(asked.Task, null), Ct))).Refusal?.Code);
    }

    [Fact]
    public async Task A_task_that_is_over_is_handed_on_to_nobody_and_says_so()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-16"), "Sue Canary");
        (await app.RunAsync<WithdrawCrewTask, Result<CrewTask>>(w => w.HandleAsync(Cast.CallHandler, new(asked.Task, null, "Safe now"), Ct))).Given();

        var handed = await app.RunAsync<HandOnCrewTask, Result<CrewTask>>(h => h.HandleAsync(Cast.CallHandler, new(asked.Task, null, asked.Shift, null, "To another"), Ct));
        Assert.Equal("crew.over", handed.Refusal?.Code);
    }

    private async Task SayAsync(Id<CrewTask> task, params (string Field, string Value)[] fields) => (await app.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(
        Cast.CarWorker, new(task, [.. fields.Select(f => new VisitEdit(Guid.CreateVersion7(app.Clock.Now), f.Field, f.Value, app.Clock.Now))], 0, null), Ct))).Given();
}
