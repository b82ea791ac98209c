using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

public sealed class ChangePersonTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_who_add_to_one_version_meet_a_conflict_even_in_different_parts()
    {
        var id = await RecordAsync("Canary Parts");
        var version = await VersionAsync(id);

        await RunAsync<ChangePhones>(change => change.HandleAsync(Cast.Idva with { AgencyId = Cast.Police }, new(id, version, "07700 900777", null), Ct));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() =>
            RunAsync<ChangeNames>(change => change.HandleAsync(Cast.SafeguardingOfficer, new(id, version, "Canary Other Name", NameKind.Alias, null), Ct)));
    }

    [Fact]
    public async Task A_number_nobody_has_asked_about_is_unsafe_on_the_card_and_what_was_said_decides_afterwards()
    {
        var id = await RecordAsync("Canary Card", "07700 900778");
        var unknown = Assert.Single((await CardAsync(id)).Ways);
        Assert.Equal((ContactAdvice.Unknown, null), (unknown.Now.Advice, unknown.Entry));

        var details = new RecordSafeContact.Details(Safety.Safe, SafeDays.Every, null, null, "Only she", null, true, false, false, "Bluebell", null, null);
        await RunAsync<RecordSafeContact>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(id, null, null, ContactChannel.Phone, "+44 7700 900778", details), Ct));

        var safe = Assert.Single((await CardAsync(id)).Ways);
        Assert.Equal(ContactAdvice.Safe, safe.Now.Advice);
        Assert.Equal(new DateOnly(2026, 12, 23), safe.ReviewOn);
        Assert.NotNull(safe.Phone);
    }

    [Fact]
    public async Task A_corrected_entry_takes_the_place_of_the_old_one()
    {
        var id = await RecordAsync("Canary Corrected");
        var details = new RecordSafeContact.Details(Safety.Unsafe, SafeDays.Every, null, null, null, null, true, false, false, null, null, null);
        await RunAsync<RecordSafeContact>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(id, null, null, ContactChannel.Email, "a@example.test", details), Ct));
        var entry = (await CardAsync(id)).Ways.Single().Entry!.Value;

        await RunAsync<RecordSafeContact>(record => record.HandleAsync(Cast.SafeguardingOfficer, new(id, null, entry, ContactChannel.Email, "b@example.test", details), Ct));

        Assert.Equal(["b@example.test"], (await CardAsync(id)).Person.SafeContacts.Select(c => c.Value));
    }

    [Fact]
    public async Task Relatives_and_housemates_are_shown_to_whoever_may_read_both()
    {
        var mother = await RecordAsync("Canary Mother");
        var child = await RecordAsync("Canary Child");

        await RunAsync<RelatePeople>(relate => relate.HandleAsync(Cast.SafeguardingOfficer, new(mother, child, RelationshipKind.ParentOf, false), Ct));
        await RunAsync<JoinHousehold>(join => join.HandleAsync(Cast.SafeguardingOfficer, new(mother, child, null), Ct));
        Assert.Equal("household.known", (await app.RunAsync<JoinHousehold, Result<Id<Household>>>(join => join.HandleAsync(Cast.SafeguardingOfficer, new(child, mother, null), Ct))).Refusal?.Code);
        Assert.Equal("relationship.known", (await app.RunAsync<RelatePeople, Result<Id<Person>>>(relate => relate.HandleAsync(Cast.SafeguardingOfficer, new(child, mother, RelationshipKind.ParentOf, true), Ct))).Refusal?.Code);

        var view = await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.SafeguardingOfficer, child, Ct));
        Assert.Equal([("Canary Mother", RelationshipKind.ParentOf, true)], view.Relatives.Select(r => (r.Name, r.Kind, r.IsReversed)));
        Assert.Equal(["Canary Mother"], view.Household.Select(h => h.Name));

        await RunAsync<LeaveHousehold>(leave => leave.HandleAsync(Cast.SafeguardingOfficer, new(child, view.Household.Single().Number), Ct));
        await RunAsync<EndRelationship>(end => end.HandleAsync(Cast.SafeguardingOfficer, new(child, view.Relatives.Single().Number), Ct));
        var after = await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.SafeguardingOfficer, mother, Ct));
        Assert.Empty(after.Relatives);
        Assert.Empty(after.Household);
    }

    [Fact]
    public async Task A_lowered_warning_is_no_longer_live()
    {
        var id = await RecordAsync("Canary Warned");
        await RunAsync<ChangeWarnings>(change => change.HandleAsync(Cast.SafeguardingOfficer, new(id, null, PersonFlagKind.Weapons, "Knife in the car", null, null), Ct));
        var flag = (await CardAsync(id)).Person.Flags.Single();
        Assert.True(flag.IsLiveOn(new DateOnly(2026, 11, 23)));

        await RunAsync<ChangeWarnings>(change => change.HandleAsync(Cast.SafeguardingOfficer, new(id, null, null, null, null, flag.Number), Ct));

        Assert.False((await CardAsync(id)).Person.Flags.Single().IsLiveOn(new DateOnly(2026, 11, 23)));
    }

    [Theory]
    [InlineData("07700 900779")]
    [InlineData("Canary Findable")]
    [InlineData("canary findible")]
    public async Task Somebody_is_found_by_number_or_name(string term)
    {
        var id = await RecordAsync("Canary Findable", "07700 900779");

        var view = await app.RunAsync<FindAnyone, FindAnyone.View>(search => search.ReadAsync(Cast.SafeguardingOfficer, term, Ct));

        Assert.Contains(view.People, r => r.Id == id);
        Assert.Empty((await app.RunAsync<FindAnyone, FindAnyone.View>(search => search.ReadAsync(Cast.OtherForceOfficer, term, Ct))).People);
    }

    [Fact]
    public async Task Somebody_is_found_by_the_reference_of_their_case_with_or_without_its_noughts()
    {
        var opened = await app.OpenCaseAsync("Canary Referenced");
        var number = long.Parse(opened.Reference[2..], System.Globalization.CultureInfo.InvariantCulture);

        foreach (var term in new[] { opened.Reference, $"c-{number}", $" C - {number} " })
        {
            Assert.Contains((await app.RunAsync<FindAnyone, FindAnyone.View>(search => search.ReadAsync(Cast.SafeguardingOfficer, term, Ct))).People, r => r.Id == opened.VictimId && r.OpenCases == 1);
        }
    }

    private Task<Id<Person>> RecordAsync(string name, string? phone = null) =>
        app.RunAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(name, null, false, Gender.NotKnown, null, phone, null, AddressVisibility.Open), Ct));

    private Task<PersonContacts.View> CardAsync(Id<Person> id) => app.RunAsync<PersonContacts, PersonContacts.View>(card => card.ReadAsync(Cast.SafeguardingOfficer, id, Ct));

    private async Task<uint> VersionAsync(Id<Person> id)
    {
        await using var db = app.Database.Open();
        return await db.People.Where(p => p.Id == id).Select(p => p.Version).SingleAsync(Ct);
    }

    private Task<bool> RunAsync<TUseCase>(Func<TUseCase, Task> run)
        where TUseCase : notnull => app.RunAsync<TUseCase, bool>(async useCase =>
        {
            await run(useCase);
            return true;
        });
}
