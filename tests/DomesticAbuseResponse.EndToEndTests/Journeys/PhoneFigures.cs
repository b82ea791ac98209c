using System.Diagnostics;
using System.Globalization;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>
/// What a crew waits for on its phone, in figures for docs/performance.md. It runs when it is asked for (<c>-explicit only -class "*PhoneFigures"</c>) and asserts no
/// time, only that what was timed was done.
/// </summary>
public sealed class PhoneFigures(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Figures_of_a_phone()
    {
        var task = await site.App.AskCarAsync("Canary Figurevictim", accept: true);
        foreach (var url in new[] { "/crew", $"/crew/tasks/{task}", $"/crew/tasks/{task}/visit/Contact", $"/crew/tasks/{task}/visit", "/crew/phone" })
        {
            await LoadAsync(url, task.ToString());
        }

        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true, site: site.Site);
        await phone.GotoAsync("/crew/phone");
        await phone.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await phone.GetByLabel("Choose a PIN for this shift").FillAsync("kestrel 41");
        await phone.GetByLabel("The same again").FillAsync("kestrel 41");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take the visits along" }).ClickAsync();
        await phone.Locator(".dar-tasks a").First.ClickAsync();
        await phone.Context.SetOfflineAsync(true);
        var state = phone.Locator("#phone-state");
        var form = phone.Locator(".dar-field-form");
        foreach (var box in await form.Locator("input[type=checkbox]").AllAsync())
        {
            await box.CheckAsync();
        }

        foreach (var choice in await form.Locator(".govuk-radios__item:last-child input").AllAsync())
        {
            await choice.CheckAsync();
        }

        foreach (var text in await form.Locator("textarea, input[type=text]").AllAsync())
        {
            await text.FillAsync("Invented words");
            await text.BlurAsync();
        }

        await Expect(state).ToContainTextAsync("to send. No network.");
        var kept = await phone.EvaluateAsync<double[]>("performance.getEntriesByName('dar-kept').map(m => m.duration).sort((a, b) => a - b)");
        Print(string.Create(CultureInfo.InvariantCulture, $"From a tap to kept on the phone, {kept.Length} taps: half within {kept[kept.Length / 2]:0.0} ms, p95 {kept[(int)(kept.Length * 0.95)]:0.0} ms, longest {kept[^1]:0.0} ms"));

        var waiting = await state.TextContentAsync();
        await phone.Context.SetOfflineAsync(false);
        var watch = Stopwatch.StartNew();
        await phone.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(state).ToContainTextAsync("Sent: everything.");
        Print(string.Create(CultureInfo.InvariantCulture, $"To send what waited and be answered ({waiting?.Trim()}): {watch.ElapsedMilliseconds} ms"));
        await using var db = site.App.Database.Open();
        Assert.NotEqual(0, await db.VisitEntries.CountAsync(e => e.TaskId == task, Ct));
    }

    /// <summary>The first time, with nothing in the browser's store, over a link of 300 ms round trip and 400 kbit/s.</summary>
    private async Task LoadAsync(string url, string task)
    {
        var page = await browser.SignedInAsAsync(Cast.CarWorker, phone: true, site: site.Site);
        await page.Context.SetOfflineAsync(false);
        var link = await page.Context.NewCDPSessionAsync(page);
        await link.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 300, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
        var watch = Stopwatch.StartNew();
        await page.GotoAsync(url, new() { WaitUntil = WaitUntilState.Load });
        var shown = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");
        var bytes = await page.EvaluateAsync<double>("[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.transferSize, 0)");
        Print(string.Create(CultureInfo.InvariantCulture, $"{url.Replace(task, "{id}", StringComparison.Ordinal)}: first words after {shown / 1000:0.0} s, all after {watch.Elapsed.TotalSeconds:0.0} s, {bytes / 1000:0} kB"));
        await page.Context.CloseAsync();
    }

    private static void Print(string line) => TestContext.Current.SendDiagnosticMessage("{0}", line);
}
