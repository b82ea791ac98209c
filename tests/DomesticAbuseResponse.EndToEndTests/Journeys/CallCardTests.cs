using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>
/// A call is logged while the card of whoever calls stands beside it: by the keys alone, and in a browser that runs no script. On a site of its own: a handler has one
/// draft of a call, which another journey at the same time would find and fill.
/// </summary>
public sealed class CallCardTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_logged_by_keyboard_alone_while_the_card_of_the_caller_appears()
    {
        var victim = await KnownAsync("Canary Keyed", "07700 900 871", "bluebellkey");
        var page = await browser.SignedInAsAsync(Cast.CallHandler, site: site.Site);
        await page.GotoAsync("/incidents/log");
        await page.PictureAsync("log-a-call");

        await page.GetByLabel("Caller's number").FocusAsync();
        await page.Keyboard.TypeAsync("07700 900871");
        await page.Keyboard.PressAsync("Tab");
        var card = page.Locator("#history .dar-callcard");
        await Expect(card).ToContainTextAsync("1 in 90 days");
        await Expect(card).ToContainTextAsync("bluebellkey");
        await Expect(card).ToContainTextAsync("Restraining order");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Call card of Canary Keyed shown." })).ToBeAttachedAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.name === 'Input.CallerName'"), "The card took the focus away.");
        await page.PictureAsync("log-a-call-with-card");
        var box = (await card.BoundingBoxAsync())!;
        Assert.True(box.Y >= 0 && box.Y + box.Height <= 768, $"The card ends at {box.Y + box.Height}.");
        await page.LooksRightAsync("Canary");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("He is back");
        var take = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^This is the victim") });
        await TabToAsync(page, take);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("On record: Canary Keyed")).ToBeVisibleAsync();
        await Expect(page.Locator("#history .dar-callcard")).ToContainTextAsync("1 in 90 days");
        await TabToAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save the call" }));
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Incident DA-") })).ToBeVisibleAsync();
        await Expect(page.Locator(".dar-callcard")).ToContainTextAsync("2 in 90 days");
        await page.LooksRightAsync("Canary");
        await page.PictureAsync("incident-with-card");
        await using var db = site.App.Database.Open();
        var newest = await db.Incidents.Include(i => i.Parties).OrderByDescending(i => i.Reference).FirstAsync(i => i.Parties.Any(p => p.PersonId == victim), Ct);
        Assert.Equal(("He is back", victim), (newest.Call.FirstWords, newest.Parties.Single().PersonId));
    }

    [Fact]
    public async Task Without_script_the_card_comes_with_the_button_Look_up_and_nothing_typed_is_lost()
    {
        var victim = await KnownAsync("Canary Scriptless", "07700 900 872", "bluebellplain");
        var page = await browser.SignedInAsAsync(Cast.CallHandler, javaScript: false, site: site.Site);
        await page.GotoAsync("/incidents/log");
        await page.GetByLabel("First words").FillAsync("Please come");
        await page.GetByLabel("Caller's number").FillAsync("+44 7700 900 872");

        await page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();

        await Expect(page.Locator("#history .dar-callcard")).ToContainTextAsync("bluebellplain");
        await Expect(page.GetByLabel("First words")).ToHaveValueAsync("Please come");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^This is the victim") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the call" }).ClickAsync();
        await Expect(page.Locator(".dar-callcard")).ToContainTextAsync("2 in 90 days");
        await page.GotoAsync($"/people/{victim}/card");
        await Expect(page.Locator(".dar-callcard")).ToContainTextAsync("Held");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the code word" }).ClickAsync();
        await Expect(page.Locator(".dar-callcard")).ToContainTextAsync("bluebellplain");
        await page.LooksRightAsync("Canary");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_card_of_a_person_fits_the_screen_of_a_desk(bool phone)
    {
        var victim = await KnownAsync(phone ? "Canary Pocket" : "Canary Desk", phone ? "07700 900 873" : "07700 900 874", "bluebelldesk");
        var page = await browser.SignedInAsAsync(Cast.CallHandler, phone, site: site.Site);

        await page.GotoAsync($"/people/{victim}/card");

        await page.LooksRightAsync("Canary");
        await page.PictureAsync(phone ? "card-phone" : "card-desk");
        var box = (await page.Locator(".dar-callcard").BoundingBoxAsync())!;
        Assert.True(phone || box.Y + box.Height <= 768, $"The card ends at {box.Y + box.Height}.");
    }

    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var n = 0; n < 120; n++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("It cannot be reached by the keyboard.");
    }

    private async Task<Id<Person>> KnownAsync(string name, string phone, string codeWord)
    {
        var app = site.App;
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call { Source = CallSource.Emergency999, CallerPhone = phone, ChildrenPresent = YesNoUnknown.Yes, Weapons = "A bread knife" }, ResponseGrade.Immediate, Cast.Unit, null,
            [
                new(PartyRole.Victim, null, name, null, 31, phone, null, null), new(PartyRole.Perpetrator, null, $"{name} Man", null, 35, null, null, null),
                new(PartyRole.Child, null, $"{name} Child", null, 6, null, null, null),
            ]), Ct));
        await using var db = app.Database.Open();
        var parties = await db.Set<IncidentParty>().Where(p => p.IncidentId == incident).ToListAsync(Ct);
        var (victim, perpetrator) = (parties.Single(p => p.Role is PartyRole.Victim).PersonId, parties.Single(p => p.Role is PartyRole.Perpetrator).PersonId);
        Given(await app.RunAsync<RecordOrder, Result<Id<ProtectiveOrder>>>(record => record.HandleAsync(
            Cast.ResponseOfficer, new(perpetrator, victim, new(OrderKind.Restraining, "Invented Crown Court", null, null, null, OrderConditions.NoContact | OrderConditions.KeepAway, null), null), Ct)));
        Given(await app.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(victim, null, null, ContactChannel.Phone, phone, new(Safety.Safe, SafeDays.Every, null, null, null, null, true, false, false, codeWord, "Polish", null)), Ct)));
        return victim;
    }

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
