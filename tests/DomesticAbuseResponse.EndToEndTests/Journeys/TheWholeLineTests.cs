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

        await TypeAsync(page, page.GetByLabel("Caller's number"), "07700 900 111");
        await TypeAsync(page, page.GetByLabel("Caller's name"), "Canary Neighbour");
        await TypeAsync(page, page.GetByLabel("First words"), "He is shouting and she is crying");
        await TypeAsync(page, page.GetByLabel("Part", new() { Exact = true }).First, "V");
        await TypeAsync(page, page.GetByLabel("Name", new() { Exact = true }).First, "Canary Keyboard");
        await page.PictureAsync("call");
        await TypeAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save the call" }), "");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Incident DA-") })).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("incident");
        await using var db = browser.App.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => i.Call.CallerPhoneE164 == "+447700900111", ct);
        Assert.Equal("He is shouting and she is crying", incident.Call.FirstWords);
        Assert.NotNull(incident.CaseId);
    }

    /// <summary>Goes on with the Tab key alone until this has the focus, and types into it.</summary>
    private static async Task TypeAsync(IPage page, ILocator into, string words)
    {
        for (var n = 0; !await into.EvaluateAsync<bool>("element => element === document.activeElement"); n++)
        {
            Assert.True(n < 120, $"The Tab key does not reach {into}.");
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.TypeAsync(words);
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
