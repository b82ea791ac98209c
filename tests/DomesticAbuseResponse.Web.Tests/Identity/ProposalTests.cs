using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Identity;

/// <summary>Before a second record is made, whoever makes it is shown the first.</summary>
public sealed class ProposalTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_person_is_first_shown_who_it_may_be_and_made_when_it_is_none_of_them()
    {
        var known = await RecordAsync("Beatrix Holloway-Fenn");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = (await officer.GetAsync("/people/new")).Fill("Name", "Beatrice Holloway Fenn").FillNamed("Input.BornOn.Day", "9").FillNamed("Input.BornOn.Month", "8").FillNamed("Input.BornOn.Year", "1984");

        var proposed = await page.PressAsync("Save");

        Assert.Contains("Is it one of these?", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("Likely:", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("Dates of birth agree", proposed.Text, StringComparison.Ordinal);
        Assert.NotNull(proposed.Document.QuerySelector($"a[href='/people/{known}']"));
        await using var db = app.Database.Open();
        Assert.False(await db.Set<PersonName>().AnyAsync(n => n.Full == "Beatrice Holloway Fenn", Ct));

        var made = await proposed.PressAsync("Not the same person, make a new record");
        Assert.Contains("done=added", made.RedirectsTo, StringComparison.Ordinal);
        Assert.Equal(known, (await db.NotSamePeople.SingleAsync(n => n.OtherId == known, Ct)).OtherId);
    }

    [Fact]
    public async Task Somebody_who_may_see_none_of_them_is_shown_none()
    {
        await RecordAsync("Clementine Ashgrove-Pell");
        var other = app.SignedInAs(Cast.OtherForceOfficer);

        var made = await (await other.GetAsync("/people/new")).Fill("Name", "Clementine Ashgrove-Pell").FillNamed("Input.BornOn.Day", "9").FillNamed("Input.BornOn.Month", "8").FillNamed("Input.BornOn.Year", "1984").PressAsync("Save");

        Assert.Contains("done=added", made.RedirectsTo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_named_in_an_incident_is_first_shown_and_the_save_goes_on_with_one_more_press()
    {
        var known = await RecordAsync("Dorothea Winstanley-Birch");
        var incident = await app.LogCallAsync("Canary Incident Of Hers");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = (await officer.GetAsync($"/incidents/{incident}/people/add")).Fill("Name", "Dorothea Winstanley Birch").Fill("Date of birth or age", "9 8 1984").FillNamed("Input.Role", "Witness");

        var proposed = await page.PressAsync("Save");
        Assert.Contains("Is this the same person?", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("points, of which", proposed.Text, StringComparison.Ordinal);

        var saved = await proposed.FillNamed("Input.PersonId", known.ToString()).PressAsync("Save");
        Assert.Contains("done=named", saved.RedirectsTo, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.Incidents.AnyAsync(i => i.Id == incident && i.Parties.Any(p => p.PersonId == known), Ct));
    }

    [Fact]
    public async Task The_call_screen_says_how_likely_and_never_waits()
    {
        await RecordAsync("Euphemia Castlegate-Moor");
        var handler = app.SignedInAs(Cast.CallHandler);
        var page = (await handler.GetAsync("/incidents/log")).FillNamed("Input.People[0].Name", "Euphemia Castlegate-Moor").FillNamed("Input.People[0].Birth", "9 8 1984");

        Assert.Contains("Likely:", (await page.PressAsync("Look up")).Text, StringComparison.Ordinal);
        Assert.NotNull((await page.PressAsync("Save the call")).RedirectsTo);
    }

    [Fact]
    public async Task A_search_by_name_and_date_of_birth_shows_the_points_of_the_engine()
    {
        await RecordAsync("Felicity Marchbanks-Orr");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        var found = await officer.GetAsync((await (await officer.GetAsync("/people")).Fill("Who, what or where?", "Felicity Marchbanks-Orr 9/8/1984").PressAsync("Find")).RedirectsTo!);

        Assert.Contains("Likely:", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_asks_who_searched_by_typing_it_and_nothing_typed_is_kept()
    {
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        await (await officer.GetAsync("/people")).Fill("Who, what or where?", "07700 900 461").PressAsync("Find");
        await (await app.SignedInAs(Cast.Sergeant).GetAsync("/people")).Fill("Who, what or where?", "0461").PressAsync("Find");
        await (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync("/people")).Fill("Who, what or where?", "07700900461").PressAsync("Find");
        var auditor = app.SignedInAs(Cast.Auditor);

        var answer = await (await auditor.GetAsync("/audit/searches")).Fill("Number, name, place, date of birth or reference", "+44 7700 900461").PressAsync("Ask");

        Assert.Contains("2 searches", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Safeguarding officer", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Other force officer", answer.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.All(await db.SearchTerms.ToListAsync(Ct), t => Assert.Equal(32, t.Hash.Length));
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlAsync($"delete from search_terms", Ct));
        Assert.Contains("Nobody of your agency", (await (await auditor.GetAsync("/audit/searches")).Fill("Number, name, place, date of birth or reference", "07700 900462").PressAsync("Ask")).Text, StringComparison.Ordinal);
    }

    private Task<Id<Person>> RecordAsync(string name) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, new DateOnly(1984, 8, 9), false, Gender.NotKnown, null, null, null, AddressVisibility.Open), Ct));
}
