using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static DomesticAbuseResponse.Web.Tests.Cases.CaseStory;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>A case is one victim and the people harming them (R2.2): which incident belongs to which, and how that is put right.</summary>
public sealed class WhichCaseTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S56_another_perpetrator_named_later_takes_the_incident_to_a_case_of_its_own()
    {
        var first = await app.OpenCaseAsync();
        var id = await app.LogAsync(Known(PartyRole.Victim, first.VictimId));
        Assert.Equal(first.Id, (await app.IncidentAsync(id)).CaseId); // the only case of hers while nobody else is known

        var other = (await app.NameAsync(id, Somebody(PartyRole.Perpetrator, "Canary Somebody Else"))).Given();

        var now = (await app.IncidentAsync(id)).CaseId!.Value;
        Assert.NotEqual(first.Id, now);
        Assert.False((await app.CaseAsync(first.Id)).IsAgainst(other));
        var second = await app.CaseAsync(now);
        Assert.Equal((first.VictimId, other), (second.VictimId, second.Perpetrators.Single().PersonId));
    }

    [Fact]
    public async Task A_perpetrator_named_later_brings_the_incident_to_the_case_that_already_holds_him()
    {
        var first = await app.OpenCaseAsync();
        var second = await app.CaseAgainstAnotherAsync(first);
        var id = await app.LogAsync(Known(PartyRole.Victim, first.VictimId), Known(PartyRole.Perpetrator, first.Perpetrators.Single().PersonId));
        (await app.WithdrawAsync(id, first.Perpetrators.Single().PersonId, PartyRole.Perpetrator)).Given();

        (await app.NameAsync(id, Known(PartyRole.Perpetrator, second.Perpetrators.Single().PersonId))).Given();

        Assert.Equal(second.Id, (await app.IncidentAsync(id)).CaseId);
    }

    [Fact]
    public async Task Two_who_harm_one_victim_together_stand_in_one_case()
    {
        var first = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(first);

        var brother = (await app.NameAsync(incident, Somebody(PartyRole.Perpetrator, "Canary Brother"))).Given();

        Assert.Equal(first.Id, (await app.IncidentAsync(incident)).CaseId);
        Assert.True((await app.CaseAsync(first.Id)).IsAgainst(brother));
    }

    [Fact]
    public async Task Each_victim_of_an_incident_has_a_case_an_assessment_and_a_clock_of_their_own()
    {
        var id = await app.LogAsync(Somebody(PartyRole.Victim, "Canary Mother"), Somebody(PartyRole.Victim, "Canary Daughter"), Somebody(PartyRole.Perpetrator, "Canary Father"));
        var incident = await app.IncidentAsync(id);
        var (mother, daughter) = (incident.Victims.First(), incident.Victims.Last());
        var (hers, daughters) = (incident.CaseOf(mother)!.Value, incident.CaseOf(daughter)!.Value);
        Assert.NotEqual(hers, daughters);
        Assert.All(new[] { hers, daughters }, c => Assert.Single(app.CaseAsync(c).Result.Perpetrators));

        await app.JoinAsync(daughters, Cast.IdvaService);
        var form = (await app.RunAsync<StartForIncident, Result<Id<RiskAssessment>>>(start => start.HandleAsync(Cast.ResponseOfficer, id, Ct, daughter))).Given();
        await using var db = app.Database.Open();
        var begun = await db.Assessments.SingleAsync(a => a.Id == form, Ct);
        Assert.Equal((daughters, daughter), (begun.CaseId, begun.PersonId));
        Assert.True(await db.Incidents.VisibleTo(Cast.Idva, db).AnyAsync(i => i.Id == id, Ct));
        Assert.True(await db.People.VisibleTo(Cast.Idva, db).AnyAsync(p => p.Id == mother, Ct));

        await app.GradeAsync(daughters, id, RiskGrade.High);
        Assert.Equal(daughters, (await app.OnlyOpenDeadlineOfAsync(daughters)).CaseId);
        Assert.Empty(await app.DeadlinesOfAsync(hers));

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/incidents/{id}");
        Assert.Contains("Start the DASH for Canary Daughter", page.Text, StringComparison.Ordinal);
        Assert.Contains("Case of Canary Mother", page.Text, StringComparison.Ordinal);
        Assert.Contains((await app.IncidentAsync(id)).Reference, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{daughters}")).Text, StringComparison.Ordinal);
        Assert.Contains((await app.IncidentAsync(id)).Reference, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{daughters}/chronology")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_victim_named_later_has_a_case_too_and_one_withdrawn_takes_only_their_own_away()
    {
        var first = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(first);

        var second = (await app.NameAsync(incident, Somebody(PartyRole.Victim, "Canary Second"))).Given();
        Assert.NotNull((await app.IncidentAsync(incident)).CaseOf(second));

        (await app.WithdrawAsync(incident, first.VictimId, PartyRole.Victim)).Given();
        var now = await app.IncidentAsync(incident);
        Assert.Equal([now.CaseId!.Value], now.Cases);
        Assert.Equal(now.CaseId, now.CaseOf(second));
    }

    [Fact]
    public async Task A_person_moves_an_incident_to_a_new_case_with_a_reason_that_stays_on_it()
    {
        var first = await app.OpenCaseAsync("Canary Moved");
        await app.JoinAsync(first.Id, Cast.IdvaService);
        var perpetrator = first.Perpetrators.Single().PersonId;
        var id = await app.LogAsync(Known(PartyRole.Victim, first.VictimId), Known(PartyRole.Perpetrator, perpetrator));
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var page = await client.GetAsync($"/incidents/{id}/case/{first.VictimId}");
        Assert.Contains(first.Reference, page.Text, StringComparison.Ordinal);
        page.FillNamed("Input.To", "new");
        var blank = await page.PressAsync("Save");
        blank.ShowsError("Say why it belongs there", forLabel: "Why does it belong there?");
        var done = await blank.Fill("Why does it belong there?", "CNRY-reason: seen at work that day").PressAsync("Save");

        Assert.Equal($"/incidents/{id}?done=moved", done.RedirectsTo);
        var now = await app.IncidentAsync(id);
        Assert.NotEqual(first.Id, now.CaseId);
        Assert.Equal((IncidentDecisionKind.CaseChosen, first.Id, now.CaseId), (now.Decisions.Single().Kind, now.Decisions.Single().FromCaseId!.Value, now.Decisions.Single().ToCaseId));
        Assert.Contains("CNRY-reason", (await client.GetAsync(done.RedirectsTo!)).Text, StringComparison.Ordinal);
        Assert.Contains("IncidentMoved", await app.EventsOfAsync(now.CaseId!.Value));
        await using var db = app.Database.Open();
        Assert.False(await db.Incidents.VisibleTo(Cast.Idva, db).AnyAsync(i => i.Id == id, Ct));
        Assert.True((await app.CaseAsync(first.Id)).IsAgainst(perpetrator)); // its first incident still names him
    }

    [Fact]
    public async Task An_incident_goes_only_to_an_open_case_of_the_same_victim()
    {
        var first = await app.OpenCaseAsync();
        var foreign = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(first);

        Assert.Equal("incident.other-case", (await app.MoveAsync(incident, first.VictimId, foreign.Id)).Refused().Code);
        Assert.Equal("incident.other-case", (await app.MoveAsync(incident, first.VictimId, first.Id)).Refused().Code);
        Assert.Equal("incident.move-reason", (await app.MoveAsync(incident, first.VictimId, null, " ")).Refused().Code);
        Assert.Equal("incident.no-such-part", (await app.MoveAsync(incident, first.Perpetrators.Single().PersonId, null)).Refused().Code);
    }

    [Fact]
    public async Task What_was_found_of_the_risk_goes_with_the_incident_and_lowers_nothing()
    {
        var first = await app.GradedCaseAsync(RiskGrade.High, "Canary Carried");
        var incident = await app.FirstIncidentOfAsync(first);
        var clock = await app.OnlyOpenDeadlineOfAsync(first.Id);

        var second = (await app.MoveAsync(incident, first.VictimId, null)).Given();

        Assert.Equal((RiskGrade.High, RiskGrade.High), ((await app.CaseAsync(first.Id)).Grade, (await app.CaseAsync(second)).Grade));
        Assert.Equal((incident, clock.DueAt), ((await app.OnlyOpenDeadlineOfAsync(second)).IncidentId!.Value, (await app.OnlyOpenDeadlineOfAsync(second)).DueAt));
        Assert.DoesNotContain(await app.DeadlinesOfAsync(first.Id), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim);
        Assert.Equal(2, (await app.ReferralsOfAsync(await app.CaseAsync(second))).Count);
    }

    [Fact]
    public async Task A_form_not_finished_goes_to_the_new_case_and_is_finished_there()
    {
        var first = await app.OpenCaseAsync("Canary Unfinished");
        var id = await app.LogAsync(Known(PartyRole.Victim, first.VictimId));
        var form = await app.AnswerDashAsync(id, Cast.ResponseOfficer, new HashSet<int>());

        (await app.NameAsync(id, Somebody(PartyRole.Perpetrator, "Canary Known Late"))).Given();
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Judged on what was seen at the scene")).Given();

        var second = (await app.IncidentAsync(id)).CaseId!.Value;
        Assert.Equal((null, RiskGrade.Medium), ((await app.CaseAsync(first.Id)).Grade, (await app.CaseAsync(second)).Grade));
    }

    [Fact]
    public async Task A_victim_left_without_a_case_is_said_to_be_so_and_one_press_opens_it()
    {
        var id = await app.LogAsync(Somebody(PartyRole.Victim, "Canary Caseless"), Somebody(PartyRole.Perpetrator, "Canary Known"));
        var victim = (await app.IncidentAsync(id)).Victims.Single();
        await using (var db = app.Database.Open())
        {
            await db.Incidents.Where(i => i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.CaseId, (Id<Case>?)null), Ct);
            await db.Set<IncidentParty>().Where(p => p.IncidentId == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.CaseId, (Id<Case>?)null), Ct);
        }

        var client = app.SignedInAs(Cast.ResponseOfficer);
        Assert.Contains("Canary Caseless has no case yet", (await client.GetAsync($"/incidents/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal($"/incidents/{id}?done=moved", (await (await client.GetAsync($"/incidents/{id}/case/{victim}")).PressAsync("Open a case")).RedirectsTo);
        Assert.NotNull((await app.IncidentAsync(id)).CaseOf(victim));
    }

    [Fact]
    public async Task The_contact_clock_of_a_report_goes_with_it_as_it_was_reckoned_also_to_a_case_with_the_same_grade()
    {
        var first = await app.GradedCaseAsync(RiskGrade.Medium, "Canary Same Grade");
        var incident = await app.FirstIncidentOfAsync(first);
        var clock = await app.OnlyOpenDeadlineOfAsync(first.Id);
        app.Clock.Now = app.Clock.Now.AddHours(1);
        var other = await app.LogAsync(Known(PartyRole.Victim, first.VictimId), Somebody(PartyRole.Perpetrator, "Canary Other"));
        var second = (await app.IncidentAsync(other)).CaseId!.Value;
        Assert.NotEqual(first.Id, second);
        await app.GradeAsync(second, other, RiskGrade.Medium);

        (await app.MoveAsync(incident, first.VictimId, second)).Given();

        Assert.DoesNotContain(await app.DeadlinesOfAsync(first.Id), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim);
        var moved = Assert.Single(await app.DeadlinesOfAsync(second), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim && d.IncidentId == incident);
        Assert.Equal((clock.DueAt, clock.StartedAt, clock.Trace, clock.Id), (moved.DueAt, moved.StartedAt, moved.Trace, moved.ReplacesId!.Value));
    }

    [Fact]
    public async Task A_High_that_comes_with_an_incident_keeps_its_own_hour_and_is_an_inspectors_to_see()
    {
        var first = await app.GradedCaseAsync(RiskGrade.High, "Canary Last Hour");
        var incident = await app.FirstIncidentOfAsync(first);
        var clock = await app.OnlyOpenDeadlineOfAsync(first.Id);
        var other = await app.LogAsync(Known(PartyRole.Victim, first.VictimId), Somebody(PartyRole.Perpetrator, "Canary Other"));
        var second = (await app.IncidentAsync(other)).CaseId!.Value;
        app.Clock.Now = clock.DueAt.AddHours(-1);
        await app.GradeAsync(second, other, RiskGrade.Medium);

        (await app.MoveAsync(incident, first.VictimId, second)).Given();

        Assert.Equal(clock.DueAt, Assert.Single(await app.DeadlinesOfAsync(second), d => d.IsOpen && d.IncidentId == incident).DueAt);
        Assert.Equal(RiskGrade.High, (await app.CaseAsync(second)).Grade);
        await using var db = app.Database.Open();
        Assert.True(await db.Notices.AnyAsync(n => n.CaseId == second && n.Kind == NoticeKind.HighRiskInspector && n.DoneAt == null, Ct));
    }

    [Fact]
    public async Task A_grade_given_after_the_incident_has_moved_reaches_the_case_it_belongs_to()
    {
        var first = await app.OpenCaseAsync("Canary Regraded", "Canary Perpetrator");
        var incident = await app.FirstIncidentOfAsync(first);
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Medium, "Judged on what was seen at the scene")).Given();
        var second = (await app.MoveAsync(incident, first.VictimId, null)).Given();

        app.Clock.Now = app.Clock.Now.AddHours(1);
        (await app.GiveGradeAsync(form, Cast.Sergeant, RiskGrade.High, "What the sergeant knows of him")).Given();

        Assert.Equal(RiskGrade.High, (await app.CaseAsync(second)).Grade);
        Assert.Equal(2, (await app.ReferralsOfAsync(await app.CaseAsync(second))).Count);
        Assert.Contains(await app.DeadlinesOfAsync(second), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim && d.IncidentId == incident);
        Assert.DoesNotContain(await app.DeadlinesOfAsync(first.Id), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim);
    }

    [Fact]
    public async Task Why_an_incident_was_moved_is_told_to_those_alone_who_may_know_both_cases()
    {
        var first = await app.GradedCaseAsync(RiskGrade.Medium, "Canary Told");
        var incident = await app.FirstIncidentOfAsync(first);
        await app.MoveAsync(incident, first.VictimId, null, "CNRY-why it was moved");

        Assert.Contains("CNRY-why", (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CNRY-why", (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_about_two_victims_is_listed_with_the_graver_of_their_grades()
    {
        var id = await app.LogAsync(Somebody(PartyRole.Victim, "Canary Listed First"), Somebody(PartyRole.Victim, "Canary Listed Second"), Somebody(PartyRole.Perpetrator, "Canary Father"));
        var incident = await app.IncidentAsync(id);
        await app.GradeAsync(incident.CaseOf(incident.Victims.First())!.Value, id, RiskGrade.Standard);
        await app.GradeAsync(incident.CaseOf(incident.Victims.Last())!.Value, id, RiskGrade.High);

        var list = await app.RunAsync<IncidentList, IncidentList.View>(l => l.ReadAsync(Cast.SafeguardingOfficer, new(IncidentState.All, null), Ct));

        Assert.Equal(RiskGrade.High, list.Rows.Single(r => r.Id == id).Risk);
    }
}
