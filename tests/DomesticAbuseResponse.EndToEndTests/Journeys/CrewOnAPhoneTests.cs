using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>A crew takes a task, hides its screen from a bystander, and records the visit, with one hand on a phone (R5.5, T11).</summary>
public sealed class CrewOnAPhoneTests(Browser browser)
{
    [Fact]
    public async Task A_crew_accepts_hides_its_screen_and_records_a_visit_on_a_phone()
    {
        var task = await AskAsync("Canary Crewvictim");
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true);

        await phone.GotoAsync("/crew");
        await Expect(phone.GetByText("C. C.")).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GotoAsync($"/crew/tasks/{task}");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Arrived" }).ClickAsync();
        await phone.LooksRightAsync("Canary");

        await phone.GetByRole(AriaRole.Button, new() { Name = "Show name and place" }).ClickAsync();
        await Expect(phone.GetByText("Canary Crewvictim")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Hide", Exact = true }).ClickAsync();
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.Mouse.MoveAsync(100, 100);
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show again" }).ClickAsync();
        await Expect(phone.GetByText("Canary Crewvictim")).ToBeVisibleAsync();
        await phone.Keyboard.PressAsync("Escape");
        Assert.DoesNotContain("Canary", await phone.ContentAsync(), StringComparison.Ordinal);

        await phone.GotoAsync($"/crew/tasks/{task}/visit/Contact");
        await phone.Locator("[name='Input.Mode'][value=Visit]").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();
        await phone.GotoAsync($"/crew/tasks/{task}/visit/Outcome");
        await phone.Locator("[name='Input.Outcome'][value=EngagedByVisit]").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Finish the visit" }).ClickAsync();
        await Expect(phone.GetByText("The visit has been recorded.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_nothing_hides_but_initials_and_half_a_postcode_stand_and_the_work_goes_on()
    {
        var task = await AskAsync("Canary Plainvictim");
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true, javaScript: false);

        await phone.GotoAsync($"/crew/tasks/{task}");
        Assert.DoesNotContain("Plainvictim", await phone.ContentAsync(), StringComparison.Ordinal);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "On the way" }).ClickAsync();
        await phone.GotoAsync($"/crew/tasks/{task}/visit/Children");
        await phone.GetByLabel("What did they say, in their own words?").FillAsync("He shouts");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and go on" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "What is wanted and needed" })).ToBeVisibleAsync();
    }

    private async Task<Id<CrewTask>> AskAsync(string victim)
    {
        var (app, ct) = (browser.App, TestContext.Current.CancellationToken);
        var now = app.Clock.Now;
        var crew = await app.RunAsync<CrewsNow, IReadOnlyList<ServiceNow>>(crews => crews.ReadAsync(Cast.Police, now, ct));
        var shift = crew.SelectMany(s => s.Crews).Select(c => (Id<Shift>?)c.Id).FirstOrDefault() ?? await PlanAsync(app, now);
        var incident = await app.LogCallAsync(victim, "Canary Crewother");
        await app.RunAsync<AttendIncident, Result<DateTimeOffset>>(attend => attend.HandleAsync(Cast.ResponseOfficer, new(incident, null, now), ct));
        await using var db = app.Database.Open();
        var id = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Where(p => p.Role == PartyRole.Victim).Select(p => p.PersonId).SingleAsync(ct);
        var asked = await app.RunAsync<AskCrew, Result<Id<CrewTask>>>(ask => ask.HandleAsync(Cast.CallHandler, new(incident, id, shift, new(CrewWay.Visit, DistanceBand.Near, null)), ct));
        return asked.Match(task => task, refusal => throw new InvalidOperationException(refusal.Message));
    }

    private static async Task<Id<Shift>> PlanAsync(WebApp app, DateTimeOffset now)
    {
        CrewMember[] crew = [new(CrewPart.Officer, Cast.CarOfficer.StaffId, "", Cast.Police), new(CrewPart.SupportWorker, Cast.CarWorker.StaffId, "", Cast.OtherService)];
        var planned = await app.RunAsync<PlanShift, Result<Id<Shift>>>(plan => plan.HandleAsync(
            Cast.ControlRoomSupervisor, new("support-car", new(now.AddHours(-1), now.AddHours(8), "Car 7", null, crew)), CancellationToken.None));
        return planned.Match(shift => shift, refusal => throw new InvalidOperationException(refusal.Message));
    }
}
