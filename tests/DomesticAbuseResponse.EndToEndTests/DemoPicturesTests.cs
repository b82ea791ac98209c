using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Cli.Seeding;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>The application over the demonstration, in which everybody is invented.</summary>
public sealed class DemoApp : WebApp
{
    public override async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var workplace = new Workplace(new Dictionary<string, string?> { ["ConnectionStrings:Database"] = Database.ConnectionString, ["environment"] = "Testing" });
        var terminal = new Terminal(Stream.Null, Stream.Null, TextWriter.Null, errorIsTerminal: false, Clock);
        Assert.Equal(ExitCode.Done, await CommandRunner.RunAsync(["seed", "demo"], CommandRegistry.For(workplace), terminal, TestContext.Current.CancellationToken));
    }
}

/// <summary>
/// The pictures of the control room and of the support car in the docs, taken in the demonstration. They are made when a folder is named for pictures
/// (<c>scripts/screenshots.sh</c>).
/// </summary>
public sealed class DemoPicturesTests(Browser browser)
{
    private const string _pin = "kestrel 41";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_control_room_and_the_support_car()
    {
        Assert.SkipUnless(PageChecks.TakesPictures, "No folder is named for pictures (DAR_SCREENSHOTS).");
        var demo = new OnAPort<DemoApp>();
        await demo.InitializeAsync();
        try
        {
            await ControlRoomAsync(demo);
            await SupportCarAsync(demo);
        }
        finally
        {
            await demo.DisposeAsync();
        }
    }

    private async Task ControlRoomAsync(OnAPort<DemoApp> demo)
    {
        var handler = await AtADeskAsync(demo, DemoStaff.CallHandler);
        await handler.GotoAsync("/incidents/board");
        await handler.PictureAsync("live-board", wholePage: false);
        await handler.GotoAsync("/people");
        await handler.GetByLabel("Who, what or where?").FillAsync("Verbina");
        await handler.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await Expect(handler.GetByText("spelt alike")).ToBeVisibleAsync();
        await handler.PictureAsync("search-reasons", wholePage: false);
        var supervisor = await AtADeskAsync(demo, DemoStaff.Supervisor);
        await supervisor.GotoAsync($"/people/{await PersonAsync(demo, "Demo Person Ash")}/card");
        await supervisor.PictureAsync("call-card", wholePage: false);
        await supervisor.GotoAsync($"/people/{await PersonAsync(demo, "Demo Person Verbena")}/merge/{await PersonAsync(demo, "Demo Person Verbina")}");
        await supervisor.PictureAsync("records-compared", wholePage: false);
        await supervisor.GotoAsync("/specialist/months");
        await supervisor.PictureAsync("support-months", wholePage: false);
        var administrator = await AtADeskAsync(demo, DemoStaff.All.First(m => m.UserName == "agency-admin"));
        await administrator.GotoAsync("/admin/settings/crew-tasks");
        await administrator.PictureAsync("setting", wholePage: false);
    }

    private async Task SupportCarAsync(OnAPort<DemoApp> demo)
    {
        var worker = DemoStaff.CarWorker.Actor;
        var (task, reference) = await OpenTaskAsync(demo);
        var phone = await browser.SignedInAsAsync(worker, phone: true, site: demo.Site);
        await phone.GotoAsync("/crew");
        await phone.PictureAsync("crew-tasks-iphone", wholePage: false);
        await phone.GotoAsync($"/crew/tasks/{task}");
        await phone.PictureAsync("crew-task-iphone", wholePage: false);
        await phone.SetViewportSizeAsync(412, 915);
        await phone.ReloadAsync();
        await phone.PictureAsync("crew-task-android", wholePage: false);
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync("/crew");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Read the summary" }).ClickAsync();
        await phone.PictureAsync("shift-summary", wholePage: false);

        await phone.GotoAsync("/crew/phone");
        await phone.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await phone.GetByLabel("Choose a PIN for this shift").FillAsync(_pin);
        await phone.GetByLabel("The same again").FillAsync(_pin);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take the visits along" }).ClickAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await phone.Context.SetOfflineAsync(true);
        await phone.GetByLabel("Housing").CheckAsync();
        await phone.GetByLabel("What do they want to happen?").FillAsync("To stay at her sister’s until Monday");
        await Expect(phone.Locator("#phone-state")).ToContainTextAsync("Saved on this phone: 2 entries to send. No network.");
        await phone.PictureAsync("phone-without-network", wholePage: false);
        await demo.App.RunAsync<ApplyVisitChanges, Result<int>>(apply => apply.HandleAsync(
            DemoStaff.CarOfficer.Actor, new(task, [new VisitEdit(Guid.NewGuid(), nameof(VisitRecord.VictimWants), "To be at home, and him away from it", demo.App.Clock.Now)], 0, null), Ct));
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.Locator("#phone-state")).ToContainTextAsync("Sent: everything.");
        await phone.GotoAsync($"/crew/tasks/{task}/differences");
        await phone.PictureAsync("two-versions", wholePage: false);
    }

    /// <summary>A window that is as tall as a page of the docs can be.</summary>
    private async Task<IPage> AtADeskAsync(OnAPort<DemoApp> demo, DemoMember member)
    {
        var page = await browser.SignedInAsAsync(member.Actor, site: demo.Site);
        await page.SetViewportSizeAsync(1366, 1000);
        return page;
    }

    private static async Task<Id<Domain.People.Person>> PersonAsync(OnAPort<DemoApp> demo, string name)
    {
        await using var db = demo.App.Database.Open();
        return await db.People.Where(p => p.Names.Any(n => n.Full == name)).Select(p => p.Id).FirstAsync(Ct);
    }

    private static async Task<(Id<CrewTask> Id, string Reference)> OpenTaskAsync(OnAPort<DemoApp> demo)
    {
        await using var db = demo.App.Database.Open();
        var task = await db.CrewTasks.Where(t => t.State == CrewTaskState.Accepted).FirstAsync(Ct);
        return (task.Id, await db.Incidents.Where(i => i.Id == task.IncidentId).Select(i => i.Reference).SingleAsync(Ct));
    }
}
