using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class IncidentHistoryTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("07700 900201")]
    [InlineData("+44 (0)7700 900201")]
    [InlineData("0044 7700-900201")]
    public async Task A_number_finds_its_people_and_calls_however_it_is_written(string typed)
    {
        var id = await LogAsync(new Call { CallerPhone = "07700900201" }, Known("Canary Phone", phone: "07700 900 201"));

        var view = await ReadAsync(Cast.CallHandler, new([typed], [], []));

        Assert.Contains(view.People, p => p.Name == "Canary Phone" && p.Matched.SequenceEqual(["Number +447700900201"]) && p.Calls.Any(c => c.Id == id && c.Role == PartyRole.Victim));
        Assert.Contains(view.Calls, c => c.Id == id && c.Matched.SequenceEqual(["Called from +447700900201"]));
    }

    [Theory]
    [InlineData("Wilhelmina Canarysdottir")]
    [InlineData("wilhelmina canarysdotir")]
    [InlineData("Wilhelmine Canarysdottir")]
    public async Task A_name_is_found_with_another_spelling(string typed)
    {
        await LogAsync(new Call(), Known("Wilhelmina Canarysdottir"));

        Assert.Contains((await ReadAsync(Cast.CallHandler, new([], [typed], []))).People, p => p.Name == "Wilhelmina Canarysdottir");
    }

    [Theory]
    [InlineData("14 Example Road", "B9 9AA", true)]
    [InlineData("Flat 2, 14 Example Rd", "b99aa", true)]
    [InlineData("Example Road", "B9 9AA", true)]
    [InlineData("15 Example Road", "B9 9AA", false)]
    [InlineData("14 Example Road", "B9 9AB", false)]
    public async Task An_address_is_found_by_its_postcode_and_house_number(string address, string postcode, bool found)
    {
        var id = await LogAsync(new Call { Location = "14 Example Road", Postcode = "B9 9AA" }, Known("Canary Place", address: "14 Example Road", postcode: "B9 9AA"));

        var view = await ReadAsync(Cast.CallHandler, new([], [], [new(address, postcode)]));

        Assert.Equal(found, view.People.Any(p => p.Name == "Canary Place"));
        Assert.Equal(found, view.Calls.Any(c => c.Id == id));
    }

    [Fact]
    public async Task A_protected_address_matches_nothing()
    {
        var id = await LogAsync(new Call(), Known("Canary Refuge"));
        await using (var db = app.Database.Open())
        {
            var person = await db.People.Include(p => p.Addresses).SingleAsync(p => p.Names.Any(n => n.Full == "Canary Refuge"), Ct);
            person.LivesAt(new PostalAddress("1 Refuge Lane", "B8 8AA"), AddressVisibility.MaracOnly, null, app.Clock.Now);
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }

        Assert.True((await ReadAsync(Cast.CallHandler, new([], [], [new("1 Refuge Lane", "B8 8AA")]))).IsEmpty);
        Assert.NotEqual(default, id);
    }

    [Fact]
    public async Task An_address_given_later_for_somebody_with_a_protected_one_is_as_protected()
    {
        await LogAsync(new Call(), Known("Canary Moved"));
        await using var db = app.Database.Open();
        var person = await db.People.Include(p => p.Addresses).SingleAsync(p => p.Names.Any(n => n.Full == "Canary Moved"), Ct);
        person.LivesAt(new PostalAddress("1 Refuge Lane", "B8 8AC"), AddressVisibility.Hidden, null, app.Clock.Now);
        await db.CommitAsync(Actor.System, app.Clock.Now, Ct);

        await LogAsync(new Call(), Known("Canary Moved", address: "1 Refuge Ln", postcode: "B8 8AC") with { PersonId = person.Id });

        Assert.Equal(
            [AddressVisibility.Hidden, AddressVisibility.Hidden],
            await db.Set<PersonAddress>().AsNoTracking().Where(a => a.PersonId == person.Id).Select(a => a.Visibility).ToListAsync(Ct));
    }

    [Fact]
    public async Task Another_force_sees_nothing_and_each_look_is_written_down()
    {
        await LogAsync(new Call { CallerPhone = "07700 900309" }, Known("Canary Unseen", phone: "07700 900309"));

        Assert.True((await ReadAsync(Cast.OtherForceOfficer, new(["07700 900309"], ["Canary Unseen"], []))).IsEmpty);
        var seen = await ReadAsync(Cast.CallHandler, new(["07700 900309"], [], []));

        await using var db = app.Database.Open();
        var look = await db.AccessRecords.OrderByDescending(a => a.Number).FirstAsync(Ct);
        Assert.Equal(("Call history", Cast.CallHandler.StaffId), (look.Kind, look.ByStaffId));
        Assert.Contains(seen.People.Single().Id.Value, look.Shown);
    }

    [Fact]
    public async Task A_known_person_keeps_the_name_on_record_and_what_was_given_is_kept_beside_it()
    {
        await LogAsync(new Call(), Known("Canary Kept") with { Birth = "3/4/1990" });
        var known = (await ReadAsync(Cast.CallHandler, new([], ["Canary Kept"], []))).People.First(p => p.Name == "Canary Kept").Id;

        var again = await LogAsync(new Call(), new LogIncident.Party(PartyRole.Caller, known, "Kanary Kept", null, null, null, null, null) { Birth = "4/4/1990" });

        await using var db = app.Database.Open();
        var person = await db.People.Include(p => p.Names).SingleAsync(p => p.Id == known, Ct);
        Assert.Equal(("Canary Kept", new DateOnly(1990, 4, 3)), (person.DisplayName, person.BornOn));
        Assert.Equal("Name given: Kanary Kept; Date of birth given: 4/4/1990", await db.Set<IncidentParty>().Where(p => p.IncidentId == again).Select(p => p.AsTyped).SingleAsync(Ct));
    }

    [Fact]
    public async Task A_known_person_who_can_no_longer_be_opened_does_not_stop_the_call_from_being_logged()
    {
        await LogAsync(new Call(), Known("Canary Closed Off"));
        await using var db = app.Database.Open();
        var person = await db.People.SingleAsync(p => p.Names.Any(n => n.Full == "Canary Closed Off"), Ct);

        var id = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.OtherForceOfficer, new(new Call(), null, null, null, [Known("Canary Closed Off") with { PersonId = person.Id }]), Ct));

        var party = await db.Set<IncidentParty>().SingleAsync(p => p.IncidentId == id, Ct);
        Assert.NotEqual(person.Id, party.PersonId);
        Assert.Contains(await db.AccessRecords.Where(a => a.RecordId == person.Id.Value).ToListAsync(Ct), a => a.Level == Domain.Access.AccessLevel.None && a.ByStaffId == Cast.OtherForceOfficer.StaffId);
    }

    private static LogIncident.Party Known(string name, string? phone = null, string? address = null, string? postcode = null) =>
        new(PartyRole.Victim, null, name, null, null, phone, address, postcode);

    private Task<Id<Incident>> LogAsync(Call call, params LogIncident.Party[] parties) =>
        app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(Cast.CallHandler, new(call, ResponseGrade.Immediate, null, null, parties), Ct));

    private Task<IncidentHistory.View> ReadAsync(Actor actor, IncidentHistory.Query query) =>
        app.RunAsync<IncidentHistory, IncidentHistory.View>(history => history.ReadAsync(actor, query, Ct));
}
