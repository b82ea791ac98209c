using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

/// <summary>What is said on a call about a known person's address or number never stands on the incident (R6.11).</summary>
public sealed class SaidOfKnownPeopleTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task An_address_said_by_somebody_who_may_only_read_is_as_protected_as_those_held_and_waits_to_be_confirmed()
    {
        var @case = await app.OpenCaseAsync("Canary Hidden");
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("3 Canary Refuge", "B1 1AA"), AddressVisibility.Hidden, null, app.Clock.Now));

        var incident = await app.LogAsync(
            Cast.SupportWorker, Cast.Unit, new LogIncident.Party(PartyRole.Victim, @case.VictimId, "Canary Hidden", null, null, "07700 900 9", "12 Canary Newhide Court", "B1 near"));

        var part = (await app.IncidentAsync(incident)).Parties.Single();
        Assert.Equal("Canary Hidden", part.AsTyped);
        foreach (var reader in new[] { Cast.ResponseOfficer, Cast.CallHandler, Cast.SupportWorker })
        {
            foreach (var page in new[] { $"/incidents/{incident}", $"/people/{@case.VictimId}" })
            {
                var text = (await app.SignedInAs(reader).GetAsync(page)).Text;
                Assert.DoesNotContain("Newhide", text, StringComparison.Ordinal);
                Assert.DoesNotContain("B1 near", text, StringComparison.Ordinal);
                Assert.DoesNotContain("07700 900 9", text, StringComparison.Ordinal);
            }
        }

        await using var db = app.Database.Open();
        var person = await db.People.Include(p => p.Addresses).Include(p => p.Phones).SingleAsync(p => p.Id == @case.VictimId, TestContext.Current.CancellationToken);
        var said = person.Addresses.Single(a => a.IsUnconfirmed);
        Assert.Equal(("12 Canary Newhide Court, B1 near", AddressVisibility.Hidden), (said.Lines, said.Visibility));
        Assert.True(person.Phones.Single(p => p.AsTyped == "07700 900 9").IsUnconfirmed);
    }

    [Fact]
    public async Task What_cannot_be_read_of_a_protected_person_stays_off_the_incident_for_those_who_may_edit_too()
    {
        var @case = await app.OpenCaseAsync("Canary Guarded");
        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("4 Canary Refuge", "B1 1AA"), AddressVisibility.Named, null, app.Clock.Now));

        var incident = await app.LogAsync(Cast.CallHandler, Cast.Unit, new LogIncident.Party(PartyRole.Victim, @case.VictimId, null, null, null, "0770", "13 Canary Newhide Court", "B1"));

        Assert.Null((await app.IncidentAsync(incident)).Parties.Single().AsTyped);
        await using var db = app.Database.Open();
        var lines = await db.Set<PersonAddress>().Where(a => a.PersonId == @case.VictimId && a.Visibility == AddressVisibility.Named).Select(a => a.Lines).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains("13 Canary Newhide Court, B1", lines);
    }

    [Fact]
    public async Task The_same_address_recorded_properly_confirms_what_was_said()
    {
        var @case = await app.OpenCaseAsync("Canary Confirmed");
        await app.LogAsync(Cast.SupportWorker, Cast.Unit, new LogIncident.Party(PartyRole.Victim, @case.VictimId, null, null, null, null, "5 Canary Row", "B1 1AA"));
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        Assert.Contains("Said on a call and not confirmed", (await officer.GetAsync($"/people/{@case.VictimId}")).Text, StringComparison.Ordinal);

        await app.ChangePersonAsync(@case.VictimId, p => p.LivesAt(new PostalAddress("5 Canary Row", "B1 1AA"), AddressVisibility.MaracOnly, null, app.Clock.Now));

        await using var db = app.Database.Open();
        var held = await db.Set<PersonAddress>().SingleAsync(a => a.PersonId == @case.VictimId, TestContext.Current.CancellationToken);
        Assert.Equal((false, AddressVisibility.MaracOnly), (held.IsUnconfirmed, held.Visibility));
    }
}
