using System.Text.RegularExpressions;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>The whole line, from a call to a printed agenda, in browsers that run no script.</summary>
public sealed class WithoutScriptTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    [Fact]
    public async Task A_call_becomes_a_case_on_an_agenda_without_any_script()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var db = site.App.Database.Open();

        var handler = await OpenAsync(Cast.CallHandler);
        await handler.GotoAsync("/incidents/log");
        await handler.GetByLabel("First words").FillAsync("He says he will be back tonight");
        await handler.GetByLabel("Part", new() { Exact = true }).First.SelectOptionAsync("Victim");
        await handler.GetByLabel("Name", new() { Exact = true }).First.FillAsync("Canary Plain");
        await handler.GetByLabel("Part", new() { Exact = true }).Nth(1).SelectOptionAsync("Perpetrator");
        await handler.GetByLabel("Name", new() { Exact = true }).Nth(1).FillAsync("Canary Plainman");
        await handler.GetByLabel("Immediate").CheckAsync();
        await handler.GetByLabel("Local policing unit").SelectOptionAsync("Test unit");
        await PressAsync(handler, "Save the call");
        await Expect(handler.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Incident DA-") })).ToBeVisibleAsync();
        var incident = await db.Incidents.SingleAsync(ct);

        var officer = await OpenAsync(Cast.ResponseOfficer);
        await officer.GotoAsync($"/incidents/{incident.Id}");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Start the DASH" }).ClickAsync();
        await PressAsync(officer, "Start or continue");
        await officer.GetByRole(AriaRole.Link, new() { Name = "Before you start" }).ClickAsync();
        await officer.Locator("[name='Input.SafeToTalk'][value=true]").CheckAsync();
        await officer.GetByLabel("A number they have just given").CheckAsync();
        await officer.GetByLabel("The number they have just given").FillAsync("07700 900 789");
        await officer.GetByLabel("Where is the perpetrator now?").FillAsync("Left on foot");
        await officer.GetByLabel("Where are the children?").FillAsync("There are none");
        await officer.GetByLabel("I have explained why").CheckAsync();
        await PressAsync(officer, "Save and continue");
        for (var n = 1; n <= 27; n++)
        {
            await Expect(officer).ToHaveURLAsync(new Regex($"/POL-DASH-27/{n}$"));
            await officer.Locator($"[name='Input.Value'][value={(n % 2 == 1 ? "Yes" : "No")}]").CheckAsync();
            await PressAsync(officer, "Save and continue");
        }

        await officer.GetByRole(AriaRole.Link, new() { Name = "Professional judgement" }).ClickAsync();
        await officer.GetByLabel("What matters most to the victim for their safety?").FillAsync("That he cannot come in");
        await officer.Locator("[name='Input.GroundsForMarac'][value=true]").CheckAsync();
        await officer.GetByLabel("If so, what are they?").FillAsync("The answers together");
        await officer.Locator("[name='Input.ReferredToMarac'][value=false]").CheckAsync();
        await officer.Locator("[name='Input.RiskToChildren'][value=false]").CheckAsync();
        await PressAsync(officer, "Save and continue");
        var form = await db.Assessments.SingleAsync(ct);
        await officer.GotoAsync($"/risk/{form.Id}/grade");
        await officer.GetByLabel("High", new() { Exact = true }).CheckAsync();
        await officer.GetByLabel("When do you go off duty today?").FillAsync("18:00");
        await PressAsync(officer, "Complete and send for review");
        await Expect(officer.GetByText("Grade in force")).ToBeVisibleAsync();

        var sergeant = await OpenAsync(Cast.Sergeant);
        await sergeant.GotoAsync("/risk/reviews");
        await sergeant.GetByRole(AriaRole.Link, new() { Name = "Canary Plain" }).ClickAsync();
        await sergeant.GetByLabel("High", new() { Exact = true }).CheckAsync();
        await PressAsync(sergeant, "Save the grade");

        var safeguarding = await OpenAsync(Cast.SafeguardingOfficer);
        foreach (var referral in await db.Referrals.OrderBy(r => r.Kind).ToListAsync(ct))
        {
            await safeguarding.GotoAsync($"/referrals/{referral.Id}/send");
            await safeguarding.GetByRole(AriaRole.Radio, new() { Name = "Yes" }).First.CheckAsync();
            await safeguarding.GetByLabel("What is happening, and what do you fear?").FillAsync("He has a key and says that he will use it");
            await PressAsync(safeguarding, "Send the referral");
            await Expect(safeguarding).ToHaveURLAsync(new Regex($"/referrals/{referral.Id}(\\?.*)?$"));
        }

        var adviser = await OpenAsync(Cast.OtherServiceIdva, phone: true);
        await adviser.GotoAsync("/referrals");
        await adviser.GetByRole(AriaRole.Link, new() { Name = "Canary Plain" }).ClickAsync();
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await PressAsync(adviser, "Accept and open the case");
        await adviser.GotoAsync("/caseload");
        await Expect(adviser.GetByText("Canary Plain").First).ToBeVisibleAsync();

        var coordinator = await OpenAsync(Cast.Coordinator);
        await coordinator.GotoAsync($"/marac/{Cast.Marac}/meetings/new");
        await coordinator.GetByLabel("Day").FillAsync("17");
        await coordinator.GetByLabel("Month").FillAsync("12");
        await coordinator.GetByLabel("Year").FillAsync("2026");
        await coordinator.GetByLabel("When does it start?").FillAsync("09:30");
        await coordinator.GetByLabel("Where?").FillAsync("Invented Civic Centre");
        await coordinator.GetByLabel("An ordinary meeting").CheckAsync();
        await PressAsync(coordinator, "Call the meeting");
        await coordinator.GotoAsync($"/marac/{Cast.Marac}/referrals");
        await coordinator.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Place on") }).ClickAsync();
        await coordinator.GetByRole(AriaRole.Link, new() { Name = "See the meeting" }).ClickAsync();
        await PressAsync(coordinator, "I accept this statement");
        await coordinator.GetByRole(AriaRole.Link, new() { Name = "Print the agenda" }).ClickAsync();
        await coordinator.GetByLabel("Whom is this copy for?").FillAsync("The chair, Test Police");
        await PressAsync(coordinator, "Make the copy");
        await Expect(coordinator.GetByText("Copy 1 for The chair, Test Police").First).ToBeVisibleAsync();
        await Expect(coordinator.GetByText("Canary Plain").First).ToBeVisibleAsync();
    }

    private Task<IPage> OpenAsync(Domain.Agencies.Actor actor, bool phone = false) => browser.SignedInAsAsync(actor, phone, javaScript: false, site.Site);

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
}
