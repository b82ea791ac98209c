using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

public sealed class DashOnAPhoneTests(Browser browser)
{
    private static readonly HashSet<int> _yes = [1, 2, 3, 5, 7, 9, 10, 12, 13, 15, 20, 23, 24, 26];

    [Fact]
    public async Task An_officer_completes_a_DASH_on_a_phone_and_a_sergeant_reviews_it_at_a_desk()
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await browser.App.LogCallAsync("Canary Phone", "Canary Other");
        var phone = await browser.SignedInAsAsync(Cast.ResponseOfficer, phone: true);

        await phone.GotoAsync($"/risk/start?incidentId={incident}");
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Start or continue" }).ClickAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Before you start" }).ClickAsync();
        await phone.Locator("[name='Input.SafeToTalk'][value=true]").CheckAsync();
        await phone.GetByLabel("A number they have just given").CheckAsync();
        await phone.GetByLabel("The number they have just given").FillAsync("07700 900 789");
        await phone.GetByLabel("Where is the perpetrator now?").FillAsync("Left on foot");
        await phone.GetByLabel("Where are the children?").FillAsync("There are none");
        await phone.GetByLabel("I have explained why").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();

        for (var n = 1; n <= 27; n++)
        {
            await Expect(phone).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/POL-DASH-27/{n}$"));
            if (n is 1 or 8 or 17)
            {
                await phone.LooksRightAsync("Canary");
            }

            await phone.Locator($"[name='Input.Value'][value={(_yes.Contains(n) ? "Yes" : "No")}]").CheckAsync();
            await phone.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();
        }

        await phone.GetByRole(AriaRole.Link, new() { Name = "Professional judgement" }).ClickAsync();
        await phone.GetByLabel("What matters most to the victim for their safety?").FillAsync("To sleep in her own bed");
        await phone.Locator("[name='Input.GroundsForMarac'][value=true]").CheckAsync();
        await phone.GetByLabel("If so, what are they?").FillAsync("The answers together");
        await phone.Locator("[name='Input.ReferredToMarac'][value=false]").CheckAsync();
        await phone.Locator("[name='Input.RiskToChildren'][value=false]").CheckAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();
        await Expect(phone.GetByText("14 or more suggests High")).ToBeHiddenAsync();
        await phone.GetByText("Why this suggestion?").ClickAsync();
        await Expect(phone.GetByText("14 or more suggests High")).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Complete and send for review" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Link, new() { Name = "Choose your grade" })).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");
        await phone.GetByLabel("High", new() { Exact = true }).CheckAsync();
        await phone.GetByLabel("When do you go off duty today?").FillAsync("18:00");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Complete and send for review" }).ClickAsync();
        await Expect(phone.GetByText("Grade in force")).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");

        var desk = await browser.SignedInAsAsync(Cast.Sergeant);
        await desk.GotoAsync("/risk/reviews");
        await desk.LooksRightAsync("Canary");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Canary Phone" }).ClickAsync();
        await desk.LooksRightAsync("Canary");
        await desk.GetByLabel("High", new() { Exact = true }).CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Save the grade" }).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "Every grade given" })).ToBeVisibleAsync();
        await desk.LooksRightAsync("Canary");

        await using var db = browser.App.Database.Open();
        var grades = await db.Assessments.Where(a => a.IncidentId == incident).SelectMany(a => a.Grades).OrderBy(g => g.Number).Select(g => g.Kind).ToListAsync(ct);
        Assert.Equal([GradeKind.Suggested, GradeKind.Assessor, GradeKind.Supervisor], grades);
    }
}
