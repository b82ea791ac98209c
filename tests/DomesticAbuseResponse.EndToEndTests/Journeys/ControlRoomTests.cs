using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>A control room at work: a board in a second window, a silent call, a supervisor's review and the end of a shift.</summary>
public sealed class ControlRoomTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S73_a_silent_call_comes_to_a_board_that_stands_open_and_is_followed_to_its_end()
    {
        await site.App.LogCallAsync("Canary Before", grade: ResponseGrade.EarlyResponse);
        var board = await OpenAsync(Cast.ControlRoomSupervisor);
        await board.GotoAsync("/incidents/board");
        await Expect(board.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await board.LooksRightAsync("Canary");

        var handler = await OpenAsync(Cast.CallHandler);
        await handler.GotoAsync("/incidents/log");
        await handler.GetByText("Silent or abandoned call, or 55").ClickAsync();
        await handler.GetByLabel("Silent call").CheckAsync();
        await handler.GetByLabel("Pressed 55 after 999").CheckAsync();
        await handler.GetByLabel("Immediate").CheckAsync();
        await PressAsync(handler, "Save the call");
        await Expect(handler.GetByText("A silent call is always attended")).ToBeVisibleAsync();
        await handler.LooksRightAsync("Canary");
        await using var db = site.App.Database.Open();
        var call = await db.Incidents.OrderByDescending(i => i.Reference).FirstAsync(i => i.Call.Silence == Silence.Silent, Ct);

        // Nobody has touched the board: the most urgent call comes in by itself, to its place.
        var row = board.Locator($"#call-{call.Id}");
        await Expect(row).ToContainTextAsync("Silent call: must be attended");
        var order = await board.Locator("[data-call]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.order)");
        Assert.Equal(order.Order(StringComparer.Ordinal), order);
        await Expect(board.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 new call on the board." })).ToHaveCountAsync(1);

        // Somebody works on the board: what they stand on stays, and what is new waits for them.
        await row.GetByRole(AriaRole.Link).FocusAsync();
        await handler.GetByLabel("Send", new() { Exact = true }).FillAsync("Kilo 21");
        await PressAsync(handler, "Send");
        var second = await site.App.LogCallAsync("Canary Second", grade: ResponseGrade.Immediate);
        var show = board.GetByRole(AriaRole.Button, new() { Name = "Show 1 new call" });
        await Expect(show).ToBeVisibleAsync();
        await Expect(row.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await Expect(board.Locator($"#call-{second}")).ToHaveCountAsync(0);
        await show.ClickAsync();
        await Expect(board.Locator($"#call-{second}").GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await Expect(row).ToContainTextAsync("Kilo 21, sent");
        await Expect(board.Locator("[data-board-show]")).ToBeHiddenAsync();
        await board.LooksRightAsync("Canary");
        await board.PictureAsync("board");

        var officer = await OpenAsync(Cast.ResponseOfficer, phone: true);
        await officer.GotoAsync($"/incidents/{call.Id}");
        await officer.LooksRightAsync("Canary");
        await officer.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Arrived now") }).ClickAsync();
        await Expect(row).ToContainTextAsync("Kilo 21, arrived");
        await officer.GotoAsync($"/incidents/{call.Id}/close");
        await officer.GetByLabel("How did the incident end?").FillAsync("A child had found the telephone");
        await PressAsync(officer, "Close the incident");
        await Expect(row).ToContainTextAsync("has been closed.");

        // The focus stands among the rows, so nothing moves; once it leaves, the row that is over goes.
        await board.EvaluateAsync("document.activeElement.blur()");
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_supervisor_decides_what_waits_hands_the_shift_over_and_the_next_reads_it(bool script)
    {
        var call = await site.App.LogCallAsync("Canary Waits", grade: ResponseGrade.Diary);
        var worker = await OpenAsync(Cast.SupportWorker, script: script);
        await worker.GotoAsync($"/incidents/{call}");
        await worker.GetByRole(AriaRole.Link, new() { Name = "Ask for another grade" }).ClickAsync();
        await worker.GetByLabel("Immediate").CheckAsync();
        await worker.GetByLabel("Reason").FillAsync("He is at the door again");
        await worker.LooksRightAsync("Canary");
        await PressAsync(worker, "Ask for it");

        var supervisor = await OpenAsync(Cast.ControlRoomSupervisor, script: script);
        await supervisor.GotoAsync("/incidents/review");
        await supervisor.LooksRightAsync("Canary");
        await supervisor.Locator($"a[href='/incidents/{call}/review']").First.ClickAsync();
        await Expect(supervisor.GetByText("He is at the door again")).ToBeVisibleAsync();
        await supervisor.GetByLabel("Set another grade").CheckAsync();
        await supervisor.GetByLabel("Immediate", new() { Exact = true }).CheckAsync();
        await supervisor.GetByLabel("Reason").FillAsync("Heard on the line as well");
        await supervisor.LooksRightAsync("Canary");
        await PressAsync(supervisor, "Save the review");
        await Expect(supervisor.GetByText("has been reviewed")).ToBeVisibleAsync();

        var open = await site.App.RunAsync<Application.Incidents.LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler, new(new Call { Silence = Silence.Abandoned }, ResponseGrade.Immediate, Cast.Unit, null, []), Ct));
        site.App.Clock.Now += TimeSpan.FromMinutes(1); // the newest handover is the one the next shift has to read
        await supervisor.GotoAsync("/handovers");
        await PressAsync(supervisor, "Draft a handover");
        await supervisor.LooksRightAsync("Canary");
        await Expect(supervisor.Locator($"a[href='/incidents/{open}']").First).ToBeVisibleAsync();
        await supervisor.GetByLabel("What else must the next shift know?").FillAsync("One car short until midnight");
        await supervisor.PictureAsync("handover");
        await PressAsync(supervisor, "Sign and hand over");
        await Expect(supervisor.GetByText("The handover has been signed")).ToBeVisibleAsync();

        var next = await OpenAsync(Cast.CallHandler, script: script);
        await next.GotoAsync("/");
        await next.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("shift handovers? to read") }).ClickAsync();
        await next.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("23 November 2026") }).First.ClickAsync();
        await Expect(next.GetByText("One car short until midnight")).ToBeVisibleAsync();
        await PressAsync(next, "I have read this handover");
        await Expect(next.GetByText("It is recorded that you have read it")).ToBeVisibleAsync();
        await next.LooksRightAsync("Canary");

        await next.GotoAsync("/incidents/board");
        await Expect(next.Locator($"#call-{call}")).ToContainTextAsync("Canary Waits");
        if (!script)
        {
            await next.GetByRole(AriaRole.Link, new() { Name = "Load it anew every 30 seconds" }).ClickAsync();
            await Expect(next.GetByRole(AriaRole.Link, new() { Name = "Stop loading it every 30 seconds" })).ToBeVisibleAsync();
        }
    }

    private Task<IPage> OpenAsync(Domain.Agencies.Actor actor, bool phone = false, bool script = true) => browser.SignedInAsAsync(actor, phone, script, site.Site);

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
