using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

/// <summary>Sending and arriving, requests for another grade, withdrawn complaints, and the list of what waits for a supervisor (R4.1, R4.23).</summary>
public sealed class ControlRoomPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S73_a_silent_call_is_on_the_list_until_somebody_sent_has_arrived()
    {
        var handler = app.SignedInAs(Cast.CallHandler);
        var logged = (await (await handler.GetAsync("/incidents/log")).Choose("Silent call").Choose("Immediate").PressAsync("Save the call")).RedirectsTo!.Split('?')[0];
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.NotNull((await supervisor.GetAsync("/incidents/review")).Document.QuerySelector($"a[href='{logged}#sent']"));

        var page = await handler.GetAsync(logged);
        Assert.Contains("Nobody has been sent yet", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.PressAsync("Send")).Status);
        var sent = await page.Fill("Send", "Kilo 21").Fill("What they are told", "He may be inside").PressAsync("Send");
        Assert.Equal($"{logged}?done=sent", sent.RedirectsTo);
        var twice = await (await handler.GetAsync(logged)).Fill("Send", "kilo 21").PressAsync("Send");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Contains("already on the way", twice.Text, StringComparison.Ordinal);

        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var there = await officer.GetAsync(logged);
        Assert.Contains("He may be inside", there.Text, StringComparison.Ordinal);
        var arrived = await there.PressAsync("Arrived now: Kilo 21");
        Assert.Equal($"{logged}?done=arrived", arrived.RedirectsTo);
        Assert.Equal($"{logged}?done=arrived", (await there.PressAsync("Arrived now: Kilo 21")).RedirectsTo); // a double click is one arrival
        Assert.Null((await supervisor.GetAsync("/incidents/review")).Document.QuerySelector($"a[href='{logged}#sent']"));
        Assert.Equal($"{logged}?done=closed", (await (await officer.GetAsync($"{logged}/close")).Fill("How did the incident end?", "All well").PressAsync("Close the incident")).RedirectsTo);
    }

    [Fact]
    public async Task Two_who_press_at_the_same_moment_are_both_taken()
    {
        var call = await app.LogCallAsync();
        string[] cars = ["Kilo 1", "Kilo 2", "Kilo 3", "Kilo 4", "Kilo 5"];
        await Task.WhenAll(cars.Select(async car => (await app.RunAsync<SendToIncident, Result<IncidentDispatch>>(send => send.HandleAsync(Cast.CallHandler, new(call, car, null), Ct))).Given()));
        await using var db = app.Database.Open();
        Assert.Equal(cars, await db.Set<IncidentDispatch>().Where(d => d.IncidentId == call).OrderBy(d => d.Who).Select(d => d.Who).ToListAsync(Ct));
    }

    [Fact]
    public async Task An_officer_goes_in_person_with_one_press_and_a_control_room_is_not_asked_to()
    {
        var call = await app.LogCallAsync();
        Assert.DoesNotContain("I am on my way", (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{call}")).Text, StringComparison.Ordinal);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        await (await officer.GetAsync($"/incidents/{call}")).PressAsync("I am on my way");
        var page = await officer.GetAsync($"/incidents/{call}");
        Assert.Contains("Officer, sent", page.Text, StringComparison.Ordinal);
        await page.PressAsync("Call off: Officer");
        Assert.Contains("called off", (await officer.GetAsync($"/incidents/{call}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_another_grade_goes_to_the_supervisors_and_both_reasons_stand_in_the_history()
    {
        var call = await app.LogCallAsync("Canary Regrade", grade: ResponseGrade.EarlyResponse);
        var worker = app.SignedInAs(Cast.SupportWorker);
        var form = await worker.GetAsync($"/incidents/{call}/regrade");
        Assert.Contains("Choose the grade the call should have", (await form.PressAsync("Ask for it")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await form.PressAsync("Ask for it")).Status);
        Assert.Equal($"/incidents/{call}?done=regrade-asked", (await form.Choose("Immediate").Fill("Reason", "He is back and shouting").PressAsync("Ask for it")).RedirectsTo);
        var again = await (await worker.GetAsync($"/incidents/{call}/regrade")).Choose("Immediate").Fill("Reason", "Again").PressAsync("Ask for it");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("asked for that grade already", again.Text, StringComparison.Ordinal);

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.Contains("Somebody asked for another response grade: decide, DA-", (await supervisor.GetAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("Asked to be immediate", (await supervisor.GetAsync("/incidents/review")).Text, StringComparison.Ordinal);
        var review = await supervisor.GetAsync($"/incidents/{call}/review");
        Assert.Contains("He is back and shouting", review.Text, StringComparison.Ordinal);
        var silent = await review.Choose("Agree: early response").PressAsync("Save the review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        silent.ShowsError("Somebody asked for another grade: say why you decide as you do.", "Reason");
        await (await supervisor.GetAsync($"/incidents/{call}/review")).Choose("Set another grade").Choose("Immediate").Fill("Reason", "A neighbour hears it too").PressAsync("Save the review");

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{call}");
        foreach (var words in new[] { "Immediate asked for, agreed", "He is back and shouting", "Decided by Supervisor", "A neighbour hears it too", "Another response grade asked for" })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("A supervisor has decided on the grade you asked for", (await worker.GetAsync("/notices")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.All(await db.Notices.Where(n => n.SubjectId == call.Value && n.Kind == NoticeKind.RegradeAsked).ToListAsync(Ct), n => Assert.NotNull(n.DoneAt));
    }

    [Fact]
    public async Task A_notice_about_a_call_goes_from_those_who_may_no_longer_know_of_it()
    {
        var @case = await app.OpenCaseAsync("Canary Kept");
        await using var db = app.Database.Open();
        var call = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        (await app.RunAsync<AskRegrade, Result<RegradeRequest>>(ask => ask.HandleAsync(Cast.ResponseOfficer, new(call, ResponseGrade.Routine, "He has left"), Ct))).Given();
        Task<int> CountAsync() => app.RunAsync<NoticeBoard, int>(async board => (await board.ReadAsync(Cast.ControlRoomSupervisor, done: false, 1, Ct, 100)).Notices.Count(n => n.SubjectId == call.Value));
        Assert.Equal(1, await CountAsync());

        await app.RestrictAsync(@case.VictimId);

        Assert.Equal(0, await CountAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"/incidents/{call}/regrade")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/incidents/{call}/dispatch")).Status);
    }

    [Fact]
    public async Task R4_23_a_withdrawn_complaint_leaves_incident_case_and_duty_to_assess_as_they_were()
    {
        var @case = await app.OpenCaseAsync("Canary Withdrawn");
        await using var db = app.Database.Open();
        var call = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var form = await officer.GetAsync($"/incidents/{call}/complaint");
        Assert.Contains("This ends no risk", form.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await form.PressAsync("Save, for a supervisor to look at")).Status);
        await form.Fill("What was said, to whom, and who was there?", "She rang to say it was nothing; a man spoke beside her").Choose("Yes").PressAsync("Save, for a supervisor to look at");

        var refused = await (await officer.GetAsync($"/incidents/{call}/close")).Fill("How did the incident end?", "Complaint withdrawn").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("It does not end the risk", refused.Text, StringComparison.Ordinal);

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.NotNull((await supervisor.GetAsync("/incidents/review")).Document.QuerySelector($"a[href='/incidents/{call}/complaint/review']"));
        var decided = await (await supervisor.GetAsync($"/incidents/{call}/complaint/review")).Fill("What is done for their safety?", "An officer speaks with her alone today").PressAsync("Save the decision");
        Assert.Contains("withdrawn complaint", (await supervisor.GetAsync(decided.RedirectsTo!)).Text, StringComparison.Ordinal);

        var still = await (await officer.GetAsync($"/incidents/{call}/close")).Fill("How did the incident end?", "Complaint withdrawn").PressAsync("Close the incident");
        Assert.Equal(HttpStatusCode.Conflict, still.Status); // the DASH is still owed (R1.19)
        Assert.Contains("assessment", still.Text, StringComparison.Ordinal);
        var page = await officer.GetAsync($"/incidents/{call}");
        Assert.Contains("An officer speaks with her alone today", page.Text, StringComparison.Ordinal);
        Assert.Null(await db.Cases.Where(c => c.Id == @case.Id).Select(c => c.ClosedAt).SingleAsync(Ct));
    }

    [Fact]
    public async Task What_is_absurdly_long_is_refused_beside_its_field_and_kept()
    {
        var call = await app.LogCallAsync();
        var client = app.SignedInAs(Cast.CallHandler);
        var sent = await (await client.GetAsync($"/incidents/{call}/dispatch")).Fill("Who is sent", new string('x', 121)).PressAsync("Send");
        sent.ShowsError("Who is sent must be 120 characters or fewer", "Who is sent");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        var gone = await client.PostAsync($"/incidents/{call}/dispatch?handler=Arrive&dispatch=999999", (await client.GetAsync($"/incidents/{call}/dispatch")).FieldsFor("Send"));
        Assert.Equal(HttpStatusCode.Conflict, gone.Status);
    }
}
