using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Maracs;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Contacts;

/// <summary>After the perpetrator answered (R3.5): everybody who may ring next knows which number, and whoever was told says what they did.</summary>
public sealed class DangerTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_alert_names_the_number_by_its_last_figures_and_leads_to_where_it_is_said_what_was_done()
    {
        var @case = await AnsweredAsync(await app.OpenCaseAsync("Canary Answered"));
        var worker = app.SignedInAs(Cast.SafeguardingOfficer);

        var file = await worker.GetAsync($"/cases/{@case.Id}");
        Assert.Contains("number ending 11 on the safe-contact card", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("900 111", file.Text, StringComparison.Ordinal);
        var next = file.Document.QuerySelectorAll("main ul a").Single(a => a.TextContent.StartsWith("Say what was done", StringComparison.Ordinal));
        await (await worker.GetAsync(next.GetAttribute("href")!)).Fill("What was done?", "An officer went to the address at once").PressAsync("Record what was done");

        Assert.DoesNotContain("answered a call meant for", (await worker.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("An officer went to the address at once", (await worker.GetAsync($"/cases/{@case.Id}/chronology")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_rang_says_what_they_did_and_the_confirmation_names_only_those_who_were_told()
    {
        var @case = await app.OpenCaseAsync("Canary Rung");
        var officer = app.SignedInAs(Cast.ResponseOfficer);

        var saved = await (await officer.GetAsync($"/cases/{@case.Id}/contact/attempt"))
            .Choose("Phone, not on the card").Choose("The perpetrator answered").Choose("No").PressAsync("Save the attempt");
        var said = await officer.GetAsync(saved.RedirectsTo!);

        Assert.Contains("Told: the safeguarding team of Test Police.", said.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("IDVA have been told", said.Text, StringComparison.Ordinal);
        Assert.Contains("not on the safe-contact card", said.Text, StringComparison.Ordinal);
        Assert.Contains("Say what was done", (await officer.GetAsync($"/cases/{@case.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_asked_and_the_members_of_the_meeting_read_the_danger_too()
    {
        var (@case, _) = await app.SentAsync(ReferralKind.Marac, "Canary Warned");
        var idva = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        (await app.SendAsync(idva)).Given();
        await AnsweredAsync(@case);

        Assert.Contains("number ending 11", (await app.SignedInAs(Cast.IdvaManager).GetAsync($"/referrals/{idva}")).Text, StringComparison.Ordinal);

        await using var db = app.Database.Open();
        var marac = await db.Referrals.Where(r => r.CaseId == @case.Id && r.Kind == ReferralKind.Marac).Select(r => r.Id).SingleAsync(Ct);
        var meeting = await app.MeetingAsync(new(2027, 1, 21));
        var coordinator = app.SignedInAs(Cast.Coordinator);
        await (await coordinator.GetAsync($"/marac/referrals/{marac}")).FillNamed("Input.Meeting", meeting.ToString()).PressAsync("Place on the agenda");
        await (await coordinator.GetAsync($"/marac/meetings/{meeting}")).PressAsync("I accept this statement");
        Assert.Contains("number ending 11", (await coordinator.GetAsync($"/marac/meetings/{meeting}")).Text, StringComparison.Ordinal);
        var copy = await (await coordinator.GetAsync($"/marac/meetings/{meeting}/print")).Fill("Whom is this copy for?", "A. Reader").PressAsync("Make the copy");
        Assert.Contains("number ending 11", (await coordinator.GetAsync(copy.RedirectsTo!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_back_that_was_agreed_needs_its_time()
    {
        var @case = await app.OpenCaseAsync("Canary Callback");
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/contact/attempt");

        var again = await page.Choose("Phone, not on the card").Choose("Agreed a time to call back").Choose("No").PressAsync("Save the attempt");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Enter the time you agreed to call back", again.Text, StringComparison.Ordinal);
    }

    private async Task<Case> AnsweredAsync(Case @case)
    {
        await app.SafeNumberAsync(@case.VictimId, "07700 900111");
        await using var db = app.Database.Open();
        var entry = await db.Set<SafeContact>().SingleAsync(c => c.PersonId == @case.VictimId, Ct);
        await app.AttemptAsync(Cast.SafeguardingOfficer, @case.Id, ContactOutcome.PerpetratorAnswered, entry: entry.Number);
        return @case;
    }
}
