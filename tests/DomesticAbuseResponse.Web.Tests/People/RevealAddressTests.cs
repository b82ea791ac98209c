using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

public sealed class RevealAddressTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_protected_address_is_only_said_to_be_held_until_somebody_who_may_asks_for_it_with_a_reason()
    {
        var (person, address) = await RefugeAsync("Canary Held", AddressVisibility.MaracOnly);
        var shown = await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.CallHandler, person, Ct));
        Assert.Equal((null, null, true), shown.Addresses.Where(a => a.Number == address).Select(a => (a.Lines, a.Postcode, a.IsProtected)).Single());

        var revealed = await RevealAsync(Cast.SafeguardingOfficer, person, address);
        Assert.Equal("CNRY-refuge", revealed.Match(v => v.Address.Lines, r => r.Message));

        var refused = await RevealAsync(Cast.CallHandler, person, address);
        Assert.Equal("address.protected", refused.Refusal?.Code);

        await using var db = app.Database.Open();
        Assert.Equal(
            [("AddressRevealed", Cast.SafeguardingOfficer.StaffId), ("AddressRefused", Cast.CallHandler.StaffId)],
            (await db.RecordEvents.Where(e => e.PersonId == person && e.Name.StartsWith("AddressRe")).OrderBy(e => e.Number).ToListAsync(Ct)).Select(e => (e.Name, e.ByStaffId)));
        Assert.Contains(await db.AccessRecords.Where(a => a.RecordId == person.Value).Select(a => a.Purpose).ToListAsync(Ct), p => p == "See a protected address: Visit with the housing officer");
        Assert.DoesNotContain(await db.RecordEvents.Select(e => e.Details).ToListAsync(Ct), d => d.Contains("CNRY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hidden_address_opens_for_nobody_but_the_owners_named_staff()
    {
        var (person, address) = await RefugeAsync("Canary Hidden", AddressVisibility.Hidden);
        Assert.NotNull((await RevealAsync(Cast.SafeguardingOfficer, person, address)).Refusal);

        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(
            Cast.Inspector, new(person, null, null, [Cast.SafeguardingOfficer.StaffId], []), Ct));

        Assert.Null((await RevealAsync(Cast.SafeguardingOfficer, person, address)).Refusal);
        Assert.NotNull((await RevealAsync(Cast.Inspector, person, address)).Refusal);
    }

    [Fact]
    public async Task Another_persons_address_cannot_be_reached_through_this_ones_record()
    {
        var (_, address) = await RefugeAsync("Canary One's Own", AddressVisibility.Open);
        var (other, _) = await RefugeAsync("Canary Other", AddressVisibility.Open);

        await Assert.ThrowsAsync<RecordNotFoundException>(() => RevealAsync(Cast.SafeguardingOfficer, other, address));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => RevealAsync(Cast.OtherForceOfficer, other, address));
    }

    private async Task<(Id<Person>, long)> RefugeAsync(string name, AddressVisibility visibility)
    {
        var id = await app.RunAsync<RecordPerson, Id<Person>>(record => record.HandleAsync(
            Cast.SafeguardingOfficer, new(name, null, false, Gender.Woman, null, null, new PostalAddress("CNRY-refuge", "B7 7AA"), visibility), Ct));
        await using var db = app.Database.Open();
        return (id, await db.Set<PersonAddress>().Where(a => a.PersonId == id).Select(a => a.Number).SingleAsync(Ct));
    }

    private Task<Result<RevealAddress.View>> RevealAsync(Actor actor, Id<Person> person, long address) =>
        app.RunAsync<RevealAddress, Result<RevealAddress.View>>(reveal => reveal.HandleAsync(actor, new(person, address, "Visit with the housing officer"), Ct));
}
