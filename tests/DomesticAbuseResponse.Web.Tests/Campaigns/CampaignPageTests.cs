using System.Net;
using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Campaigns;

/// <summary>The Christmas campaign: whom it contacts, whom it leaves out, how far it has come, and what it prints (R4.20, S82).</summary>
public sealed class CampaignPageTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task S82_run_on_1_December_it_lists_victims_of_the_last_twelve_months_and_counts_whom_it_leaves_out()
    {
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var safe = await VictimAsync("Canary Safe", Safety.Safe);
        var first = await VictimAsync("Canary Firstday", Safety.Safe, reportedAt: new DateTimeOffset(2025, 12, 1, 0, 30, 0, TimeSpan.Zero));
        await VictimAsync("Canary Yearago", Safety.Safe, reportedAt: new DateTimeOffset(2025, 11, 30, 23, 30, 0, TimeSpan.Zero));
        await VictimAsync("Canary Unsafe", Safety.Unsafe);
        await VictimAsync("Canary Unasked", null);
        var dead = await VictimAsync("Canary Deceased", Safety.Safe);
        var honour = await VictimAsync("Canary Honour", Safety.Safe);
        await using (var db = app.Database.Open())
        {
            var died = await db.People.SingleAsync(p => p.Id == dead.VictimId, _ct);
            db.Entry(died).Property(p => p.DiedOn).CurrentValue = new DateOnly(2026, 6, 1);
            (await db.People.Include(p => p.Flags).SingleAsync(p => p.Id == honour.VictimId, _ct)).Flag(PersonFlagKind.HonourAbuse, null, null, app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }

        await app.RestrictAsync(honour.VictimId, Cast.SafeguardingOfficer);
        app.Clock.Now = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var form = await client.GetAsync("/campaigns");
        (await form.PressAsync("Make the list")).ShowsError("Give the campaign a name.", "What is the campaign called?");
        var made = await (await client.GetAsync("/campaigns")).Fill("What is the campaign called?", "Christmas reassurance 2026").PressAsync("Make the list");

        var page = await client.GetAsync(made.RedirectsTo!);
        Assert.Contains("since 1 December 2025", page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Safe", page.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Firstday", page.Text, StringComparison.Ordinal);
        foreach (var name in new[] { "Canary Yearago", "Canary Unsafe", "Canary Unasked", "Canary Deceased", "Canary Honour" })
        {
            Assert.DoesNotContain(name, page.Text, StringComparison.Ordinal);
        }

        foreach (var count in new[] { "Deceased: 1", "Restricted, with a concern about honour-based abuse: 1", "Contact is marked unsafe: 1", "Nobody has said that any way of contact is safe: 1" })
        {
            Assert.Contains(count, page.Text, StringComparison.Ordinal);
        }

        // Who may not know of a restricted record is not told that one was left out.
        Assert.DoesNotContain("honour", (await app.SignedInAs(Cast.Sergeant).GetAsync(made.RedirectsTo!)).Text, StringComparison.OrdinalIgnoreCase);

        // Each contact is logged in the case; the list knows of it.
        await app.RunAsync<RecordContactAttempt, Result<RecordContactAttempt.Recorded>>(r => r.HandleAsync(
            Cast.SafeguardingOfficer, new(safe.Id, app.Clock.Now, ContactChannel.Phone, null, ContactOutcome.Spoke, false, null, null), _ct));
        Assert.DoesNotContain("Canary Safe", (await client.GetAsync(made.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Contains("Canary Safe", (await client.GetAsync(made.RedirectsTo + "?list=Reached")).Text, StringComparison.Ordinal);

        // Safety is asked again whenever the list is shown.
        await using (var db = app.Database.Open())
        {
            var person = await db.People.Include(p => p.SafeContacts).SingleAsync(p => p.Id == first.VictimId, _ct);
            person.Contact(person.SafeContacts.Single().FoundUnsafe(app.Clock.Now), app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }

        var changed = await client.GetAsync(made.RedirectsTo!);
        Assert.Contains("No longer: Contact is marked unsafe", changed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(changed.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/cases/{first.Id}/contact");
    }

    [Fact]
    public async Task The_print_names_nobody_and_says_who_made_it_and_when()
    {
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var opened = await VictimAsync("Canary Printed", Safety.Safe);
        var id = (await app.RunAsync<MakeCampaign, Result<Id<Campaign>>>(m => m.HandleAsync(Cast.Inspector, new("Canaryless"), _ct))).Given();

        var print = await app.SignedInAs(Cast.Sergeant).GetAsync($"/campaigns/{id}/print");

        Assert.Contains(opened.Reference, print.Text, StringComparison.Ordinal);
        Assert.Contains("Made by Sergeant, Test Police, on Monday 23 November 2026 at 10:00", print.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", print.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", print.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Campaign for print" && a.ByStaffId == Cast.Sergeant.StaffId && a.Shown.Contains(opened.Id.Value), _ct));
    }

    [Fact]
    public async Task Another_agency_finds_no_campaign_and_an_officer_makes_none()
    {
        var id = (await app.RunAsync<MakeCampaign, Result<Id<Campaign>>>(m => m.HandleAsync(Cast.Inspector, new("Theirs"), _ct))).Given();

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/campaigns/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/campaigns/{id}/print")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Idva).GetAsync("/campaigns")).Status);
        Assert.DoesNotContain("Make the list", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/campaigns")).Text, StringComparison.Ordinal);
        Assert.Equal("campaign.no-standing", (await app.RunAsync<MakeCampaign, Result<Id<Campaign>>>(m => m.HandleAsync(Cast.ResponseOfficer, new("Mine"), _ct))).Refused().Code);
        var inspector = app.SignedInAs(Cast.Inspector);
        Assert.Equal($"/campaigns/{id}", (await (await inspector.GetAsync($"/campaigns/{id}")).PressAsync("End the campaign")).RedirectsTo);
        Assert.Contains("ended on", (await inspector.GetAsync($"/campaigns/{id}?list=nonsense&p=-1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S82_a_year_of_many_incidents_is_gone_through_in_bites_and_each_victim_stands_on_the_list_once()
    {
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var twice = await VictimAsync("Canary Twice", Safety.Safe, reportedAt: app.Clock.Now.AddDays(-30));
        var newer = await app.LogCallAsync("Canary Newer");
        await using var db = app.Database.Open();
        await db.Database.ExecuteSqlAsync($"update incident_parties set person_id = {twice.VictimId.Value}, case_id = null where role = 'Victim' and incident_id = {newer.Value}", _ct);
        var id = (await app.RunAsync<MakeCampaign, Result<Id<Campaign>>>(m => m.HandleAsync(Cast.Inspector, new("Many"), _ct))).Given();
        var atOnce = await EntriesAsync();
        await db.Database.ExecuteSqlAsync($"delete from campaign_entries where campaign_id = {id.Value}", _ct);
        await db.Database.ExecuteSqlAsync($"update campaign_listings l set finished_at = null, reached_at = c.made_at, reached_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' from campaigns c where c.id = l.campaign_id and c.id = {id.Value}", _ct);

        Assert.True(await app.RunAsync<ListCampaigns, bool>(l => l.HandleAsync(Actor.System, only: null, 1, _ct)));
        var client = app.SignedInAs(Cast.Inspector);
        Assert.Contains("The list is still being made", (await client.GetAsync($"/campaigns/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(CampaignExclusion.NoCase, Assert.Single(await EntriesAsync()).Exclusion);
        while (await app.RunAsync<ListCampaigns, bool>(l => l.HandleAsync(Actor.System, only: null, 1, _ct)))
        {
        }

        var whole = await client.GetAsync($"/campaigns/{id}");
        Assert.DoesNotContain("The list is still being made", whole.Text, StringComparison.Ordinal);
        Assert.Contains("Canary Twice", whole.Text, StringComparison.Ordinal);
        Assert.Equal(atOnce, await EntriesAsync());

        async Task<List<(Id<Person> PersonId, Id<Case>? CaseId, CampaignExclusion? Exclusion)>> EntriesAsync() =>
            [.. (await db.CampaignEntries.AsNoTracking().Where(e => e.CampaignId == id).ToListAsync(_ct)).Select(e => (e.PersonId, e.CaseId, e.Exclusion)).OrderBy(e => e.PersonId.Value)];
    }

    private int _number = 100;

    private async Task<Case> VictimAsync(string name, Safety? safety, DateTimeOffset? reportedAt = null)
    {
        var opened = await app.OpenCaseAsync(name, null, reportedAt: reportedAt);
        if (safety is { } said)
        {
            await using var db = app.Database.Open();
            var person = await db.People.Include(p => p.SafeContacts).SingleAsync(p => p.Id == opened.VictimId, _ct);
            person.Contact(new SafeContact(person.Id, ContactChannel.Phone, $"07700 900{++_number}", app.Clock.Now) { Safety = said }, app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }

        return opened;
    }
}
