using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests;

/// <summary>Pages that open only to a record in a state which neither a planted record nor a journey is in.</summary>
public sealed class PagesOfAStateTests(Browser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_incident_is_put_into_another_case(bool phone)
    {
        var @case = await browser.App.OpenCaseAsync("Canary Put");
        await using var db = browser.App.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, phone);

        await page.GotoAsync($"/incidents/{incident}/case/{@case.VictimId}");
        await page.LooksRightAsync("Canary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_matrix_is_filled_in_for_a_child(bool phone)
    {
        var incident = await browser.App.LogCallAsync("Canary Parent");
        var named = await browser.App.RunAsync<NamePersonInIncident, Result<Id<Person>>>(name => name.HandleAsync(
            Cast.ResponseOfficer, new(incident, null, new LogIncident.Party(PartyRole.Child, null, "Canary Junior", null, 8, null, null, null)), Ct));
        await using var db = browser.App.Database.Open();
        var caseId = (await db.Incidents.SingleAsync(i => i.Id == incident, Ct)).CaseId!.Value;
        var form = Given(await browser.App.RunAsync<StartAssessment, Result<Id<Domain.Cases.RiskAssessment>>>(start => start.HandleAsync(
            Cast.SafeguardingOfficer, new(caseId, null, ChildId: Given(named)), Ct)));
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, phone);

        await page.GotoAsync($"/risk/{form}/child");

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Scale 1") })).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_a_letter_is_safe_is_asked_for_with_a_reason(bool phone)
    {
        var @case = await browser.App.OpenCaseAsync("Canary Letter");
        var held = await browser.App.RunAsync<RecordSafeContact, Result<Person>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(@case.VictimId, null, null, ContactChannel.Letter, "3 Invented Yard", new(Safety.Safe, SafeDays.Every, null, null, null, null, false, false, false, null, null, null)), Ct));
        var entry = Given(held).SafeContacts.Single(c => c.Channel is ContactChannel.Letter).Number;
        var page = await browser.SignedInAsAsync(Cast.SafeguardingOfficer, phone);

        await page.GotoAsync($"/people/{@case.VictimId}/safe-contact/{entry}/reveal");
        await page.LooksRightAsync("Canary");
        await page.GetByLabel("Why do you need it?").FillAsync("Send the leaflet");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask to see it" }).ClickAsync();

        await Expect(page.GetByText("3 Invented Yard")).ToBeVisibleAsync();
        await page.LooksRightAsync("Canary");
    }

    private static T Given<T>(Result<T> result) => result.Match(value => value, refusal => throw new InvalidOperationException(refusal.Message));
}
