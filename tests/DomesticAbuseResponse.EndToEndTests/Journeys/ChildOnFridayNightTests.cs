using System.Text.RegularExpressions;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>S47: a child asleep in the house on a Friday night; the school knows before Monday 08:30, and three agencies screen the child.</summary>
public sealed class ChildOnFridayNightTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    [Fact]
    public async Task S47_the_school_of_a_child_is_told_before_Monday_and_the_child_is_screened()
    {
        var ct = TestContext.Current.CancellationToken;
        var app = site.App;
        app.Clock.Now = UkTime.At(new(2026, 11, 27), new(21, 15));
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new LogIncident.Command(
                new Call { Source = CallSource.Emergency999 }, ResponseGrade.Immediate, Cast.Unit, UkTime.At(new(2026, 11, 27), new(21, 10)),
                [
                    new(PartyRole.Victim, null, "Canary Mother", null, 31, null, null, null), new(PartyRole.Perpetrator, null, "Canary Father", null, 34, null, null, null),
                    new(PartyRole.Child, null, "Canary Sleeper", new DateOnly(2020, 3, 1), null, null, null, null),
                ]),
            ct));
        await using var db = app.Database.Open();
        var notice = await db.SchoolNotices.AsNoTracking().SingleAsync(n => n.IncidentId == incident, ct);
        var screening = await db.Screenings.AsNoTracking().SingleAsync(s => s.IncidentId == incident, ct);

        var officer = await SignedInAsync(Cast.ResponseOfficer, phone: true);
        await officer.GotoAsync($"/incidents/{incident}");
        await officer.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Where the child was") }).ClickAsync();
        await officer.GetByRole(AriaRole.Radio, new() { Name = "Asleep" }).CheckAsync();
        await officer.GetByRole(AriaRole.Group, new() { Name = "Was the child asked?" }).GetByRole(AriaRole.Radio, new() { Name = "No", Exact = true }).CheckAsync();
        await officer.GetByLabel("Why not?").FillAsync("Asleep");
        await officer.LooksRightAsync("Canary");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(officer.GetByText("Where the child was is on record.")).ToBeVisibleAsync();

        var safeguarding = await SignedInAsync(Cast.SafeguardingOfficer);
        await safeguarding.GotoAsync($"/school-notices/{notice.Id}");
        await Expect(safeguarding.GetByText("Monday 30 November 2026 at 08:30").First).ToBeVisibleAsync();
        await safeguarding.LooksRightAsync("Canary");
        await safeguarding.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Change") }).First.ClickAsync();
        await safeguarding.GetByRole(AriaRole.Radio, new() { Name = "School", Exact = true }).CheckAsync();
        await safeguarding.GetByLabel("Its name, where it is not in the list").FillAsync("Canary Primary");
        await safeguarding.LooksRightAsync("Canary");
        await safeguarding.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        app.Clock.Now = UkTime.At(new(2026, 11, 30), new(7, 50));
        await safeguarding.GotoAsync("/school-notices");
        await safeguarding.LooksRightAsync("Canary");
        await safeguarding.PictureAsync("school-notices");
        await safeguarding.GetByRole(AriaRole.Link, new() { Name = "Canary Sleeper" }).ClickAsync();
        await Expect(safeguarding.GetByLabel("Whether the child was there, and where")).ToHaveValueAsync("In the home, asleep.");
        await safeguarding.GetByLabel("By telephone").CheckAsync();
        await safeguarding.GetByLabel("Who took it?").FillAsync("Canary key adult");
        await safeguarding.PictureAsync("school-notice");
        await safeguarding.GetByRole(AriaRole.Button, new() { Name = "They have been told" }).ClickAsync();
        await Expect(safeguarding.GetByText("It is on record that they have been told.")).ToBeVisibleAsync();
        await safeguarding.LooksRightAsync("Canary");

        await safeguarding.GotoAsync($"/screening/{screening.Id}");
        await safeguarding.LooksRightAsync("Canary");
        await safeguarding.GetByLabel("Health", new() { Exact = true }).SelectOptionAsync("Test Health");
        await safeguarding.GetByRole(AriaRole.Button, new() { Name = "Share" }).ClickAsync();
        foreach (var side in new[] { Cast.SafeguardingOfficer, Cast.HealthRepresentative, Cast.Representative })
        {
            var page = side == Cast.SafeguardingOfficer ? safeguarding : await SignedInAsync(side);
            await page.GotoAsync($"/screening/{screening.Id}");
            await page.GetByLabel("We hold nothing relevant").CheckAsync();
            await page.LooksRightAsync("Canary");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
            await Expect(page.GetByText("What your agency holds is on record.")).ToBeVisibleAsync();
        }

        await safeguarding.GotoAsync($"/screening/{screening.Id}");
        await safeguarding.GetByLabel("Early help").CheckAsync();
        await safeguarding.GetByLabel("Why?").FillAsync("Canary: first incident; the mother wants help at home.");
        await safeguarding.GetByLabel("Who was there?").FillAsync("All three by telephone");
        await safeguarding.PictureAsync("screening");
        await safeguarding.GetByRole(AriaRole.Button, new() { Name = "Record the decision" }).ClickAsync();
        await Expect(safeguarding.GetByRole(AriaRole.Link, new() { Name = "Send it, or see how it stands" })).ToBeVisibleAsync();
        await safeguarding.LooksRightAsync("Canary");
        Assert.Equal((SchoolNoticeStatus.Sent, ScreeningStatus.Decided), (
            (await db.SchoolNotices.AsNoTracking().SingleAsync(n => n.Id == notice.Id, ct)).Status, (await db.Screenings.AsNoTracking().SingleAsync(s => s.Id == screening.Id, ct)).Status));
    }

    private Task<IPage> SignedInAsync(Actor actor, bool phone = false) => browser.SignedInAsAsync(actor, phone, site: site.Site);
}
