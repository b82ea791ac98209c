using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>The server goes down while a phone sends to it, and another one comes up in its place (T23).</summary>
public sealed class PhoneRestartTests(Browser browser)
{
    private const string _pin = "kestrel 41";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_phone_sends_while_the_server_restarts_stands_in_the_record_once_and_the_new_server_opens_the_pack_of_the_old()
    {
        await using var first = new WebApp();
        await first.InitializeAsync();
        first.UseKestrel(0);
        first.StartServer();
        var site = first.ClientOptions.BaseAddress;
        var task = await first.AskCarAsync("Canary Restartvictim", accept: true);
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true, site: site);
        await phone.GotoAsync("/crew/phone");
        await phone.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await phone.GetByLabel("Choose a PIN for this shift").FillAsync(_pin);
        await phone.GetByLabel("The same again").FillAsync(_pin);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take the visits along" }).ClickAsync();
        await phone.Locator(".dar-tasks a").First.ClickAsync();
        var state = phone.Locator("#phone-state");

        // The server has written it, and goes down before it can answer.
        var went = new TaskCompletionSource();
        await phone.RouteAsync("**/crew/phone/entries", async route =>
        {
            if (went.Task.IsCompleted)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            went.SetResult();
            await route.AbortAsync();
        });
        await phone.GetByLabel("Housing").CheckAsync();
        await went.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await first.Services.GetRequiredService<IHost>().StopAsync(Ct);
        await phone.GetByLabel("Money").CheckAsync();
        await phone.GetByLabel("What do they want to happen?").FillAsync("To sleep safely");
        await Expect(state).ToContainTextAsync("Saved on this phone: 3 entries to send. No network.");

        await using var second = new InItsPlace(first.Database);
        second.UseKestrel(site.Port);
        second.StartServer();
        await phone.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(state).ToContainTextAsync("Sent: everything.");

        await using var db = first.Database.Open();
        var sent = await db.VisitEntries.Where(e => e.TaskId == task).OrderBy(e => e.Order).ToListAsync(Ct);
        Assert.Equal([("Needs.Housing", EntryState.Taken), ("Needs.Money", EntryState.Taken), ("VictimWants", EntryState.Taken)], sent.Select(e => (e.Field, e.State)));
        Assert.Equal(3, (await db.Visits.Include(v => v.Changes).SingleAsync(v => v.TaskId == task, Ct)).Changes.Count);

        // What the old server sealed the new one opens: the visits are handed over anew.
        await phone.GetByRole(AriaRole.Link, new() { Name = "Visits", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Look for new visits" }).ClickAsync();
        await phone.Locator(".dar-tasks a").First.ClickAsync();
        await Expect(phone.GetByLabel("What do they want to happen?")).ToHaveValueAsync("To sleep safely");
        await phone.Context.CloseAsync();
    }

    private sealed class InItsPlace : WebApp
    {
        public InItsPlace(TestDatabase database) => Database = database;
    }
}
