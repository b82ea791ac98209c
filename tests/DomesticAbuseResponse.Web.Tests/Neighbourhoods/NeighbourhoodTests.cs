using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Neighbourhoods;

/// <summary>Repeat callers of a neighbourhood, the plans for them and who may see what (R4.19, S85).</summary>
public sealed class NeighbourhoodTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task S85_the_top_ten_show_their_rule_and_a_tie_for_the_tenth_place_is_broken_by_the_most_recent_call()
    {
        var place = await PlaceAsync("DM1");
        for (var n = 0; n < 9; n++)
        {
            await CallAsync($"Canary Often {n}", "DM1 1AA", hoursAgo: 20 + n);
            await CallAsync($"Canary Often {n}", "DM1 1AA", hoursAgo: 40 + n);
            await CallAsync($"Canary Often {n}", "DM1 1AA", hoursAgo: 60 + n);
        }

        foreach (var (name, hours) in new[] { ("Canary Eleventh", 9), ("Canary Tenth", 3) })
        {
            await CallAsync(name, "DM1 2AB", hours);
            await CallAsync(name, "DM1 2AB", hours + 30);
        }

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync($"/neighbourhoods/{place}");

        Assert.Equal(10, page.Document.QuerySelectorAll("#callers ~ table")[0].QuerySelectorAll("tbody tr").Length);
        Assert.Contains("10. Canary Tenth", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Eleventh", page.Text, StringComparison.Ordinal);
        Assert.Contains("Equal ones: the most recent call first, then the highest response grade.", page.Text, StringComparison.Ordinal);
        Assert.Contains("They may have no risk assessment and no crime.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("DM1 1AA", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_begun_once_and_its_actions_have_owner_date_and_outcome()
    {
        var place = await PlaceAsync("DM2");
        var incident = await CallAsync("Canary Planned", "DM2 1AA", hoursAgo: 2);
        await CallAsync("Canary Planned", "DM2 1AA", hoursAgo: 30);
        var sergeant = app.SignedInAs(Cast.Sergeant);
        var list = await sergeant.GetAsync($"/neighbourhoods/{place}");
        var begun = await list.PressAsync("Begin a plan for caller 1");
        var plan = begun.RedirectsTo!;
        Assert.StartsWith("/neighbourhoods/plans/", plan, StringComparison.Ordinal);
        var again = await sergeant.PostAsync($"/neighbourhoods/{place}", (await sergeant.GetAsync($"/neighbourhoods/{place}/meeting")).FieldsFor("Save").Where(f => f.Key.StartsWith("__", StringComparison.Ordinal)).Append(new("Newest", incident.ToString())));
        Assert.Equal(plan, again.RedirectsTo);

        var empty = await (await sergeant.GetAsync(plan)).PressAsync("Set the action");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var set = await (await sergeant.GetAsync(plan)).Fill("What is to be done?", "Canary fit a new lock").FillNamed("Agency", Cast.Council.ToString()).Fill("Who in that agency?", "Housing officer")
            .FillNamed("DueOn.Day", "30").FillNamed("DueOn.Month", "11").FillNamed("DueOn.Year", "2026").PressAsync("Set the action");
        Assert.Equal(plan, set.RedirectsTo);
        Assert.Contains("Canary fit a new lock", (await sergeant.GetAsync(plan)).Text, StringComparison.Ordinal);

        // The council reads what it took on, and not about whom; it says what came of it.
        var council = app.SignedInAs(Cast.Representative);
        var theirs = await council.GetAsync("/partnership");
        Assert.Contains("Canary fit a new lock", theirs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary Planned", theirs.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await council.GetAsync(plan)).Status);
        Assert.DoesNotContain("Canary fit", (await app.SignedInAs(Cast.Idva).GetAsync("/partnership")).Text, StringComparison.Ordinal);
        var said = await theirs.Choose("Canary fit a new lock").Choose("Done").Fill("Say more", "Canary lock fitted").PressAsync("Save the outcome");
        Assert.Equal("/partnership", said.RedirectsTo);
        Assert.Contains("Canary lock fitted", (await sergeant.GetAsync(plan)).Text, StringComparison.Ordinal);

        var closed = await (await sergeant.GetAsync(plan)).Fill("Why is it closed?", "No call since").PressAsync("Close the plan");
        Assert.Equal(plan, closed.RedirectsTo);
        await using var db = app.Database.Open();
        Assert.NotNull((await db.CallerPlans.SingleAsync(p => p.NeighbourhoodId == place, _ct)).ClosedAt);
    }

    [Fact]
    public async Task Who_is_kept_from_a_caller_sees_neither_the_caller_nor_the_plan()
    {
        var place = await PlaceAsync("DM3");
        var incident = await CallAsync("Canary Kept", "DM3 1AA", hoursAgo: 2);
        await CallAsync("Canary Kept", "DM3 1AA", hoursAgo: 30);
        await using var db = app.Database.Open();
        var person = await db.Incidents.Where(i => i.Id == incident).SelectMany(i => i.Parties).Select(p => p.PersonId).SingleAsync(_ct);
        var begun = await (await app.SignedInAs(Cast.Sergeant).GetAsync($"/neighbourhoods/{place}")).PressAsync("Begin a plan for caller 1");
        await app.ExcludeAsync(person, Cast.SecondSergeant.StaffId);
        var other = app.SignedInAs(Cast.SecondSergeant);

        var list = await other.GetAsync($"/neighbourhoods/{place}");
        Assert.DoesNotContain("Canary Kept", list.Text, StringComparison.Ordinal);
        Assert.Contains("of 0 calls", list.Text, StringComparison.Ordinal);
        Assert.Contains("There is no plan yet.", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(begun.RedirectsTo!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Sergeant).GetAsync(begun.RedirectsTo!)).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/neighbourhoods/{place}")).Status);
        Assert.DoesNotContain("DM3", (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync("/neighbourhoods")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Representative).GetAsync($"/neighbourhoods/{place}")).Status);
    }

    [Fact]
    public async Task The_inspectors_monitor_says_what_is_late_and_when_the_partners_last_met()
    {
        var place = await PlaceAsync("DM5");
        await CallAsync("Canary Monitored", "DM5 1AA", hoursAgo: 2);
        await CallAsync("Canary Monitored", "DM5 1AA", hoursAgo: 30);
        var inspector = app.SignedInAs(Cast.Inspector);

        var before = (await inspector.GetAsync("/neighbourhoods")).Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Place DM5", StringComparison.Ordinal)).TextContent;
        Assert.Contains("None yet", before, StringComparison.Ordinal);
        Assert.Contains("Due", before, StringComparison.Ordinal);
        var form = await inspector.GetAsync($"/neighbourhoods/{place}/meeting");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await form.PressAsync("Save")).Status);
        var saved = await (await inspector.GetAsync($"/neighbourhoods/{place}/meeting")).Fill("Which agencies were there, and who for them?", "Council, housing, IDVA service").PressAsync("Save");
        Assert.Equal($"/neighbourhoods/{place}?done=met", saved.RedirectsTo);

        var after = (await inspector.GetAsync("/neighbourhoods")).Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Place DM5", StringComparison.Ordinal));
        Assert.DoesNotContain("Due", after.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 repeat callers without a plan in Place DM5", after.QuerySelector("[data-label='Without a plan'] a")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_administrator_says_which_postcodes_lie_where_and_each_lies_in_one_place()
    {
        var (one, two) = (await PlaceAsync("DM6"), await PlaceAsync("DM7"));
        var admin = app.SignedInAs(Cast.AgencyAdministrator);

        var odd = await (await admin.GetAsync($"/admin/places/neighbourhoods/{one}")).Fill("Which postcodes lie in it?", "DM6, nowhere").PressAsync("Save");
        odd.ShowsError("“nowhere” is not the beginning of a postcode. Write DM4, DM4 1 or DM4 1AA.", "Which postcodes lie in it?");
        var taken = await (await admin.GetAsync($"/admin/places/neighbourhoods/{one}")).Fill("Which postcodes lie in it?", "dm7 1").PressAsync("Save");
        taken.ShowsError("DM7 lies in Place DM7 already.", "Which postcodes lie in it?");
        await (await admin.GetAsync($"/admin/places/neighbourhoods/{two}")).Fill("Which postcodes lie in it?", "dm7, DM71, dm8 2").PressAsync("Save");

        await using var db = app.Database.Open();
        Assert.Equal(["DM7", "DM71", "DM8 2"], (await db.Set<Neighbourhood>().SingleAsync(n => n.Id == two, _ct)).PostcodeAreas);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync($"/admin/places/neighbourhoods/{one}")).Status);
    }

    private async Task<Id<Neighbourhood>> PlaceAsync(string area)
    {
        await using var db = app.Database.Open();
        var authority = await db.Set<LocalAuthority>().Select(a => (Id<LocalAuthority>?)a.Id).FirstOrDefaultAsync(_ct);
        if (authority is null)
        {
            authority = Id<LocalAuthority>.New(app.Clock.Now);
            db.Add(new LocalAuthority(authority.Value, "Test authority", Cast.Council));
        }

        var place = new Neighbourhood(Id<Neighbourhood>.New(app.Clock.Now), Cast.Unit, authority.Value, $"Place {area}");
        place.HasPostcodes([area]);
        db.Add(place);
        await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        return place.Id;
    }

    /// <summary>A call of somebody, who is on record from their first one on.</summary>
    private async Task<Id<Incident>> CallAsync(string name, string postcode, int hoursAgo)
    {
        await using var db = app.Database.Open();
        var known = await db.Set<PersonName>().Where(n => n.Full == name).Select(n => (Id<Person>?)n.PersonId).FirstOrDefaultAsync(_ct);
        return await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new LogIncident.Command(
                new Call { FirstWords = "Canary again", Postcode = postcode }, ResponseGrade.EarlyResponse, Cast.Unit, app.Clock.Now.AddHours(-hoursAgo),
                [new(PartyRole.Caller, known, known is null ? name : null, null, null, null, null, null)]),
            _ct));
    }
}
