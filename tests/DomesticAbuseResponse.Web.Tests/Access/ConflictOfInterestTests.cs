using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Access;

/// <summary>Somebody with a conflict of interest meets nothing of the case: not its people, its calls, its reference or its grade (R6.10, R6.12).</summary>
public sealed class ConflictOfInterestTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S62_a_relative_of_the_perpetrator_sees_nothing_of_the_victim_the_children_or_the_calls_anywhere()
    {
        var opened = await app.OpenCaseAsync("Canary Zinnia Sixtytwo", "Canary Perpetrator Sixtytwo");
        var child = await app.ChildInAsync(opened, "Canary Child Sixtytwo");
        await app.JoinAsync(opened.Id, Cast.Council);
        await app.ExcludeAsync(opened.Perpetrators.Single().PersonId, Cast.ResponseOfficer.StaffId, "His brother");
        await app.ExcludeAsync(opened.Perpetrators.Single().PersonId, Cast.Representative.StaffId, "His sister");
        var later = await app.ChildInAsync(opened, "Canary Later Sixtytwo", Cast.CallHandler);

        foreach (var actor in new[] { Cast.ResponseOfficer, Cast.Representative })
        {
            Assert.False(await app.SeesAsync(actor, opened.Id) || await app.SeesIncidentsOfAsync(actor, opened.Id));
            foreach (var person in new[] { opened.VictimId, opened.Perpetrators.Single().PersonId, child, later })
            {
                Assert.False(await app.SeesAsync(actor, person));
            }
        }

        var search = await app.RunAsync<FindAnyone, FindAnyone.View>(s => s.ReadAsync(Cast.ResponseOfficer, "Canary Zinnia Sixtytwo", Ct));
        var history = await app.RunAsync<IncidentHistory, IncidentHistory.View>(h => h.ReadAsync(Cast.ResponseOfficer, new([], ["Canary Zinnia Sixtytwo"], []), Ct));
        Assert.DoesNotContain(search.People, r => r.Id == opened.VictimId);
        Assert.DoesNotContain(history.People, p => p.Id == opened.VictimId);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/people/{opened.VictimId}")).Status);
        Assert.True(await app.SeesAsync(Cast.Sergeant, opened.VictimId));
    }

    [Fact]
    public async Task S62_it_reaches_the_victims_other_case_and_a_call_made_later()
    {
        var opened = await app.OpenCaseAsync("Canary Twice", "Canary One");
        var second = await app.CaseAgainstAnotherAsync(opened);
        await app.ExcludeAsync(opened.Perpetrators.Single().PersonId, Cast.ResponseOfficer.StaffId);
        var later = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, opened.VictimId, null), (PartyRole.Perpetrator, second.Perpetrators.Single().PersonId, null));

        Assert.NotEqual(opened.Id, second.Id);
        Assert.False(await app.SeesAsync(Cast.ResponseOfficer, second.Id) || await app.SeesIncidentsOfAsync(Cast.ResponseOfficer, second.Id));
        await using var db = app.Database.Open();
        Assert.False(await db.Incidents.VisibleTo(Cast.ResponseOfficer, db).AnyAsync(i => i.Id == later, Ct));
    }

    [Fact]
    public async Task A_neighbour_who_called_takes_no_conflict_of_interest_to_other_families()
    {
        var opened = await app.OpenCaseAsync("Canary Here");
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == opened.Id).Select(i => i.Id).SingleAsync(Ct);
        var neighbour = (await app.RunAsync<NamePersonInIncident, Result<Id<Domain.People.Person>>>(n => n.HandleAsync(
            Cast.CallHandler, new(incident, null, new(PartyRole.Witness, null, "Canary Neighbour", null, null, null, null, null)), Ct))).Given();
        await app.ExcludeAsync(opened.VictimId, Cast.ResponseOfficer.StaffId);

        var elsewhere = await app.LogAboutAsync(Cast.CallHandler, (PartyRole.Victim, null, "Canary There"), (PartyRole.Witness, neighbour, null));

        Assert.True(await db.Incidents.VisibleTo(Cast.ResponseOfficer, db).AnyAsync(i => i.Id == elsewhere, Ct));
    }

    [Fact]
    public async Task An_agency_is_not_kept_from_a_case_that_it_owns()
    {
        var opened = await app.OpenCaseAsync("Canary Owned");
        await app.JoinAsync(opened.Id, Cast.OtherForce);
        await app.LogAboutAsync(Cast.OtherForceOfficer, (PartyRole.Victim, opened.VictimId, null), (PartyRole.Perpetrator, null, "Canary Elsewhere"));

        Assert.Equal("exclude.owner", (await app.ProtectAsync(Cast.Sergeant, new(opened.VictimId, null, null, [], [new(null, Cast.OtherForce, "x")]))).Refused().Code);
    }

    [Fact]
    public async Task A_call_that_joins_a_case_barred_to_whoever_logs_it_is_saved_and_no_more_is_said()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Barred");
        await BarAsync(opened, Cast.SupportWorker);
        var worker = app.SignedInAs(Cast.SupportWorker);
        var page = await worker.GetAsync("/incidents/log");
        var saved = await worker.PostAsync("/incidents/log", [.. page.FieldsFor("Save the call"), new("Input.People[0].PersonId", opened.VictimId.ToString()), new("Input.People[0].Role", "Victim")]);

        Assert.Equal("/incidents?done=logged", saved.RedirectsTo);
        var list = await worker.GetAsync(saved.RedirectsTo!);
        Assert.Contains("The call has been saved.", list.Text, StringComparison.Ordinal);
        Assert.False(await app.SeesIncidentsOfAsync(Cast.SupportWorker, opened.Id));
        await using var db = app.Database.Open();
        Assert.Equal(2, await db.Incidents.CountAsync(i => i.CaseId == opened.Id, Ct));
    }

    [Fact]
    public async Task R6_12_the_reference_is_shown_to_those_who_may_open_the_case_and_the_grade_to_them_and_an_unbarred_control_room()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Shown");
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == opened.Id).Select(i => i.Id).SingleAsync(Ct);

        var handler = await app.RunAsync<IncidentOverview, IncidentOverview.View>(o => o.ReadAsync(Cast.CallHandler, incident, Ct));
        Assert.Equal((null, RiskGrade.High), (handler.Cases.Single().Case!.Open, handler.Cases.Single().Case!.Grade));
        Assert.DoesNotContain(handler.Steps, s => s.Name == "IncidentJoinedCase");
        var sergeant = await app.RunAsync<IncidentOverview, IncidentOverview.View>(o => o.ReadAsync(Cast.Sergeant, incident, Ct));
        Assert.Equal((opened.Reference, RiskGrade.High), (sergeant.Cases.Single().Case!.Open!.Value.Reference, sergeant.Cases.Single().Case!.Grade));

        foreach (var barred in new[] { Cast.CallHandler, Cast.SecondSergeant })
        {
            await BarAsync(opened, barred);
            var view = await app.RunAsync<IncidentOverview, IncidentOverview.View>(o => o.ReadAsync(barred, incident, Ct));
            Assert.Null(view.Cases.Single().Case);
            var list = await app.RunAsync<IncidentList, IncidentList.View>(l => l.ReadAsync(barred, new(IncidentState.All, null), Ct));
            Assert.Null(list.Rows.Single(r => r.Id == incident).Risk);
            var history = await app.RunAsync<IncidentHistory, IncidentHistory.View>(h => h.ReadAsync(barred, new([], ["Canary Shown"], []), Ct));
            Assert.All(history.People.SelectMany(p => p.Calls).Where(c => c.Id == incident), c => Assert.Null(c.Risk));
        }
    }

    [Fact]
    public async Task A_case_kept_from_a_reader_is_not_counted_for_them_and_still_counts_against_the_cap()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Idva, "Canary Uncounted");
        (await app.AcceptAsync(referral, Cast.SecondIdva)).Given();
        var before = await CountAsync(Cast.IdvaManager);
        await app.ExcludeAsync(@case.VictimId, Cast.IdvaManager.StaffId);

        Assert.Equal(before - 1, await CountAsync(Cast.IdvaManager));
        Assert.Equal(before, (await LoadsAsync(Cast.SecondIdva, team: false)).Mine!.OpenCases);

        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.IdvaCaseload, Cast.IdvaService.Value, $"cap {before}", new DateOnly(2026, 11, 23), new CaseloadCaps(before, before), Ct))).Given();
        var (_, next) = await app.SentAsync(ReferralKind.Idva);
        Assert.Equal("caseload.reason", (await app.AcceptAsync(next, Cast.IdvaManager, Cast.SecondIdva.StaffId)).Refused().Code);

        async Task<int> CountAsync(Actor reader) => (await LoadsAsync(reader, team: true)).Team.Single(l => l.Idva.Id == Cast.SecondIdva.StaffId).OpenCases;

        Task<IdvaCases.View> LoadsAsync(Actor reader, bool team) => app.RunAsync<IdvaCases, IdvaCases.View>(read => read.ReadAsync(reader, team, Ct));
    }

    /// <summary>Kept from the case itself, as by a record made before its people were known.</summary>
    private Task BarAsync(Case opened, Actor actor) => app.WriteAsync(db =>
    {
        db.Exclusions.Add(new Exclusion(opened.Id.Value, actor.StaffId, null, "A relative", app.Clock.Now));
        return Task.CompletedTask;
    });
}
