using System.Text;
using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>A crew loses the network, the session, its pack and its browser, and nothing that it wrote (T12, T23).</summary>
public sealed class PhoneOfflineTests(Browser browser)
{
    private const string _pin = "kestrel 41";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_without_a_network_outlives_the_browser_is_sent_once_and_stands_nowhere_in_the_profile()
    {
        var task = await browser.AskCarAsync("Canary Profilevictim", accept: true);
        var folder = Directory.CreateTempSubdirectory("dar-phone").FullName;
        try
        {
            await using (var first = await browser.WithProfileAsync(folder, Cast.CarWorker))
            {
                var phone = await BeginAsync(first);
                await phone.LooksRightAsync("Profilevictim");
                await phone.PictureAsync("phone-visits");
                await OpenVisitAsync(phone, task);
                await phone.PictureAsync("phone-visit");
                await first.SetOfflineAsync(true);
                await phone.GetByLabel("What do they want to happen?").FillAsync("CANARYTYPED to sleep safely");
                await phone.GetByLabel("Housing").CheckAsync();
                await phone.GetByRole(AriaRole.Button, new() { Name = "Arrived" }).ClickAsync();
                await Expect(phone.Locator("#phone-state")).ToContainTextAsync("Saved on this phone: 3 entries to send. No network.");
                await phone.GetByRole(AriaRole.Button, new() { Name = "Show name and place" }).ClickAsync();
                await Expect(phone.GetByText("Canary Profilevictim")).ToBeVisibleAsync();
                await phone.PictureAsync("phone-offline");
                await phone.IsAccessibleAsync("visit on a phone");
                await phone.FitsAsync("visit on a phone");
            }

            Assert.Empty(Holding(folder, "CANARYTYPED", "Profilevictim"));
            await using (var second = await browser.WithProfileAsync(folder, Cast.CarWorker, offline: true))
            {
                var phone = second.Pages[0];
                await phone.GotoAsync("/crew/tasks"); // whatever page of the crew it asks for
                await phone.GetByLabel("PIN").FillAsync("not the pin");
                await phone.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
                await Expect(phone.GetByText("This is not the PIN. 4 more tries")).ToBeVisibleAsync();
                await phone.GetByLabel("PIN").FillAsync(_pin);
                await phone.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
                await OpenVisitAsync(phone, task);
                await Expect(phone.GetByLabel("What do they want to happen?")).ToHaveValueAsync("CANARYTYPED to sleep safely");
                await second.SetOfflineAsync(false);
                await Expect(phone.Locator("#phone-state")).ToContainTextAsync("Sent: everything.");
            }

            Assert.Empty(Holding(folder, "CANARYTYPED", "Profilevictim"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await using var db = browser.App.Database.Open();
        var sent = await db.VisitEntries.Where(e => e.TaskId == task).OrderBy(e => e.Order).ToListAsync(Ct);
        Assert.Equal([EntryState.Taken], sent.Select(e => e.State).Distinct());
        Assert.Equal("CANARYTYPED to sleep safely", (await db.Visits.Include(v => v.Changes).SingleAsync(v => v.TaskId == task, Ct)).Record.VictimWants);
    }

    [Fact]
    public async Task A_lost_answer_an_ended_session_two_writers_and_a_pack_taken_back_lose_nothing()
    {
        var task = await browser.AskCarAsync("Canary Syncvictim", accept: true);
        var phone = await browser.SignedInAsAsync(Cast.CarWorker, phone: true);
        var headers = new Dictionary<string, string> { [TestSignIn.Header] = TestSignIn.Write(Cast.CarWorker) };
        await BeginAsync(phone.Context, phone);
        await OpenVisitAsync(phone, task);
        var state = phone.Locator("#phone-state");

        // The server has it, and the answer is lost on the way: it is sent again, and is one.
        var lost = 0;
        await phone.RouteAsync("**/crew/phone/entries", async route =>
        {
            if (lost++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await phone.GetByLabel("Housing").CheckAsync();
        for (var tries = 0; lost < 2 && tries < 600; tries++)
        {
            await phone.WaitForTimeoutAsync(50);
        }

        Assert.True(lost > 1);
        await Expect(state).ToContainTextAsync("Sent: everything.");
        await phone.UnrouteAsync("**/crew/phone/entries");

        // The session has ended: it stays on the phone until somebody signs in.
        await phone.Context.SetExtraHTTPHeadersAsync([]);
        await phone.GetByLabel("Money").CheckAsync();
        await Expect(state).ToContainTextAsync("Saved on this phone: 1 entry to send. Sign in to send.");
        await browser.App.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(
            Cast.CarOfficer, new(task, [new VisitEdit(Guid.NewGuid(), nameof(VisitRecord.VictimWants), "To go to her mother", browser.App.Clock.Now)], 1, null), Ct));
        await phone.GetByLabel("What do they want to happen?").FillAsync("To stay at home");
        await Expect(state).ToContainTextAsync("2 entries to send.");
        await phone.Context.SetExtraHTTPHeadersAsync(headers);
        await phone.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(state).ToContainTextAsync("Sent: everything.");

        // Two wrote different things into one answer: both stand there, with names, and one is chosen.
        await phone.GetByRole(AriaRole.Link, new() { Name = "Visits", Exact = true }).ClickAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "One answer waits for your choice" }).ClickAsync();
        await Expect(phone.GetByText("To go to her mother")).ToBeVisibleAsync();
        await Expect(phone.GetByText("To stay at home")).ToBeVisibleAsync();
        await phone.LooksRightAsync("Syncvictim");
        await phone.PictureAsync("phone-differences");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take what the phone sent" }).ClickAsync();
        await Expect(phone.GetByText("Nothing waits here.")).ToBeVisibleAsync();

        // The phone refuses to keep something: it says so, and claims nothing.
        await phone.GotoAsync("/crew/phone");
        await phone.GetByLabel("PIN").FillAsync(_pin);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await OpenVisitAsync(phone, task);
        await phone.EvaluateAsync("() => { IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') } }");
        await phone.GetByLabel("Health", new() { Exact = true }).CheckAsync();
        await Expect(state).ToContainTextAsync("This was NOT saved");

        // Somebody takes the pack back: at the next word with the server nothing of it stays.
        await using var db = browser.App.Database.Open();
        var pack = await db.VisitPacks.Where(p => p.StaffId == Cast.CarWorker.StaffId && p.RevokedAt == null).Select(p => p.Id).SingleAsync(Ct);
        await browser.App.RunAsync<RevokePack, Result<bool>>(revoke => revoke.HandleAsync(Cast.ControlRoomSupervisor, pack, Ct));
        await phone.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(phone.GetByText("They are gone from this phone.")).ToBeVisibleAsync();
        Assert.Equal(2, await db.VisitEntries.CountAsync(e => e.TaskId == task && e.State == EntryState.Taken, Ct));
        Assert.Equal(1, await db.VisitEntries.CountAsync(e => e.TaskId == task && e.State == EntryState.Chosen, Ct));
    }

    private static async Task<IPage> BeginAsync(IBrowserContext context, IPage? page = null)
    {
        var phone = page ?? context.Pages[0];
        phone.SetDefaultTimeout(20_000);
        await phone.GotoAsync("/crew/phone");
        await phone.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await phone.GetByLabel("Choose a PIN for this shift").FillAsync(_pin);
        await phone.GetByLabel("The same again").FillAsync(_pin);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take the visits along" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Visits" })).ToBeVisibleAsync();
        return phone;
    }

    private async Task OpenVisitAsync(IPage phone, Id<CrewTask> task)
    {
        await using var db = browser.App.Database.Open();
        var reference = await (from t in db.CrewTasks join i in db.Incidents on t.IncidentId equals i.Id where t.Id == task select i.Reference).SingleAsync(Ct);
        await phone.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Button, new() { Name = "Show name and place" })).ToBeVisibleAsync();
    }

    /// <summary>The files of a profile in which one of the words stands, as text or as UTF-16.</summary>
    private static IReadOnlyList<string> Holding(string folder, params string[] words)
    {
        byte[][] sought = [.. words.SelectMany(w => new[] { Encoding.UTF8.GetBytes(w), Encoding.Unicode.GetBytes(w) })];
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.Contains("IndexedDB", StringComparison.Ordinal)); // there is something to find
        return [.. files.Where(f => File.ReadAllBytes(f) is var bytes && sought.Any(w => bytes.AsSpan().IndexOf(w) >= 0))];
    }
}
