using System.Text.RegularExpressions;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

public sealed class FromReferralToAgendaTests(Browser browser)
{
    [Fact]
    public async Task A_High_is_referred_an_IDVA_takes_the_case_and_the_coordinator_places_it_on_an_agenda()
    {
        var ct = TestContext.Current.CancellationToken;
        var @case = await browser.App.GradedCaseAsync(RiskGrade.High, "Canary Line", "Canary Lineman");
        await using var db = browser.App.Database.Open();
        var idva = await db.Referrals.SingleAsync(r => r.CaseId == @case.Id && r.Kind == ReferralKind.Idva, ct);
        var marac = await db.Referrals.SingleAsync(r => r.CaseId == @case.Id && r.Kind == ReferralKind.Marac, ct);

        var police = await browser.SignedInAsAsync(Cast.SafeguardingOfficer);
        foreach (var referral in new[] { idva, marac })
        {
            await police.GotoAsync($"/referrals/{referral.Id}/send");
            await police.LooksRightAsync("Canary");
            await police.GetByRole(AriaRole.Radio, new() { Name = "Yes" }).First.CheckAsync();
            await police.GetByLabel("What is happening, and what do you fear?").FillAsync("Canary narrative: he has found out where she works");
            await police.GetByRole(AriaRole.Button, new() { Name = "Send the referral" }).ClickAsync();
            await Expect(police).ToHaveURLAsync(new Regex($"/referrals/{referral.Id}(\\?.*)?$"));
            await police.LooksRightAsync("Canary");
            await police.PictureAsync("referral");
        }

        var service = Cast.Everyone.First(a => a.Has(Role.Idva) && a.AgencyId == idva.ToAgencyId);
        var adviser = await browser.SignedInAsAsync(service, phone: true);
        await adviser.GotoAsync("/referrals");
        await adviser.LooksRightAsync("Canary");
        await adviser.GetByRole(AriaRole.Link, new() { Name = "Canary Line" }).ClickAsync();
        await adviser.LooksRightAsync("Canary");
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        await adviser.LooksRightAsync("Canary");
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Accept and open the case" }).ClickAsync();
        await Expect(adviser).ToHaveURLAsync(new Regex($"/cases/{@case.Id}"));
        await adviser.GotoAsync("/caseload");
        await Expect(adviser.GetByText("Canary Line").First).ToBeVisibleAsync();
        await adviser.LooksRightAsync("Canary");
        await adviser.PictureAsync("caseload");

        var coordinator = await browser.SignedInAsAsync(Cast.Coordinator);
        await coordinator.GotoAsync($"/marac/{Cast.Marac}/meetings/new");
        await coordinator.LooksRightAsync();
        await coordinator.GetByLabel("Day").FillAsync("17");
        await coordinator.GetByLabel("Month").FillAsync("12");
        await coordinator.GetByLabel("Year").FillAsync("2026");
        await coordinator.GetByLabel("When does it start?").FillAsync("09:30");
        await coordinator.GetByLabel("Where?").FillAsync("Invented Civic Centre");
        await coordinator.GetByLabel("An ordinary meeting").CheckAsync();
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Call the meeting" }).ClickAsync();
        await coordinator.LooksRightAsync();
        await coordinator.GotoAsync($"/marac/{Cast.Marac}/referrals");
        await coordinator.LooksRightAsync("Canary");
        await coordinator.PictureAsync("marac-referrals");
        await coordinator.Locator("article", new() { HasText = "Canary Line" }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Place on") }).ClickAsync();
        await coordinator.GetByRole(AriaRole.Link, new() { Name = "See the meeting" }).ClickAsync();
        await coordinator.LooksRightAsync("Canary");
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "I accept this statement" }).ClickAsync();
        await Expect(coordinator.GetByText("Canary Line").First).ToBeVisibleAsync();
        await coordinator.LooksRightAsync("Canary");
        await coordinator.PictureAsync("agenda");
        await coordinator.GetByRole(AriaRole.Link, new() { Name = "Print the agenda" }).ClickAsync();
        await coordinator.LooksRightAsync("Canary");
        await coordinator.GetByLabel("Whom is this copy for?").FillAsync("The chair, Test Police");
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Make the copy" }).ClickAsync();
        await Expect(coordinator.GetByText("for The chair, Test Police").First).ToBeVisibleAsync();
        await coordinator.LooksRightAsync("Canary");
    }
}
