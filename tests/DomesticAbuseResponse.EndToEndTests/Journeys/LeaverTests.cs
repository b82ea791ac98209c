using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DomesticAbuseResponse.EndToEndTests.Journeys;

/// <summary>An IDVA leaves: the manager hands the whole caseload over, and whoever takes it finds everything in their day.</summary>
public sealed class LeaverTests(Browser browser, OnAPort<WebApp> site) : IClassFixture<OnAPort<WebApp>>
{
    [Fact]
    public async Task A_leavers_caseload_is_handed_over_with_everything_in_it()
    {
        var ct = TestContext.Current.CancellationToken;
        var app = site.App;
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary Leaver", "Canary Leaverman");
        await using (var db = app.Database.Open())
        {
            var referral = await db.Referrals.SingleAsync(r => r.CaseId == @case.Id && r.Kind == ReferralKind.Idva, ct);
            Assert.Equal(Cast.OtherService, referral.ToAgencyId);
            await app.RunAsync<SendReferral, Result<Id<Referral>>>(send => send.HandleAsync(
                Cast.SafeguardingOfficer, new(referral.Id, true, [], null, "She asked for it", true, null, new ReferralAccount { Narrative = "Canary narrative" }, null, null, [], null), ct));
        }

        var (manager, stays) = (await HiredAsync(app, "Canary Manager", Role.IdvaManager), await HiredAsync(app, "Canary Stays", Role.Idva));
        var adviser = await browser.SignedInAsAsync(Cast.OtherServiceIdva, site: site.Site);
        await adviser.GotoAsync("/day");
        await adviser.LooksRightAsync("Canary");
        await adviser.GetByRole(AriaRole.Link, new() { Name = "Canary Leaver" }).ClickAsync();
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Triage" }).ClickAsync();
        await adviser.LooksRightAsync("Canary");
        await adviser.GetByLabel("Now").CheckAsync();
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Save the triage" }).ClickAsync();
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Accept and open the case" }).ClickAsync();

        await adviser.GotoAsync($"/cases/{@case.Id}/tasks");
        await adviser.GetByLabel("What is to be done?").FillAsync("Take her the form for a new lock");
        await adviser.GetByLabel("Day").FillAsync("24");
        await adviser.GetByLabel("Month").FillAsync("11");
        await adviser.GetByLabel("Year").FillAsync("2026");
        await adviser.GetByRole(AriaRole.Button, new() { Name = "Set the task" }).ClickAsync();
        await Expect(adviser.GetByRole(AriaRole.Link, new() { Name = "Take her the form for a new lock" })).ToBeVisibleAsync();
        await adviser.LooksRightAsync("Canary");
        await adviser.PictureAsync("case-tasks");
        await adviser.GotoAsync($"/cases/{@case.Id}/contact");
        await adviser.LooksRightAsync("Canary");
        await adviser.PictureAsync("contact-ladder");

        var desk = await browser.SignedInAsAsync(manager, site: site.Site);
        await desk.GotoAsync("/caseload?team=true");
        await desk.LooksRightAsync("Canary");
        await desk.PictureAsync("team");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Other service idva", Exact = true }).ClickAsync();
        await desk.LooksRightAsync("Canary");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Hand the caseload over" }).ClickAsync();
        await desk.LooksRightAsync("Canary");
        await desk.PictureAsync("handover");
        await desk.GetByLabel(new System.Text.RegularExpressions.Regex("Canary Leaver$")).SelectOptionAsync(stays.StaffId.ToString());
        await desk.GetByLabel("They leave the service").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Expect(desk.GetByText("Handed over: 1 case")).ToBeVisibleAsync();
        await desk.LooksRightAsync("Canary");

        var phone = await browser.SignedInAsAsync(stays, phone: true, site: site.Site);
        await phone.GotoAsync("/day");
        await Expect(phone.GetByText("Take her the form for a new lock")).ToBeVisibleAsync();
        await Expect(phone.GetByText("Canary Leaver").First).ToBeVisibleAsync();
        await phone.LooksRightAsync("Canary");
        await phone.PictureAsync("day-phone");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Task: Canary Leaver" }).ClickAsync();
        await phone.GetByLabel("What came of it?").FillAsync("She has it");
        await phone.GetByRole(AriaRole.Button, new() { Name = "It is done" }).ClickAsync();
        await Expect(phone.GetByText("She has it")).ToBeVisibleAsync();
    }

    private static async Task<Actor> HiredAsync(WebApp app, string name, Role role)
    {
        var actor = new Actor(Id<StaffMember>.New(app.Clock.Now), Cast.OtherService, new HashSet<Role> { role }, new HashSet<Id<Domain.Maracs.Marac>>());
        await using var db = app.Database.Open();
        db.Staff.Add(StaffMember.Add(actor.StaffId, actor.AgencyId, name, name, [role]).Match(m => m, refusal => throw new InvalidOperationException(refusal.Message)));
        await db.CommitAsync(Actor.System, app.Clock.Now, CancellationToken.None);
        return actor;
    }
}
