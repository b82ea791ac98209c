using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Search;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Identity;

/// <summary>Another agency is told that one may know somebody, and whom to ring, only where it has said so; and nothing else.</summary>
public sealed class PointerTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_pointed_anywhere_until_an_agency_decides_so_and_then_to_whom_to_ring_alone()
    {
        var id = await RecordAsync("Georgiana Pointerton", "07700 900551");
        var hidden = await RecordAsync("Henrietta Pointerton", "07700 900552");
        await RestrictAsync(hidden);
        await NothingIsLookedAtAsync(Cast.OtherForceOfficer, "07700 900551");

        await AdoptAsync(new PointerSettings(Shown: true, RestrictedToo: false));

        var pointer = Assert.Single(await PointersAsync(Cast.OtherForceOfficer, "07700 900551"));
        Assert.Equal(("Test Police", "Ring the test desk"), (pointer.Agency, pointer.ContactLine));
        Assert.Single(await PointersAsync(Cast.OtherForceOfficer, "Georgiana Pointerton 9/8/1984"));
        Assert.Empty(await PointersAsync(Cast.OtherForceOfficer, "Georgiana Pointerton")); // words many may fit
        Assert.Empty(await PointersAsync(Cast.OtherForceOfficer, "0551"));
        Assert.Empty(await PointersAsync(Cast.OtherForceOfficer, "07700 900552")); // restricted
        Assert.Empty(await PointersAsync(Cast.SafeguardingOfficer, "07700 900551")); // their own
        Assert.Empty(await PointersAsync(Cast.CallHandler, "07700 900552")); // their own agency's, restricted
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Pointer" && a.Shown.Contains(id.Value), Ct));

        var officer = app.SignedInAs(Cast.OtherForceOfficer);
        var page = await officer.GetAsync((await (await officer.GetAsync("/people")).Fill("Who, what or where?", "07700 900551").PressAsync("Find")).RedirectsTo!);
        Assert.Contains("Test Police: Ring the test desk", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Georgiana", page.Document.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), page.Document.Source.Text, StringComparison.Ordinal);

        await app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(id, null, null, [], [new(Cast.OtherForceOfficer.StaffId, null, "A relative")]), Ct));
        Assert.Empty(await PointersAsync(Cast.OtherForceOfficer, "07700 900551")); // kept from the record
    }

    /// <summary>Whoever looks for the number falls over.</summary>
    private async Task NothingIsLookedAtAsync(Actor actor, string number)
    {
        await using var db = app.Database.Open();
        await db.Database.ExecuteSqlAsync($"alter table person_phones rename to kept_phones", Ct);
        try
        {
            Assert.Empty(await PointersAsync(actor, number));
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"alter table kept_phones rename to person_phones", Ct);
        }
    }

    private Task<IReadOnlyList<AgencyPointer>> PointersAsync(Actor actor, string typed) =>
        app.RunAsync<Pointers, IReadOnlyList<AgencyPointer>>(p => p.ReadAsync(actor, SearchWords.Of(typed, UkTime.DateOf(app.Clock.Now)), Ct));

    private async Task AdoptAsync(PointerSettings settings) => Assert.Null((await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(a => a.HandleAsync(
        Cast.SystemAdministrator, PolicyKinds.Pointers, Cast.Police.Value, "told", UkTime.DateOf(app.Clock.Now), settings, Ct))).Refusal);

    private Task<Result<Person>> RestrictAsync(Id<Person> id) => app.RunAsync<ProtectPerson, Result<Person>>(p => p.HandleAsync(Cast.SafeguardingOfficer, new(id, null, "Threats", [], []), Ct));

    private Task<Id<Person>> RecordAsync(string name, string phone) => app.RunAsync<RecordPerson, Id<Person>>(r => r.HandleAsync(
        Cast.SafeguardingOfficer, new(name, new DateOnly(1984, 8, 9), false, Gender.NotKnown, null, phone, null, AddressVisibility.Open), Ct));
}
