using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.People;

public sealed class ProtectPersonTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S78_a_restricted_victim_is_hidden_from_colleagues_lists_search_counts_and_history_and_opening_it_alerts_the_owner()
    {
        var opened = await app.OpenCaseAsync("Canary Constable");
        await ProtectAsync(opened.VictimId, Cast.SafeguardingOfficer, "Victim is a police officer", [Cast.Inspector.StaffId]);

        foreach (var colleague in new[] { Cast.CallHandler, Cast.ControlRoomSupervisor, Cast.ResponseOfficer, Cast.Sergeant })
        {
            Assert.False(await SeesAsync(colleague, opened), $"{colleague.Roles.Single()} sees the restricted record.");
        }

        Assert.True(await SeesAsync(Cast.SafeguardingOfficer, opened));
        await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.Inspector, opened.VictimId, Ct));

        await using var db = app.Database.Open();
        var alerts = await db.Notices.Where(n => n.Kind == NoticeKind.RestrictedOpened && n.SubjectId == opened.VictimId.Value).ToListAsync(Ct);
        Assert.Equal([Cast.SafeguardingOfficer.StaffId], alerts.Where(n => n.StaffId != Cast.Inspector.StaffId).Select(n => n.StaffId).Distinct());
        Assert.All(alerts, n => Assert.Equal(Cast.Police, n.AgencyId));
    }

    [Fact]
    public async Task S62_a_representative_with_a_conflict_of_interest_is_kept_from_the_case_its_people_and_its_search()
    {
        var opened = await app.OpenCaseAsync("Canary Sister", "Canary Brother");
        await using (var db = app.Database.Open())
        {
            var circle = new RecordCircle(db);
            var found = await db.Cases.Include(c => c.Perpetrators).SingleAsync(c => c.Id == opened.Id, Ct);
            await circle.JoinAsync(found, Cast.Marac, app.Clock.Now, Ct);
            await circle.JoinAsync(found, Cast.Council, ParticipationKind.Partner, app.Clock.Now, Ct);
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }

        Assert.True(await SeesAsync(Cast.Representative, opened, perpetrator: true));
        await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(
            Cast.SafeguardingOfficer,
            new(opened.Perpetrators.Single().PersonId, null, null, [], [new(Cast.Representative.StaffId, null, "Sister of the perpetrator")]), Ct));

        Assert.False(await SeesAsync(Cast.Representative, opened, perpetrator: true));
        Assert.True(await SeesAsync(Cast.SafeguardingOfficer, opened, perpetrator: true));
    }

    [Fact]
    public async Task A_new_incident_of_a_restricted_person_is_restricted_from_its_first_moment()
    {
        var opened = await app.OpenCaseAsync("Canary Again");
        await ProtectAsync(opened.VictimId, Cast.SafeguardingOfficer, "Public figure", []);

        var id = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.SafeguardingOfficer, new(new Call(), null, null, null, [new(PartyRole.Victim, opened.VictimId, null, null, null, null, null, null)]), Ct));

        await using var db = app.Database.Open();
        Assert.Equal([id], await db.Incidents.VisibleTo(Cast.SafeguardingOfficer, db).Where(i => i.Id == id).Select(i => i.Id).ToListAsync(Ct));
        Assert.Empty(await db.Incidents.VisibleTo(Cast.CallHandler, db).Where(i => i.Id == id).ToListAsync(Ct));
    }

    [Fact]
    public async Task The_only_person_named_raises_the_alert_with_the_role_that_answers_for_the_agency()
    {
        var opened = await app.OpenCaseAsync("Canary Alone");
        await ProtectAsync(opened.VictimId, Cast.SafeguardingOfficer, "Witness protection", []);
        await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.SafeguardingOfficer, opened.VictimId, Ct));
        await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(Cast.SafeguardingOfficer, opened.VictimId, Ct));

        await using var db = app.Database.Open();
        var alert = await db.Notices.SingleAsync(n => n.Kind == NoticeKind.RestrictedOpened && n.SubjectId == opened.VictimId.Value, Ct);
        Assert.Equal((Role.Inspector, null, null), (alert.Role, alert.StaffId, alert.CaseId));
    }

    [Fact]
    public async Task The_owning_agency_cannot_be_excluded_from_its_own_record()
    {
        var opened = await app.OpenCaseAsync("Canary Owner");

        var refused = await app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(
            Cast.SafeguardingOfficer, new(opened.VictimId, null, null, [], [new(null, Cast.Police, "Mistake")]), Ct));

        Assert.Equal("exclude.owner", refused.Refusal?.Code);
    }

    private Task<Result<Person>> ProtectAsync(Id<Person> person, Actor by, string reason, IReadOnlyList<Id<StaffMember>> named) =>
        app.RunAsync<ProtectPerson, Result<Person>>(protect => protect.HandleAsync(by, new(person, null, reason, named, []), Ct));

    /// <summary>Whether any list, search, count, history or door gives the person, their incidents or the case away.</summary>
    private async Task<bool> SeesAsync(Actor actor, Case opened, bool perpetrator = false)
    {
        var person = perpetrator ? opened.Perpetrators.Single().PersonId : opened.VictimId;
        await using var db = app.Database.Open();
        var name = await db.Set<PersonName>().Where(n => n.PersonId == person).Select(n => n.Full).FirstAsync(Ct);
        var list = await app.RunAsync<IncidentList, IncidentList.View>(l => l.ReadAsync(actor, new(IncidentState.All, null), Ct));
        var search = await app.RunAsync<FindAnyone, FindAnyone.View>(s => s.ReadAsync(actor, name, Ct));
        var reference = await app.RunAsync<FindAnyone, FindAnyone.View>(s => s.ReadAsync(actor, opened.Reference, Ct));
        var history = await app.RunAsync<IncidentHistory, IncidentHistory.View>(h => h.ReadAsync(actor, new([], [name], []), Ct));
        var incidents = await db.Incidents.Where(i => i.CaseId == opened.Id).Select(i => i.Id).ToListAsync(Ct);
        bool[] signs =
        [
            list.Rows.Any(r => incidents.Contains(r.Id)),
            search.People.Any(r => r.Id == person) || reference.People.Any(r => r.Id == person) || reference.Cases.Count > 0,
            history.People.Any(p => p.Id == person),
            await db.Cases.VisibleTo(actor, db).CountAsync(c => c.Id == opened.Id, Ct) > 0,
            await OpensAsync(actor, person),
        ];
        return signs.Any(s => s);
    }

    private async Task<bool> OpensAsync(Actor actor, Id<Person> person)
    {
        try
        {
            await app.RunAsync<PersonOverview, PersonOverview.View>(read => read.ReadAsync(actor, person, Ct));
            return true;
        }
        catch (RecordNotFoundException)
        {
            return false;
        }
    }
}
