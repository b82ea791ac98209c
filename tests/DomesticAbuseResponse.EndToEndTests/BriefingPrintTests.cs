using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>The daily briefing on paper: who made it and when, both sides the same room, nothing to press (R4.14).</summary>
public sealed class BriefingPrintTests(Browser browser)
{
    /// <summary>A folder for a picture of the print, for whoever wants to look at it.</summary>
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("DAR_EVERY_PAGE");

    [Fact]
    public async Task The_print_says_who_made_it_and_gives_both_sides_the_same_room()
    {
        await browser.App.GradedCaseAsync(RiskGrade.High, "Canary Printed", "Canary Printer");
        var page = await browser.SignedInAsAsync(Cast.Sergeant);
        await page.GotoAsync($"/briefing/{Cast.Unit}");
        await Expect(page.GetByText("OFFICIAL-SENSITIVE. Printed by Sergeant").First).ToBeHiddenAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.GetByText("OFFICIAL-SENSITIVE. Printed by Sergeant").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" })).ToBeHiddenAsync();
        var sides = page.Locator(".dar-sides").First.Locator("section");
        var (victim, perpetrator) = (await sides.Nth(0).BoundingBoxAsync(), await sides.Nth(1).BoundingBoxAsync());
        Assert.Equal(victim!.Width, perpetrator!.Width, 1f);
        Assert.Equal(victim.Y, perpetrator.Y, 1f);
        if (!string.IsNullOrEmpty(_pictures))
        {
            await page.PdfAsync(new() { Path = Path.Combine(_pictures, "briefing.print.pdf"), PreferCSSPageSize = true });
        }
    }
}
