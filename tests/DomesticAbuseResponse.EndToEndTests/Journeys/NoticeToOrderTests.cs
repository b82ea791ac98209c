using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>
/// A domestic violence protection notice is served on the Friday before a bank holiday, and followed to the order that a court makes on Tuesday (R4.27 to R4.29). On a site of its own, whose
/// clock it sets.
/// </summary>
public sealed class NoticeToOrderTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    [Fact]
    public async Task A_notice_of_a_bank_holiday_Friday_shows_its_hearing_clock_and_becomes_its_order()
    {
        var app = site.App;
        app.Clock.Now = new(2027, 4, 30, 17, 5, 0, TimeSpan.Zero); // 18:05 in London
        var @case = await app.OpenCaseAsync("Canary Weekend", "Canary Holiday");
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, site: site.Site);
        await page.GotoAsync($"/cases/{@case.Id}");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Record an order or bail against") }).ClickAsync();
        await page.GetByLabel("Domestic violence protection notice (DVPN)").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

        await page.GetByLabel("Who authorised it?").SelectOptionAsync("A superintendent or above");
        await DayAsync(page, "On which day was it given?", 30, 4, 2027);
        await DayAsync(page, "When was it served?", 30, 4, 2027);
        await page.GetByRole(AriaRole.Group, new() { Name = "When was it served?" }).GetByLabel("Time").FillAsync("18:00");
        foreach (var (label, words) in new[] { ("What are the grounds?", "Two assaults"), ("Anybody under 18", "Nobody"), ("What the victim thinks of it", "Wants the weekend in peace"), ("What the person it binds said about it", "Nothing"), ("What anybody else who lives there thinks", "Nobody") })
        {
            await page.GetByLabel(label).FillAsync(words);
        }

        await page.GetByLabel("No contact", new() { Exact = true }).CheckAsync();
        await page.PictureAsync("notice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(page.GetByText("Tuesday 4 May 2027 at 18:00")).ToBeVisibleAsync(); // Sunday and the bank holiday are not counted
        await page.PictureAsync("notice-check");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A court hears it by Tuesday 4 May 2027 at 18:00" })).ToBeVisibleAsync();
        await page.GetByText("Why this date?").First.ClickAsync();
        await Expect(page.GetByText("Early May bank holiday").First).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("notice-clock");
        await page.GotoAsync("/calendar");
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("a hearing or a notification: Canary Weekend") })).ToBeVisibleAsync();
        await page.PictureAsync("calendar");
        await page.GotoAsync("/calendar/month?month=2027-05");
        await page.PictureAsync("calendar-month");
        await page.SetViewportSizeAsync(390, 844);
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("calendar-month-phone");
        await page.GoBackAsync();
        await page.GoBackAsync();

        app.Clock.Now = new(2027, 5, 4, 13, 0, 0, TimeSpan.Zero);
        var tuesday = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, site: site.Site);
        await tuesday.GotoAsync(new Uri(page.Url).AbsolutePath);
        await tuesday.GetByRole(AriaRole.Link, new() { Name = "Record when the court hears it" }).ClickAsync();
        await tuesday.GetByLabel("The court made the order").CheckAsync();
        await tuesday.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await DayAsync(tuesday, "On which day was it made?", 4, 5, 2027);
        await DayAsync(tuesday, "Last day", 31, 5, 2027);
        await tuesday.GetByLabel("No contact", new() { Exact = true }).CheckAsync();
        await tuesday.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await tuesday.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Expect(tuesday.GetByRole(AriaRole.Heading, new() { Name = "Domestic violence protection order (DVPO)" })).ToBeVisibleAsync();
        await Expect(tuesday.GetByText("Tell them before it ends")).ToBeVisibleAsync();
        await tuesday.PictureAsync("order-made");
    }

    private static async Task DayAsync(IPage page, string legend, int day, int month, int year)
    {
        var group = page.GetByRole(AriaRole.Group, new() { Name = legend });
        foreach (var (label, value) in new[] { ("Day", day), ("Month", month), ("Year", year) })
        {
            await group.GetByLabel(label, new() { Exact = true }).FillAsync(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
