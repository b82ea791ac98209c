using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>The support car is asked, answers and goes; its crew opens what it needs while the task is open, and nobody else does (R5.1, R5.8, S68).</summary>
public sealed class CrewTaskTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S68_outside_the_hours_or_without_a_crew_the_page_says_so_and_what_else_can_be_done()
    {
        app.Clock.Now = UkTime.At(new(2026, 12, 28), new(15, 0)); // a Monday, the substitute for Boxing Day
        var incident = await app.LogCallAsync();
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident}/crew");

        Assert.Contains("Support car cannot be asked now", page.Text, StringComparison.Ordinal);
        Assert.Contains("There are no hours on Monday 28 December 2026.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wait until its next hours: Saturday 2 January 2027, 14:00 to 22:00.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Crisis service cannot be asked now Nobody is on the rota now.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main button[type=submit]"));
    }

    [Fact]
    public async Task The_car_is_asked_accepts_and_taps_its_way_and_the_incident_says_each_step()
    {
        await app.CarOutAsync("2026-11-28");
        var incident = await app.LogCallAsync("Ann Canary Bell", reportedAt: app.Clock.Now.AddHours(-1));
        var handler = app.SignedInAs(Cast.CallHandler);
        var form = await handler.GetAsync($"/incidents/{incident}/crew");
        Assert.Contains("Car 7 is on the rota until 22:00.", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Visit", form.Document.QuerySelectorAll("label").Select(l => l.TextContent.Trim()));

        await (await handler.GetAsync($"/incidents/{incident}/attendance")).PressAsync("Save");
        form = await handler.GetAsync($"/incidents/{incident}/crew");
        var asked = await form.FillNamed("Input.Way", "Visit").FillNamed("Input.Distance", "Near").FillNamed("Input.Reason", "She asked for somebody to come back").PressAsync("Ask the crew");
        Assert.Equal($"/incidents/{incident}?done=crew-asked", asked.RedirectsTo);

        var worker = app.SignedInAs(Cast.CarWorker);
        var list = await worker.GetAsync("/crew");
        Assert.Contains("A. B.", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bell", list.Text, StringComparison.Ordinal);
        Assert.Contains("Risk not assessed (54), 1 h 0 min since the call (10), up to 10 minutes away (15): 79 points", list.Text, StringComparison.Ordinal);
        var task = await worker.GetAsync(list.Document.QuerySelector(".dar-task a")!.GetAttribute("href")!);
        Assert.DoesNotContain("Bell", task.Document.Source.Text, StringComparison.Ordinal);

        task = await worker.GetAsync((await task.PressAsync("Accept")).RedirectsTo!);
        task = await worker.GetAsync((await task.PressAsync("On the way")).RedirectsTo!);
        Assert.Equal("On the way", task.Document.QuerySelector(".dar-task__tags .govuk-tag--blue")!.TextContent.Trim()); // as in the list, and not that it was accepted
        task = await worker.GetAsync((await task.PressAsync("Arrived")).RedirectsTo!);
        Assert.Contains("Ann Canary Bell", (await task.PressAsync("Show name and place")).Text, StringComparison.Ordinal);
        task = await worker.GetAsync((await task.PressAsync("Left")).RedirectsTo!);
        Assert.Contains("Spoke by phone", task.Document.QuerySelectorAll("button").Select(b => b.TextContent.Trim()));

        var told = (await handler.GetAsync($"/incidents/{incident}")).Text;
        Assert.All(new[] { "Asked 28", "Accepted 28", "On the way 28", "Arrived 28", "Left 28" }, step => Assert.Contains(step, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_opens_the_call_and_the_victim_to_its_crew_and_to_nobody_else_of_their_agency_and_closes_them_when_it_ends()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-05"), "Bea Canary");
        var (worker, colleague) = (app.SignedInAs(Cast.CarWorker), app.SignedInAs(Cast.OtherServiceIdva));

        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync(asked.Url)).Status);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/people/{asked.Victim}/safe-contact")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/cases/{asked.Case}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/cases/{asked.Case}/contact")).Status);
        Assert.Empty((await worker.GetAsync("/cases")).Document.QuerySelectorAll($"a[href='/cases/{asked.Case}']"));
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(asked.Url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync(asked.Url)).Status);

        var unexplained = await (await worker.GetAsync($"{asked.Url}/decline")).PressAsync("Decline");
        unexplained.ShowsError("Say why your crew cannot take it", "Why can your crew not take it?");
        var declined = await (await worker.GetAsync($"{asked.Url}/decline")).Fill("Why can your crew not take it?", "On our way to another call").PressAsync("Decline");
        Assert.Equal("/crew?done=declined", declined.RedirectsTo);

        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync(asked.Url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Contains("On our way to another call", (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{asked.Incident}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crew_starts_the_form_about_the_call_and_fills_it_in_though_the_file_stays_closed()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-12"), "Cara Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);

        var task = await worker.GetAsync(asked.Url);
        Assert.Contains("Start the DASH", task.Text, StringComparison.Ordinal);
        var start = await worker.GetAsync($"/risk/start?incidentId={asked.Incident}&personId={asked.Victim}");
        Assert.Equal(HttpStatusCode.OK, start.Status);
        var button = start.Document.QuerySelectorAll("main button").First(b => b.GetAttribute("type") == "submit" || b.TextContent.Contains("tart", StringComparison.Ordinal)).TextContent.Trim();
        var begun = await start.PressAsync(button);
        Assert.StartsWith("/risk/", begun.RedirectsTo, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync(begun.RedirectsTo!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/cases/{asked.Case}/risk")).Status);
        Assert.Contains("Go on with the form about this call", (await worker.GetAsync(asked.Url)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_taps_at_once_are_one_step()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2026-12-19"), "Dora Canary", accept: true);

        var at = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => app.RunAsync<MoveCrew, Result<DateTimeOffset>>(move =>
            move.HandleAsync(n % 2 == 0 ? Cast.CarWorker : Cast.CarOfficer, new(asked.Task, CrewStepKind.Arrived), Ct))));

        Assert.All(at, a => Assert.Null(a.Refusal));
        await using var db = app.Database.Open();
        Assert.Single(await db.Set<CrewStep>().Where(s => s.TaskId == asked.Task && s.Kind == CrewStepKind.Arrived).ToListAsync(Ct));
    }

    [Fact]
    public async Task One_crew_is_asked_once_for_one_victim_and_before_attendance_it_only_phones()
    {
        var shift = await app.CarOutAsync("2026-12-20");
        var asked = await app.AskCarAsync(shift, "Edie Canary", attended: false);

        var twice = await AskAsync(asked, shift, CrewWay.PhoneFirst);
        var visit = await AskAsync(await app.AskCarAsync(shift, "Flo Canary", attended: false) is var other ? other : null!, shift, CrewWay.Visit);

        Assert.Equal("crew.twice", twice.Refusal?.Code);
        Assert.Equal("crew.twice", visit.Refusal?.Code);
        var incident = await app.LogCallAsync("Gia Canary");
        await using var db = app.Database.Open();
        var victim = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Where(p => p.Role == Domain.Incidents.PartyRole.Victim).Select(p => p.PersonId).SingleAsync(Ct);
        var early = await app.RunAsync<AskCrew, Result<Id<CrewTask>>>(ask => ask.HandleAsync(Cast.CallHandler, new(incident, victim, shift, new(CrewWay.Visit, DistanceBand.Near, null)), Ct));
        Assert.Equal("crew.way", early.Refusal?.Code);
    }

    [Fact]
    public async Task R6_10_a_crew_with_somebody_kept_from_the_victim_or_not_named_on_a_restricted_record_is_not_sent()
    {
        var shift = await app.CarOutAsync("2026-12-26");
        var asked = await app.AskCarAsync(shift, "Hana Canary");
        await app.RunAsync<WithdrawCrewTask, Result<CrewTask>>(w => w.HandleAsync(Cast.CallHandler, new(asked.Task, null, "To ask anew"), Ct));
        await ProtectAsync(new(asked.Victim, null, null, [], [new(Cast.CarWorker.StaffId, null, "Neighbour")]));
        Assert.Equal("crew.cannot", (await AskAsync(asked, shift, CrewWay.Visit)).Refusal?.Code);

        var restricted = await app.AskCarAsync(shift, "Ida Canary");
        await app.RunAsync<WithdrawCrewTask, Result<CrewTask>>(w => w.HandleAsync(Cast.CallHandler, new(restricted.Task, null, "To ask anew"), Ct));
        await ProtectAsync(new(restricted.Victim, null, "Threat", [Cast.CallHandler.StaffId, Cast.CarOfficer.StaffId], []));
        Assert.Equal("crew.restricted", (await AskAsync(restricted, shift, CrewWay.Visit)).Refusal?.Code);
        await ProtectAsync(new(restricted.Victim, null, null, [Cast.CarWorker.StaffId], []));
        Assert.Null((await AskAsync(restricted, shift, CrewWay.Visit)).Refusal);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.CarWorker).GetAsync($"/people/{restricted.Victim}")).Status);
    }

    [Fact]
    public async Task Who_joins_the_shift_reaches_its_tasks_and_who_leaves_it_does_not_and_a_shift_with_tasks_is_not_cancelled()
    {
        var shift = await app.CarOutAsync("2027-01-02", Cast.CarOfficer, Cast.CarWorker);
        var asked = await app.AskCarAsync(shift, "June Canary");
        await app.RunAsync<ChangeShift, Result<Shift>>(change => change.HandleAsync(Cast.ControlRoomSupervisor, new(shift, null, new(
            UkTime.At(new(2027, 1, 2), new(14, 0)), UkTime.At(new(2027, 1, 2), new(22, 0)), "Car 7", null,
            [new(CrewPart.Officer, Cast.CarOfficer.StaffId, "", Cast.Police), new(CrewPart.SupportWorker, Cast.OtherServiceIdva.StaffId, "", Cast.OtherService)])), Ct));

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync($"/people/{asked.Victim}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync(asked.Url)).Status);
        var cancelled = await app.RunAsync<CancelShift, Result<Shift>>(cancel => cancel.HandleAsync(Cast.ControlRoomSupervisor, new(shift, null, "Off the road"), Ct));
        Assert.Equal("shift.tasks", cancelled.Refusal?.Code);
    }

    [Fact]
    public async Task A_task_that_outlasts_its_shift_and_the_time_for_writing_up_ends_with_what_it_opened()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-01-09"), "Kay Canary", accept: true);
        app.Clock.Now = UkTime.At(new(2027, 1, 9), new(23, 59));
        await app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 50, Ct));
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.CarWorker).GetAsync(asked.Url)).Status);

        app.Clock.Now = UkTime.At(new(2027, 1, 10), new(0, 0));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync(asked.Url)).Status);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 50, Ct))));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CarWorker).GetAsync($"/people/{asked.Victim}")).Status);
        await using var db = app.Database.Open();
        Assert.Equal(CrewTaskState.Lapsed, await db.CrewTasks.Where(t => t.Id == asked.Task).Select(t => t.State).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_task_goes_on_to_a_service_by_name_and_a_colleague_of_whoever_asked_takes_one_back()
    {
        var shift = await app.CarOutAsync("2027-01-10");
        var asked = await app.AskCarAsync(shift, "Lena Canary", accept: true);
        var worker = app.SignedInAs(Cast.CarWorker);
        var nameless = await (await worker.GetAsync($"{asked.Url}/hand-on")).FillNamed("Input.To", "other").FillNamed("Input.Reason", "Her own worker is near").PressAsync("Hand it on");
        nameless.ShowsError("Enter the name of the service", "Name of the other service (optional)");
        var handed = await nameless.FillNamed("Input.Service", "Test outreach, rung at 15:02").PressAsync("Hand it on");
        Assert.Equal("/crew?done=handed-on", handed.RedirectsTo);
        Assert.Contains("to Test outreach, rung at 15:02: Her own worker is near", (await app.SignedInAs(Cast.Sergeant).GetAsync($"/incidents/{asked.Incident}")).Text, StringComparison.Ordinal);

        var second = await app.AskCarAsync(shift, "Mia Canary", accept: true);
        var back = await (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"{second.Url}/withdraw")).Fill("Why is the crew no longer asked?", "Safe with her mother").PressAsync("Take it back");
        Assert.Equal($"/incidents/{second.Incident}?done=crew-withdrawn", back.RedirectsTo);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/people/{second.Victim}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"{second.Url}/withdraw")).Status);
    }

    private Task<Result<Id<CrewTask>>> AskAsync(CrewStory.Asked asked, Id<Shift> shift, CrewWay way) => app.RunAsync<AskCrew, Result<Id<CrewTask>>>(ask =>
        ask.HandleAsync(Cast.CallHandler, new(asked.Incident, asked.Victim, shift, new(way, DistanceBand.Near, null)), Ct));

    private Task<Result<Person>> ProtectAsync(ProtectPerson.Command command) => app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(Cast.SafeguardingOfficer, command, Ct));
}
