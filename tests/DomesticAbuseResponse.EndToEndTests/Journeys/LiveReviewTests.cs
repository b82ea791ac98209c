using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

public sealed class LiveReviewTests(Browser browser)
{
    [Fact]
    public async Task A_support_worker_checks_a_live_incident_and_reaches_the_victim_on_a_phone()
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await browser.App.LogCallAsync("Canary Lively", "Canary Other");
        await using var db = browser.App.Database.Open();
        var reference = await db.Incidents.Where(i => i.Id == incident).Select(i => i.Reference).SingleAsync(ct);
        var page = await browser.SignedInAsAsync(Cast.SupportWorker, phone: true);

        await page.GotoAsync("/specialist");
        await page.LooksRightAsync("Canary");
        await page.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await page.LooksRightAsync("Canary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Contact the victim" }).ClickAsync();
        await page.GetByLabel("First contact", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the safe-contact card" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Safe-contact card") })).ToBeVisibleAsync();
        await page.GetByLabel("No contact", new() { Exact = true }).CheckAsync();
        await page.LooksRightAsync("Canary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save what came of it" }).ClickAsync();

        await page.Locator("[name='Input.Check'][value=Agree]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the check" }).ClickAsync();

        await Expect(page.GetByText("The check has been recorded.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = reference })).ToHaveCountAsync(0);
    }
}
