using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Referrals;

/// <summary>Each accuses the other (R4.17).</summary>
public sealed class CounterAllegationTests(WebApp app) : IClassFixture<WebApp>
{
    private const string _rationale = "His injuries are defensive; the pattern over four years is hers.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S84_an_incident_that_names_two_people_each_as_victim_and_perpetrator_flags_the_case()
    {
        var @case = await app.OpenCaseAsync();
        var other = @case.Perpetrators.Single().PersonId;

        await LogAsync((PartyRole.Victim, @case.VictimId), (PartyRole.Victim, other), (PartyRole.Perpetrator, @case.VictimId), (PartyRole.Perpetrator, other));

        var flagged = await CaseAsync(@case.Id);
        Assert.True(flagged.CounterAllegation);
        Assert.Contains("both victim and perpetrator", flagged.CounterAllegationBecause, StringComparison.Ordinal);
        Assert.Equal([other], flagged.Perpetrators.Select(p => p.PersonId));
    }

    [Fact]
    public async Task S84_two_cases_with_the_same_two_people_the_other_way_round_are_both_flagged()
    {
        var @case = await app.OpenCaseAsync();
        var other = @case.Perpetrators.Single().PersonId;

        var incident = await LogAsync((PartyRole.Victim, other), (PartyRole.Perpetrator, @case.VictimId));

        Assert.True((await CaseAsync(@case.Id)).CounterAllegation);
        Assert.True((await CaseAsync(incident.CaseId!.Value)).CounterAllegation);
    }

    [Fact]
    public async Task An_ordinary_second_call_flags_nothing()
    {
        var @case = await app.OpenCaseAsync();

        await LogAsync((PartyRole.Victim, @case.VictimId), (PartyRole.Perpetrator, @case.Perpetrators.Single().PersonId));

        Assert.False((await CaseAsync(@case.Id)).CounterAllegation);
    }

    [Fact]
    public async Task S84_both_are_assessed_and_a_second_person_decides_with_a_rationale()
    {
        var (@case, other) = await FlaggedAsync();
        Assert.Equal("counter.assess-both", (await DecideAsync(@case.Id, @case.VictimId, Cast.Sergeant, _rationale)).Refused().Code);
        await app.AssessAsync(@case, 15, RiskGrade.High);
        Assert.Equal("counter.assess-both", (await DecideAsync(@case.Id, @case.VictimId, Cast.Sergeant, _rationale)).Refused().Code);
        await app.AssessAsync(@case, 3, RiskGrade.Standard, person: other, by: Cast.Sergeant);

        Assert.Equal("counter.rationale", (await DecideAsync(@case.Id, @case.VictimId, Cast.Inspector, "It is clear")).Refused().Code);
        Assert.Equal("counter.no-standing", (await DecideAsync(@case.Id, @case.VictimId, Cast.ResponseOfficer, _rationale)).Refused().Code);
        Assert.Equal("counter.second-person", (await DecideAsync(@case.Id, @case.VictimId, Cast.Sergeant, _rationale)).Refused().Code); // assessed one of them
        Assert.Equal("counter.second-person", (await DecideAsync(@case.Id, @case.VictimId, Cast.SafeguardingOfficer, _rationale)).Refused().Code); // set the flag
        Assert.Equal(@case.Id, (await DecideAsync(@case.Id, @case.VictimId, Cast.Inspector, _rationale)).Given());
        Assert.Equal((@case.VictimId, Cast.Inspector.StaffId), ((await CaseAsync(@case.Id)).PrimaryVictim!.PersonId, (await CaseAsync(@case.Id)).PrimaryVictim!.DecidedBy));
    }

    [Fact]
    public async Task S84_where_the_other_person_is_the_primary_victim_their_own_case_carries_grade_decision_and_referrals()
    {
        var (@case, other) = await FlaggedAsync();
        await app.AssessAsync(@case, 4, RiskGrade.Standard);
        await app.AssessAsync(@case, 16, RiskGrade.High, person: other);

        var theirs = await CaseAsync((await DecideAsync(@case.Id, other, Cast.Inspector, _rationale)).Given());

        Assert.NotEqual(@case.Id, theirs.Id);
        Assert.Equal((other, @case.VictimId, RiskGrade.High), (theirs.VictimId, theirs.Perpetrators.Single().PersonId, theirs.Grade));
        var raised = await app.ReferralsOfAsync(theirs);
        Assert.Equal([ReferralKind.Idva, ReferralKind.Marac], raised.Select(r => r.Kind));
        (await app.SendAsync(raised[1].Id)).Given();
        var first = (await app.StartAsync(@case, ReferralKind.Idva)).Given();
        Assert.Equal(SendingRules.NotPrimary, (await app.SendAsync(first, consent: true)).Refused().Code);
    }

    [Fact]
    public async Task A_later_decision_replaces_the_first_and_leaves_it_readable()
    {
        var (@case, other) = await FlaggedAsync();
        await app.AssessAsync(@case, 15, RiskGrade.High);
        await app.AssessAsync(@case, 3, RiskGrade.Standard, person: other);
        (await DecideAsync(@case.Id, other, Cast.Inspector, _rationale)).Given();
        (await DecideAsync(@case.Id, @case.VictimId, Cast.SecondSergeant, "The neighbour's recording shows who started it.")).Given();

        var view = await app.RunAsync<CounterAllegationView, CounterAllegationView.View>(read => read.ReadAsync(Cast.Inspector, @case.Id, Ct));
        Assert.Equal(["The neighbour's recording shows who started it.", _rationale], view.Decisions.Select(d => d.Rationale));
        Assert.Equal(@case.VictimId, (await CaseAsync(@case.Id)).PrimaryVictim!.PersonId);
    }

    [Fact]
    public async Task S84_their_own_case_has_the_contact_deadline_from_the_report_and_an_inspector_is_told()
    {
        var (@case, other) = await FlaggedAsync();
        await using var db = app.Database.Open();
        var reported = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.ReportedAt).SingleAsync(Ct);
        await app.AssessAsync(@case, 4, RiskGrade.Standard);
        await app.AssessAsync(@case, 16, RiskGrade.High, person: other);

        var theirs = (await DecideAsync(@case.Id, other, Cast.Inspector, _rationale)).Given();

        var contact = await db.Deadlines.SingleAsync(d => d.CaseId == theirs && d.Kind == DeadlineKind.ContactVictim, Ct);
        Assert.Equal((reported, reported.AddHours(24)), (contact.StartedAt, contact.DueAt));
        Assert.Equal(Cast.Police, (await db.Notices.SingleAsync(n => n.CaseId == theirs && n.Kind == NoticeKind.HighRiskInspector, Ct)).AgencyId);
    }

    [Fact]
    public async Task S84_whoever_graded_one_of_them_assessed_them_though_somebody_else_began_the_form()
    {
        var (@case, other) = await FlaggedAsync();
        await app.AssessAsync(@case, 3, RiskGrade.Standard, person: other);
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(Ct);
        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        (await app.CompleteDashAsync(form, Cast.Inspector, RiskGrade.Medium, "Judged on what was seen at the scene")).Given();

        Assert.Equal("counter.second-person", (await DecideAsync(@case.Id, @case.VictimId, Cast.Inspector, _rationale)).Refused().Code);
    }

    [Fact]
    public async Task S84_two_agencies_whose_cases_hold_the_same_two_people_the_other_way_round_are_both_told_that_and_no_more()
    {
        var @case = await app.OpenCaseAsync("Canary Across");
        await app.JoinAsync(@case.Id, Cast.OtherForce);
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.OtherForceOfficer,
            new(new Call(), null, null, null,
                [new(PartyRole.Victim, @case.Perpetrators.Single().PersonId, null, null, null, null, null, null), new(PartyRole.Perpetrator, @case.VictimId, null, null, null, null, null, null)]),
            Ct));

        await using var db = app.Database.Open();
        var theirs = await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct);
        foreach (var flagged in new[] { await CaseAsync(@case.Id), theirs })
        {
            Assert.True(flagged.CounterAllegation);
            Assert.Equal("Other records name the same two people the other way round.", flagged.CounterAllegationBecause);
        }

        var seen = await db.RecordEvents.SingleAsync(e => e.CaseId == @case.Id && e.Name == nameof(CounterAllegationSeen), Ct);
        Assert.Equal((null, Actor.System.StaffId, Actor.System.AgencyId), (seen.IncidentId, seen.ByStaffId, seen.ByAgencyId));
        var chronology = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{@case.Id}/chronology");
        Assert.DoesNotContain("Other force officer", chronology.Text, StringComparison.Ordinal);
    }

    private async Task<(Case Case, Id<Person> Other)> FlaggedAsync()
    {
        var @case = await app.OpenCaseAsync();
        (await app.RunAsync<FlagCounterAllegation, Result<Id<Case>>>(flag => flag.HandleAsync(
            Cast.SafeguardingOfficer, new(@case.Id, "He says she started it"), Ct))).Given();
        return (@case, @case.Perpetrators.Single().PersonId);
    }

    [Fact]
    public async Task S84_both_cases_carry_one_decision_and_a_page_read_before_another_was_proposed_answers_nothing()
    {
        var (@case, other) = await FlaggedAsync();
        var his = (await LogAsync((PartyRole.Victim, other), (PartyRole.Perpetrator, @case.VictimId))).CaseId!.Value;
        await app.AssessAsync(@case, 15, RiskGrade.High);
        await app.AssessAsync(@case, 3, RiskGrade.Standard, person: other, by: Cast.Sergeant);
        (await ProposeAsync(his, other, Cast.ResponseOfficer, _rationale)).Given();

        (await DecideAsync(@case.Id, @case.VictimId, Cast.Inspector, _rationale)).Given();
        Assert.Equal(@case.VictimId, (await CaseAsync(his)).PrimaryVictim!.PersonId); // never two primary victims of two cases
        Assert.Equal("counter.answered", (await AnswerAsync(his, Cast.Inspector, true, null)).Refused().Code); // what waited there is answered with it

        (await ProposeAsync(@case.Id, other, Cast.ResponseOfficer, _rationale)).Given();
        await using var db = app.Database.Open();
        var read = await db.Cases.Where(c => c.Id == @case.Id).SelectMany(c => c.PrimaryVictimProposals).MaxAsync(p => p.Number, Ct);
        (await AnswerAsync(@case.Id, Cast.Inspector, false, "The forms say otherwise")).Given();
        (await ProposeAsync(@case.Id, @case.VictimId, Cast.ResponseOfficer, _rationale)).Given();
        var stale = await app.RunAsync<AnswerPrimaryVictim, Result<Id<Case>>>(decide => decide.HandleAsync(Cast.Inspector, new(@case.Id, true, null, read), Ct));
        Assert.Equal("counter.other-proposal", stale.Refused().Code);
    }

    /// <summary>Proposed by the officer where nothing waits yet, and confirmed.</summary>
    private async Task<Result<Id<Case>>> DecideAsync(Id<Case> id, Id<Person> primary, Actor by, string rationale)
    {
        var proposed = await ProposeAsync(id, primary, Cast.ResponseOfficer, rationale);
        return proposed.Refusal is { Code: not "counter.waits" } ? proposed : await AnswerAsync(id, by, true, null);
    }

    private Task<Result<Id<Case>>> ProposeAsync(Id<Case> id, Id<Person> primary, Actor by, string rationale) =>
        app.RunAsync<ProposePrimaryVictim, Result<Id<Case>>>(propose => propose.HandleAsync(by, new(id, primary, rationale), Ct));

    private Task<Result<Id<Case>>> AnswerAsync(Id<Case> id, Actor by, bool confirm, string? reason) =>
        app.RunAsync<AnswerPrimaryVictim, Result<Id<Case>>>(decide => decide.HandleAsync(by, new(id, confirm, reason), Ct));

    private async Task<Case> CaseAsync(Id<Case> id)
    {
        await using var db = app.Database.Open();
        return await db.Cases.AsNoTracking().Include(c => c.Perpetrators).SingleAsync(c => c.Id == id, Ct);
    }

    private async Task<Incident> LogAsync(params (PartyRole Role, Id<Person> Person)[] parties)
    {
        var id = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.ResponseOfficer,
            new LogIncident.Command(
                new Call(), ResponseGrade.EarlyResponse, Cast.Unit, null,
                [.. parties.Select(p => new LogIncident.Party(p.Role, p.Person, null, null, null, null, null, null))]),
            Ct));
        await using var db = app.Database.Open();
        return await db.Incidents.AsNoTracking().SingleAsync(i => i.Id == id, Ct);
    }
}
