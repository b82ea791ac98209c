using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

/// <summary>One box finds anyone, in the ways people write names, numbers, places and dates, and says why.</summary>
public sealed class FindAnyoneTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Elizabeth Threlkeld-Moore", SearchRule.Name)]
    [InlineData("threlkeld-moore ELIZABETH", SearchRule.NameInAnotherOrder)]
    [InlineData("Liz Threlkeld-Moore", SearchRule.NameLike)]
    [InlineData("Elisabeth Threlkeldmoor", SearchRule.NameLike)]
    [InlineData("Elizabth Threlkeld-Moore", SearchRule.NameLike)]
    [InlineData("E Threlkeld-Moore", SearchRule.NameLike)]
    [InlineData("07700 900 641", SearchRule.Phone)]
    [InlineData("+44 (0)7700-900641", SearchRule.Phone)]
    [InlineData("900641", SearchRule.PhoneEnding)]
    [InlineData("0641", SearchRule.PhoneEnding)]
    [InlineData("07700 900 642", SearchRule.EarlierPhone)]
    [InlineData("zz99 9zy", SearchRule.Postcode)]
    [InlineData("41 Canarywharf Lane", SearchRule.HouseAndStreet)]
    [InlineData("41 Canarywharf Lane ZZ99 9ZY", SearchRule.HouseAndPostcode)]
    [InlineData("7 March 1971", SearchRule.Born)]
    [InlineData("7/3/71", SearchRule.Born)]
    [InlineData("3/7/1971", SearchRule.BornDayAndMonthSwapped)]
    public async Task Somebody_is_found_and_the_first_reason_is_said(string typed, SearchRule rule)
    {
        var id = await ElizabethAsync();

        var found = Assert.Single((await FindAsync(typed)).People, p => p.Id == id);

        Assert.Equal(rule, found.Findings[0].Rule);
        Assert.True(found.Points >= SearchPoints.Threshold);
        Assert.Equal("ZZ99", found.Area);
    }

    [Fact]
    public async Task The_end_of_a_number_gives_nobody_the_whole_number()
    {
        await ElizabethAsync();
        await app.RunAsync<LogIncident, Id<Domain.Incidents.Incident>>(log => log.HandleAsync(
            Cast.CallHandler, new(new Domain.Incidents.Call { CallerPhone = "07700 900641", CallerPhoneE164 = "+447700900641" }, null, Cast.Unit, null, []), Ct));
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);

        var found = await officer.GetAsync((await (await officer.GetAsync("/people")).Fill("Who, what or where?", "900641").PressAsync("Find")).RedirectsTo!);

        Assert.Contains("End of number 900641", found.Text, StringComparison.Ordinal);
        Assert.Contains("Called from a number that ends in 900641", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7700900641", found.Document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_another_script_is_found_by_its_letters()
    {
        var id = await RecordAsync("Ольга Канарейкова", null, null);

        Assert.Equal(id, Assert.Single((await FindAsync("канарейкова ольга")).People).Id);
    }

    [Fact]
    public async Task Who_fits_several_pieces_stands_before_who_fits_one()
    {
        var first = await RecordAsync("Canary Ottilie Wexcombe", "07700 900651", new DateOnly(1980, 1, 2));
        var other = await RecordAsync("Canary Ottilie Wexcombe", "07700 900652", new DateOnly(1991, 5, 6));

        var found = (await FindAsync("Ottilie Wexcombe 6.5.1991")).People;

        Assert.Equal([other, first], found.Take(2).Select(p => p.Id));
        Assert.Equal([SearchRule.Name, SearchRule.Born], found[0].Findings.Select(f => f.Rule));
    }

    [Fact]
    public async Task Two_people_of_one_name_are_told_apart_by_age_cases_grade_and_last_report()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary Philippa Ganderton");

        var found = Assert.Single((await FindAsync("Pippa Ganderton")).People);

        Assert.Equal((@case.VictimId, 34, 1, RiskGrade.High, app.Clock.Now), (found.Id, found.Age, found.OpenCases, found.Grade, found.LastReportAt));
    }

    [Fact]
    public async Task A_protected_address_finds_nobody()
    {
        var id = await RecordAsync("Canary Hidden Away", null, null, new PostalAddress("88 Refugeton Street", "ZZ88 8ZZ"), AddressVisibility.Hidden);

        foreach (var typed in new[] { "ZZ88 8ZZ", "88 Refugeton Street", "88 Refugeton Street ZZ88 8ZZ" })
        {
            Assert.DoesNotContain((await FindAsync(typed)).People, p => p.Id == id);
        }
    }

    [Fact]
    public async Task Nobody_finds_whom_they_may_not_see_by_any_piece()
    {
        await ElizabethAsync();
        foreach (var typed in new[] { "Elizabeth Threlkeld-Moore", "07700 900641", "0641", "ZZ99 9ZY", "41 Canarywharf Lane", "7/3/1971" })
        {
            Assert.True((await FindAsync(typed, Cast.OtherForceOfficer)).FoundNothing);
        }
    }

    [Fact]
    public async Task A_call_is_found_by_its_reference_and_its_case_by_its_own()
    {
        var @case = await app.OpenCaseAsync("Canary Referenced Call");
        await using var db = app.Database.Open();
        var incident = await db.Incidents.SingleAsync(i => i.CaseId == @case.Id, Ct);

        Assert.Equal(incident.Id, Assert.Single((await FindAsync(incident.Reference.ToLowerInvariant())).Calls).Id);
        Assert.Equal(@case.Id, Assert.Single((await FindAsync(@case.Reference)).Cases).Id);
    }

    [Fact]
    public async Task What_a_search_showed_is_written_down()
    {
        var id = await ElizabethAsync();
        await FindAsync("07700 900641");

        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Find" && a.ByStaffId == Cast.SafeguardingOfficer.StaffId && a.Shown.Contains(id.Value), Ct));
    }

    [Fact]
    public async Task A_search_is_its_owners_alone_for_twelve_hours_and_carries_over_into_a_new_record()
    {
        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        var sent = await (await officer.GetAsync("/people")).Fill("Who, what or where?", "Canary Unheardof 07700 900699").PressAsync("Find");
        var address = sent.RedirectsTo!;
        Assert.DoesNotContain("Unheardof", address, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Nothing found", (await officer.GetAsync(address)).Text, StringComparison.Ordinal);

        var form = await officer.GetAsync($"/people/new?search={address.Split('/')[^1]}");
        var fields = form.FieldsFor("Save").ToDictionary(f => f.Key, f => f.Value);
        Assert.Equal(("Canary Unheardof", "+447700900699"), (fields["Input.Name"], fields["Input.Phone"]));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync(address)).Status);
        var now = app.Clock.Now;
        try
        {
            app.Clock.Now = now + StoredSearch.Life + TimeSpan.FromMinutes(1);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await officer.GetAsync(address)).Status);
        }
        finally
        {
            app.Clock.Now = now;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ab")]
    [InlineData("%_%")]
    public async Task What_can_be_nothing_is_asked_for_again(string typed)
    {
        var page = await (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/people")).Fill("Who, what or where?", typed).PressAsync("Find");

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Enter a telephone number", page.Text, StringComparison.Ordinal);
    }

    private Task<FindAnyone.View> FindAsync(string typed, Actor? by = null) =>
        app.RunAsync<FindAnyone, FindAnyone.View>(find => find.ReadAsync(by ?? Cast.SafeguardingOfficer, typed, Ct));

    private async Task<Id<Person>> ElizabethAsync()
    {
        await using var db = app.Database.Open();
        if (await db.Set<PersonName>().Where(n => n.Full == "Elizabeth Threlkeld-Moore").Select(n => (Id<Person>?)n.PersonId).SingleOrDefaultAsync(Ct) is { } known)
        {
            return known;
        }

        var id = await RecordAsync("Elizabeth Threlkeld-Moore", "07700 900642", new DateOnly(1971, 3, 7), new PostalAddress("41 Canarywharf Lane, Town", "ZZ99 9ZY"));
        await app.ChangePersonAsync(id, p =>
        {
            p.EndPhone(p.Phones.Single().Number, app.Clock.Now);
            p.HasPhone("07700 900641", app.Clock.Now);
        });
        return id;
    }

    private Task<Id<Person>> RecordAsync(string name, string? phone, DateOnly? born, PostalAddress? lives = null, AddressVisibility visibility = AddressVisibility.Open) =>
        app.RunAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(name, born, false, Gender.NotKnown, null, phone, lives, visibility), Ct));
}
