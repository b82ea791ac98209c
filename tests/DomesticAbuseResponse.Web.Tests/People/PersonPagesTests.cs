using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

public sealed class PersonPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_new_is_put_on_record_and_found_again_by_a_posted_search()
    {
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var made = await (await client.GetAsync("/people/new")).Fill("Name", "Wilhelmina Onrecord").Fill("Phone", "07700 900957").FillNamed("Input.BornOn.Day", "30").FillNamed("Input.BornOn.Month", "4")
            .FillNamed("Input.BornOn.Year", "1988").PressAsync("Save");
        Assert.StartsWith("/people/", made.RedirectsTo, StringComparison.Ordinal);

        var sent = await (await client.GetAsync("/people")).Fill("Who, what or where?", "0044 7700 900957").PressAsync("Find");
        var found = await client.GetAsync(sent.RedirectsTo!);

        Assert.StartsWith("/people/found/", sent.RedirectsTo, StringComparison.Ordinal);
        Assert.Contains("1 person", found.Text, StringComparison.Ordinal);
        Assert.Contains("Looked for the telephone number +447700900957", found.Text, StringComparison.Ordinal);
        Assert.Contains("Wilhelmina Onrecord", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logged, line => line.Contains("900957", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("31", "2", "1990", "must be a real date")]
    [InlineData("1", "1", "2050", "must not lie in the future")]
    [InlineData("1", "1", "1850", "must be within the last 120 years")]
    public async Task An_impossible_date_of_birth_is_explained_and_the_rest_stays(string day, string month, string year, string words)
    {
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/people/new");

        var again = await page.Fill("Name", "Canary Kept").FillNamed("Input.BornOn.Day", day).FillNamed("Input.BornOn.Month", month).FillNamed("Input.BornOn.Year", year).PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains(words, again.Text, StringComparison.Ordinal);
        Assert.Equal("Canary Kept", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.Name']")!.Value);
        Assert.Equal(day, again.Document.QuerySelector<IHtmlInputElement>("[name='Input.BornOn.Day']")!.Value);
    }

    [Fact]
    public async Task The_number_stands_on_the_safe_contact_card_alone_and_the_card_says_whether_it_is_safe()
    {
        var id = await RecordAsync("Canary Cardholder", "07700 900901");
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.DoesNotContain("900901", (await client.GetAsync($"/people/{id}")).Text, StringComparison.Ordinal);

        var ways = await client.GetAsync($"/people/{id}/safe-contact");
        Assert.Contains("Not asked", ways.Text, StringComparison.Ordinal);
        Assert.Contains("Phone ending 01", ways.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("900901", ways.Document.Source.Text, StringComparison.Ordinal);

        var entry = await client.GetAsync(ways.Document.QuerySelectorAll<IHtmlAnchorElement>("a").Single(a => a.TextContent.StartsWith("Say whether it is safe", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.DoesNotContain("900901", entry.Document.Source.Text, StringComparison.Ordinal);
        var saved = await entry.Choose("Safe").Choose("Monday").Choose("Friday").Fill("Safe from", "09:00").Fill("Safe until", "1530").Fill("Code word", "Bluebell").PressAsync("Save");
        Assert.Equal($"/people/{id}/safe-contact", saved.RedirectsTo);

        var safe = await client.GetAsync($"/people/{id}/safe-contact");
        Assert.Contains("Safe now", safe.Text, StringComparison.Ordinal); // Monday at 10:00
        Assert.Contains("on Monday and Friday, 09:00 to 15:30", safe.Text, StringComparison.Ordinal);
        Assert.All(["900901", "Bluebell"], secret => Assert.DoesNotContain(secret, safe.Document.Source.Text, StringComparison.Ordinal));
        var card = await safe.Choose("Return a call").PressAsync("Show the safe-contact card");
        Assert.All(["07700 900901", "Bluebell"], shown => Assert.Contains(shown, card.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_hour_is_refused_and_everything_else_typed_stays()
    {
        var id = await RecordAsync("Canary Hours", null);
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{id}/safe-contact/add");

        var again = await page.Fill("How it reaches them", "Email").Fill("Number or address", "canary@example.test").Choose("Safe").Choose("Tuesday").Fill("Safe from", "after nine").PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("The time from which it is safe must be like 09:00", forLabel: "Safe from");
        Assert.Contains(again.Document.QuerySelectorAll<IHtmlInputElement>("[name='Input.Days']"), i => i is { Value: "Tuesday", IsChecked: true });
        Assert.Equal("canary@example.test", again.Document.QuerySelector<IHtmlInputElement>("[name='Input.Value']")!.Value);
    }

    [Fact]
    public async Task A_protected_address_is_shown_only_in_the_answer_to_a_request_with_a_reason()
    {
        var id = await RecordAsync("Canary Refugee", null);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        await (await client.GetAsync($"/people/{id}/addresses/add")).Fill("Address", "CNRY-refuge-street").Choose("MARAC only").PressAsync("Save");
        var person = await client.GetAsync($"/people/{id}");
        Assert.Contains("A protected address is held", person.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY-refuge-street", person.Document.Source.Text, StringComparison.Ordinal);
        var ask = person.Document.QuerySelectorAll<IHtmlAnchorElement>("a").Single(a => a.Href.EndsWith("/reveal", StringComparison.Ordinal)).GetAttribute("href")!;

        var unasked = await (await client.GetAsync(ask)).PressAsync("Ask to see it");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unasked.Status);
        Assert.DoesNotContain("CNRY-refuge-street", unasked.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("CNRY-refuge-street", (await (await client.GetAsync(ask)).Fill("Why do you need it?", "Visit tomorrow").PressAsync("Ask to see it")).Text, StringComparison.Ordinal);

        var refused = await (await app.SignedInAs(Cast.CallHandler).GetAsync(ask)).Fill("Why do you need it?", "Curious").PressAsync("Ask to see it");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.DoesNotContain("CNRY-refuge-street", refused.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S78_a_restricted_person_reads_for_a_colleague_like_one_who_is_not_there()
    {
        var opened = await app.OpenCaseAsync("Canary Sergeant");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await officer.GetAsync($"/people/{opened.VictimId}/protection");
        Assert.Equal(HttpStatusCode.Redirect, (await page.Fill("Why is it restricted?", "Works for the force").PressAsync("Restrict to named staff")).Status);

        var colleague = app.SignedInAs(Cast.ResponseOfficer);
        foreach (var part in new[] { "", "/safe-contact", "/protection", "/names", "/addresses/add" })
        {
            var forbidden = await colleague.GetAsync($"/people/{opened.VictimId}{part}");
            var absent = await colleague.GetAsync($"/people/{Guid.CreateVersion7(app.Clock.Now)}{part}");
            Assert.Equal((HttpStatusCode.NotFound, absent.Text), (forbidden.Status, forbidden.Text));
        }

        var found = await colleague.GetAsync((await (await colleague.GetAsync("/people")).Fill("Who, what or where?", "Canary Sergeant").PressAsync("Find")).RedirectsTo!);
        Assert.Contains("Nothing found that you may see", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(opened.VictimId.ToString(), found.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Restricted", (await officer.GetAsync($"/people/{opened.VictimId}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S62_somebody_is_found_by_name_and_kept_from_the_record_with_the_reason_on_it()
    {
        var opened = await app.OpenCaseAsync("Canary Victim Sixty-two", "Canary Brother Sixty-two");
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await officer.GetAsync($"/people/{opened.Perpetrators.Single().PersonId}/protection");

        var found = await page.Fill("Part of their name", "second serg").PressAsync("Find");
        var unsaid = await found.Choose("Second sergeant").PressAsync("Keep them from the record");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.Status);
        unsaid.ShowsError("Say what the conflict of interest is", forLabel: "Or say what their conflict of interest is");
        var excluded = await unsaid.Fill("Or say what their conflict of interest is", "Brother of the perpetrator").PressAsync("Keep them from the record");
        Assert.Equal(HttpStatusCode.Redirect, excluded.Status);

        Assert.Contains("Brother of the perpetrator", (await officer.GetAsync($"/people/{opened.Perpetrators.Single().PersonId}/protection")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.SecondSergeant).GetAsync($"/people/{opened.Perpetrators.Single().PersonId}")).Status);
        Assert.DoesNotContain(opened.Reference, (await app.SignedInAs(Cast.SecondSergeant).GetAsync("/incidents")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_change_one_persons_date_of_birth_see_both_dates()
    {
        var id = await RecordAsync("Canary Born", null);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var mine = await client.GetAsync($"/people/{id}/details");
        await Born(await app.SignedInAs(Cast.Sergeant).GetAsync($"/people/{id}/details"), "1", "2", "1980").PressAsync("Save");

        var conflict = await Born(mine, "3", "4", "1985").PressAsync("Save");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("3 April 1985", conflict.Text, StringComparison.Ordinal);
        Assert.Contains("1 February 1980", conflict.Text, StringComparison.Ordinal);
        await conflict.FillNamed("Input.BornOn", "1985-04-03").PressAsync("Save what I chose");
        await using var db = app.Database.Open();
        Assert.Equal(new DateOnly(1985, 4, 3), await db.People.Where(p => p.Id == id).Select(p => p.BornOn).SingleAsync(Ct));

        static PageUnderTest Born(PageUnderTest page, string day, string month, string year) =>
            page.FillNamed("Input.BornOn.Day", day).FillNamed("Input.BornOn.Month", month).FillNamed("Input.BornOn.Year", year);
    }

    [Fact]
    public async Task A_name_added_to_a_record_that_changed_meanwhile_is_shown_beside_nothing_and_can_be_added_as_well()
    {
        var id = await RecordAsync("Canary Twice Named", null);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var mine = (await client.GetAsync($"/people/{id}/names")).Fill("Name", "Canary Alias").Fill("Kind of name", "Alias");
        await (await app.SignedInAs(Cast.Sergeant).GetAsync($"/people/{id}/names")).Fill("Name", "Canary Married").PressAsync("Add");

        var conflict = await mine.PressAsync("Add");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(
            ["Nothing", "Nothing", "Canary Alias", "Alias"],
            conflict.Document.QuerySelectorAll("main .govuk-summary-list__value").Select(v => v.TextContent.Trim()));
        Assert.Equal($"/people/{id}?done=saved", (await conflict.PressAsync("Save what I typed as well")).RedirectsTo);
        var names = (await client.GetAsync($"/people/{id}/names")).Text;
        Assert.All(["Canary Alias", "Canary Married"], name => Assert.Contains(name, names, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_warnings_relatives_and_household_are_added_and_taken_back_on_their_pages()
    {
        var id = await RecordAsync("Canary Parent", null);
        await RecordAsync("Canary Offspring", null);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        await (await client.GetAsync($"/people/{id}/names")).Fill("Name", "Canary Married").Fill("Kind of name", "Married").PressAsync("Add");
        await (await client.GetAsync($"/people/{id}/warnings")).Fill("Warning", "Weapons").Fill("What staff should know", "Knife in the car").PressAsync("Raise it");
        foreach (var tie in new[] { "Parent of", "Lives with" })
        {
            var found = await (await client.GetAsync($"/people/{id}/relationships")).Fill("Number, reference or name of the other person", "Canary Offspring").PressAsync("Find");
            Assert.Equal($"/people/{id}?done=saved", (await found.Choose("Canary Offspring").FillNamed("Input.Tie", tie == "Parent of" ? "ParentOf" : "LivesWith").PressAsync("Save")).RedirectsTo);
        }

        var text = (await client.GetAsync($"/people/{id}")).Text;
        Assert.All(["Canary Married (married)", "Knife in the car", "Parent ofCanary Offspring", "Lives withCanary Offspring"], part => Assert.Contains(part, text, StringComparison.Ordinal));

        await (await client.GetAsync($"/people/{id}/names")).PressAsync("Remove Canary Married");
        await (await client.GetAsync($"/people/{id}/warnings")).PressAsync("It no longer holds: Weapons");
        await (await client.GetAsync($"/people/{id}/relationships")).PressAsync("This has ended: Parent of Canary Offspring");
        await (await client.GetAsync($"/people/{id}/relationships")).PressAsync("No longer lives here: Canary Offspring");
        var after = (await client.GetAsync($"/people/{id}")).Text;
        Assert.All(["Canary Married", "Canary Offspring"], part => Assert.DoesNotContain(part, after, StringComparison.Ordinal));
        Assert.Contains("No longer holds", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("names?handler=Remove&name=zz")]
    [InlineData("names?handler=Remove&name=999999")]
    [InlineData("addresses/999999/end")]
    [InlineData("warnings?handler=Lower&flag=abc")]
    [InlineData("safe-contact?handler=Remove&entry=999999")]
    [InlineData("safe-contact?handler=End&phone=999999")]
    public async Task What_is_not_the_persons_cannot_be_taken_back_and_nothing_says_it_was_saved(string part)
    {
        var id = await RecordAsync("Canary Unchanged", null);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await client.GetAsync($"/people/{id}/names");

        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"/people/{id}/{part}", page.FieldsFor("Add"))).Status);
    }

    [Theory]
    [InlineData("/people/new")]
    [InlineData("/people/{0}/addresses/add")]
    public async Task An_address_that_is_too_long_together_with_an_unreadable_postcode_is_explained_and_kept(string path)
    {
        var id = await RecordAsync("Canary Long address", null);
        var lines = new string('a', 295);
        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));

        var again = await page.Fill("Address", lines).Fill("Postcode", "not a postcode").FillNamed("Input.Visibility", "Open").PressAsync("Save");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        again.ShowsError("Address must be 300 characters or fewer together with a postcode that cannot be read", forLabel: "Address");
        Assert.Contains(lines, again.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stands_outside_the_circle_or_opens_no_records_finds_nothing()
    {
        var id = await RecordAsync("Canary Elsewhere", null);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Representative).GetAsync($"/people/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Auditor).GetAsync($"/people/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.AgencyAdministrator).GetAsync("/people")).Status);
    }

    private Task<Id<Person>> RecordAsync(string name, string? phone) =>
        app.RunAsync<Application.People.RecordPerson, Id<Person>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(name, null, false, Gender.NotKnown, null, phone, null, AddressVisibility.Open), Ct));
}
