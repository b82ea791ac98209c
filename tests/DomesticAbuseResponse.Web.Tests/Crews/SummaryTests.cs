using System.Net;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Crews;

/// <summary>What a shift came to is drafted from its records, signed, and read by the next crew (R5.5); a task nobody got to tells somebody.</summary>
public sealed class SummaryTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R5_5_a_summary_is_drafted_signed_once_and_read_by_the_next_crew_and_not_by_others()
    {
        var shift = await app.CarOutAsync("2027-04-03");
        var asked = await app.AskCarAsync(shift, "Hana Canary", accept: true);
        var (worker, officer) = (app.SignedInAs(Cast.CarWorker), app.SignedInAs(Cast.CarOfficer));
        var url = $"/crew/shifts/{shift}/summary";
        Assert.Contains("is still open. Finish it, hand it on or decline it first.", (await worker.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync(url)).Status);

        await (await worker.GetAsync($"{asked.Url}/visit/Wishes")).FillNamed("Input.Needs", "Housing").FillNamed("Input.VictimWants", "CANARYWORDS").PressAsync("Save and go on");
        await (await worker.GetAsync($"{asked.Url}/visit/Outcome")).FillNamed("Input.Outcome", "EngagedByVisit").FillNamed("Input.Onward", "ReferredToService").PressAsync("Save");
        await (await worker.GetAsync($"{asked.Url}/visit")).PressAsync("Finish the visit");
        var draft = await worker.GetAsync(url);
        Assert.Contains("Needs: housing", draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARYWORDS", draft.Document.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hana", draft.Document.Source.Text, StringComparison.Ordinal);
        var long_ = await draft.FillNamed("Input.Notes", new string('x', 2001)).PressAsync("Sign the summary");
        long_.ShowsError("What else the next crew must know must be 2,000 characters or fewer", "What else must the next crew know? (optional)");
        var late = await officer.GetAsync(url);
        Assert.Equal($"{url}?done=signed", (await draft.FillNamed("Input.Notes", "The car has no charger").PressAsync("Sign the summary")).RedirectsTo);
        Assert.Contains("Your colleague has signed it meanwhile.", (await late.PressAsync("Sign the summary")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync(url)).Status);
        Assert.Contains("Spoke on a visit", (await app.SignedInAs(Cast.Sergeant).GetAsync(url)).Text, StringComparison.Ordinal);
        var room = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync(url);
        Assert.Contains("Spoke on a visit", room.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Needs:", room.Text, StringComparison.Ordinal); // what the victim needs is for those who work on cases, here as in the record
        await app.CarOutAsync("2027-04-04", Cast.ResponseOfficer);
        var next = app.SignedInAs(Cast.ResponseOfficer);
        Assert.Contains("Read the summary of the shift before", (await next.GetAsync("/crew")).Text, StringComparison.Ordinal);
        var read = await next.GetAsync(url);
        Assert.Contains("The car has no charger", read.Text, StringComparison.Ordinal);
        Assert.Equal($"{url}?done=read", (await read.PressAsync("I have read this summary")).RedirectsTo);
        Assert.DoesNotContain("Read the summary of the shift before", (await next.GetAsync("/crew")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R5_1_a_task_that_ends_with_its_shift_tells_whoever_asked_and_the_control_room()
    {
        var asked = await app.AskCarAsync(await app.CarOutAsync("2027-04-10"), "Ines Canary");
        app.Clock.Now = UkTime.At(new(2027, 4, 11), new(3, 0));
        while (await app.RunAsync<EndCrewTasks, int>(end => end.HandleAsync(Actor.System, 50, Ct)) > 0)
        {
        }

        await using var db = app.Database.Open();
        var told = await db.Notices.Where(n => n.Kind == NoticeKind.CrewTaskLapsed && n.SubjectId == asked.Incident.Value).ToListAsync(Ct);
        Assert.Equal([(Role?)Role.ControlRoomSupervisor, null], told.OrderBy(n => n.Role is null).Select(n => n.Role));
        Assert.Contains(told, n => n.StaffId == Cast.CallHandler.StaffId);
        Assert.Contains("A crew’s shift ended before it had been to the victim", (await app.SignedInAs(Cast.CallHandler).GetAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A crew’s shift ended", (await app.SignedInAs(Cast.OtherServiceIdva).GetAsync("/notices")).Text, StringComparison.Ordinal);
    }
}
