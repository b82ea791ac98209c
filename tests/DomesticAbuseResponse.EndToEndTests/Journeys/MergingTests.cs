using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>Two records of one person become one and come apart again, with and without script.</summary>
public sealed class MergingTests(Browser browser)
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Two_records_are_merged_and_the_merge_is_undone(bool javaScript, bool phone)
    {
        var name = javaScript ? "Canary Mergeable Script" : "Canary Mergeable Plain";
        var (one, other) = (await RecordAsync(name), await RecordAsync(name));
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, phone, javaScript);

        await page.GotoAsync($"/people/{one}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Same person" }).ClickAsync();
        await Expect(page.GetByText("Likely:").First).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.Locator($"a[href='/people/{one}/merge/{other}']").ClickAsync();
        await page.LooksRightAsync("Canary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge the two records" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.GetByLabel("How do you know that this is one person?").FillAsync("The same file and the same voice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge the two records" }).ClickAsync();
        await Expect(page.GetByText("The two records are one.")).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        var merge = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync($"/people/{other}");
        await Expect(page.GetByText("has been merged into this one")).ToBeVisibleAsync();

        await page.GotoAsync(merge);
        await page.GetByLabel("Why is it undone?").FillAsync("They are sisters");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the merge" }).ClickAsync();
        await Expect(page.GetByText("The two records stand apart again.")).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
        await page.GotoAsync($"/people/{other}");
        await Expect(page.GetByText("has been merged into this one")).ToBeHiddenAsync();
    }

    private Task<Id<Person>> RecordAsync(string name) => browser.App.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, new DateOnly(1984, 8, 9), false, Gender.NotKnown, null, null, null, AddressVisibility.Open), TestContext.Current.CancellationToken));
}
