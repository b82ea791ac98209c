using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

public sealed class TheWholeLineTests(Browser browser)
{
    [Fact]
    public async Task A_call_handler_logs_a_call_using_only_the_keyboard()
    {
        var ct = TestContext.Current.CancellationToken;
        var page = await browser.SignedInAsAsync(Cast.CallHandler);
        await page.GotoAsync("/incidents/log");
        await page.LooksRightAsync("Canary");

        await page.GetByLabel("Caller's number").FocusAsync();
        await page.Keyboard.TypeAsync("07700 900 111");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Canary Neighbour");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("He is shouting and she is crying");
        await page.GetByLabel("Part", new() { Exact = true }).First.FocusAsync();
        await page.Keyboard.TypeAsync("V");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Canary Keyboard");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the call" }).FocusAsync();
        await page.PictureAsync("call");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Incident DA-") })).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("incident");
        await using var db = browser.App.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => i.Call.CallerPhoneE164 == "+447700900111", ct);
        Assert.Equal("He is shouting and she is crying", incident.Call.FirstWords);
        Assert.NotNull(incident.CaseId);
    }

    [Fact]
    public async Task A_case_file_says_what_is_due_and_why()
    {
        var @case = await browser.App.GradedCaseAsync(RiskGrade.High, "Canary Casefile");
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer);

        await page.GotoAsync("/");
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("home");
        await page.GotoAsync("/cases");
        await page.LooksRightAsync("Canary");
        await page.GotoAsync($"/cases/{@case.Id}");
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("case");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Why this date") }).First.ClickAsync();
        await Expect(page.GetByText("victim-contact-high").First).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("why");

        foreach (var part in new[] { "chronology", "risk", "contact", "referrals", "people", "looked" })
        {
            await page.GotoAsync($"/cases/{@case.Id}/{part}");
            await page.LooksRightAsync("Canary");
        }
    }
}
