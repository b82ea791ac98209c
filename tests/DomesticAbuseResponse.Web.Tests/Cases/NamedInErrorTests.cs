using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Maracs;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static DomesticAbuseResponse.Web.Tests.Cases.CaseStory;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>Somebody named in error, and taken back, is out of everything that came of it.</summary>
public sealed class NamedInErrorTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_perpetrator_named_in_error_and_taken_back_leaves_the_case_and_the_history_says_so()
    {
        var @case = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(@case);
        var wrong = (await app.NameAsync(incident, Somebody(PartyRole.Perpetrator, "Canary Wrong Man"))).Given();
        Assert.True((await app.CaseAsync(@case.Id)).IsAgainst(wrong));

        (await app.WithdrawAsync(incident, wrong, PartyRole.Perpetrator)).Given();

        Assert.Equal(@case.Perpetrators.Select(p => p.PersonId), (await app.CaseAsync(@case.Id)).Perpetrators.Select(p => p.PersonId));
        Assert.Contains("PerpetratorRemoved", await app.EventsOfAsync(@case.Id));
    }

    [Fact]
    public async Task A_perpetrator_whom_another_incident_of_the_case_names_stays()
    {
        var @case = await app.OpenCaseAsync();
        var (victim, perpetrator) = (@case.VictimId, @case.Perpetrators.Single().PersonId);
        var again = await app.LogAsync(Known(PartyRole.Victim, victim), Known(PartyRole.Perpetrator, perpetrator));

        (await app.WithdrawAsync(again, perpetrator, PartyRole.Perpetrator)).Given();

        Assert.True((await app.CaseAsync(@case.Id)).IsAgainst(perpetrator));
    }

    [Theory]
    [InlineData(PartyRole.Perpetrator)]
    [InlineData(PartyRole.Witness)]
    [InlineData(PartyRole.Child)]
    public async Task Whoever_was_named_in_error_is_in_no_partners_reach_any_longer(PartyRole role)
    {
        var @case = await app.OpenCaseAsync();
        await app.JoinAsync(@case.Id, Cast.IdvaService);
        await app.JoinMaracAsync(@case.Id);
        var incident = await app.FirstIncidentOfAsync(@case);
        var wrong = (await app.NameAsync(incident, Somebody(role, "Canary Innocent"))).Given();
        var idva = app.SignedInAs(Cast.Idva);
        Assert.Equal(HttpStatusCode.OK, (await idva.GetAsync($"/people/{wrong}")).Status);

        (await app.WithdrawAsync(incident, wrong, role)).Given();

        foreach (var page in new[] { $"/people/{wrong}", $"/people/{wrong}/safe-contact" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await idva.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync(page)).Status);
        }

        await using var db = app.Database.Open();
        Assert.Equal([Cast.Police], await db.Participations.Where(p => p.RecordId == wrong.Value && p.Until == null).Select(p => p.AgencyId!.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task Who_is_still_in_the_case_by_another_incident_stays_in_its_partners_reach()
    {
        var @case = await app.OpenCaseAsync();
        await app.JoinAsync(@case.Id, Cast.IdvaService);
        var incident = await app.FirstIncidentOfAsync(@case);
        var witness = (await app.NameAsync(incident, Somebody(PartyRole.Witness, "Canary Neighbour"))).Given();
        var again = await app.LogAsync(Known(PartyRole.Victim, @case.VictimId), Known(PartyRole.Witness, witness));

        (await app.WithdrawAsync(again, witness, PartyRole.Witness)).Given();

        await using var db = app.Database.Open();
        Assert.True(await db.People.VisibleTo(Cast.Idva, db).AnyAsync(p => p.Id == witness, Ct));
        Assert.True(await db.People.VisibleTo(Cast.Idva, db).AnyAsync(p => p.Id == @case.VictimId, Ct));
    }

    [Fact]
    public async Task An_incident_that_leaves_a_case_leaves_its_partners_reach_with_everybody_who_came_with_it()
    {
        var @case = await app.OpenCaseAsync();
        await app.JoinAsync(@case.Id, Cast.IdvaService);
        var id = await app.LogAsync(Known(PartyRole.Victim, @case.VictimId), Known(PartyRole.Perpetrator, @case.Perpetrators.Single().PersonId), Somebody(PartyRole.Child, "Canary Other Child"));
        var child = (await app.IncidentAsync(id)).Parties.Single(p => p.Role is PartyRole.Child).PersonId;
        Assert.Equal((true, true), await ReachAsync(id, child));

        (await app.WithdrawAsync(id, @case.VictimId, PartyRole.Victim)).Given();

        Assert.Null((await app.IncidentAsync(id)).CaseId);
        Assert.Equal((false, false), await ReachAsync(id, child));
        Assert.Contains("IncidentLeftCase", await app.EventsOfAsync(@case.Id));
    }

    [Fact]
    public async Task A_person_in_two_cases_of_one_service_stays_in_its_reach_until_the_last_of_them_lets_go()
    {
        var first = await app.OpenCaseAsync("Canary First");
        var second = await app.OpenCaseAsync("Canary Second");
        await app.JoinAsync(first.Id, Cast.IdvaService);
        await app.JoinAsync(second.Id, Cast.IdvaService);
        var (one, two) = (await app.FirstIncidentOfAsync(first), await app.FirstIncidentOfAsync(second));
        var witness = (await app.NameAsync(one, Somebody(PartyRole.Witness, "Canary Seen Twice"))).Given();
        (await app.NameAsync(two, Known(PartyRole.Witness, witness))).Given();

        (await app.WithdrawAsync(one, witness, PartyRole.Witness)).Given();
        Assert.True(await IsReadableAsync(witness));
        (await app.WithdrawAsync(two, witness, PartyRole.Witness)).Given();
        Assert.False(await IsReadableAsync(witness));
    }

    [Fact]
    public async Task The_warning_of_a_MARAC_does_not_stay_on_somebody_named_in_error()
    {
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Flagged");
        var incident = await app.FirstIncidentOfAsync(@case);
        var wrong = (await app.NameAsync(incident, Somebody(PartyRole.Perpetrator, "Canary Wrongly Flagged"))).Given();
        (await app.PlaceAsync(referral, await app.MeetingAsync(new DateOnly(2026, 12, 9)))).Given();

        (await app.WithdrawAsync(incident, wrong, PartyRole.Perpetrator)).Given();

        await using var db = app.Database.Open();
        var flagged = await db.People.Include(p => p.Flags).Where(p => p.Id == wrong || p.Id == @case.VictimId).ToListAsync(Ct);
        Assert.Equal([@case.VictimId], flagged.Where(p => p.Flags.Any(f => f.IsLiveOn(new DateOnly(2026, 11, 23)))).Select(p => p.Id));
    }

    [Fact]
    public async Task Somebody_named_in_error_is_not_counted_in_the_grounds()
    {
        var @case = await app.OpenCaseAsync("Canary Counted");
        var incident = await app.FirstIncidentOfAsync(@case);
        var wrong = (await app.NameAsync(incident, Somebody(PartyRole.Perpetrator, "Canary Counted Wrongly"))).Given();
        (await app.WithdrawAsync(incident, wrong, PartyRole.Perpetrator)).Given();
        await app.LogAsync(Known(PartyRole.Victim, @case.VictimId), Known(PartyRole.Perpetrator, wrong));
        await app.LogAsync(Known(PartyRole.Victim, @case.VictimId), Known(PartyRole.Perpetrator, wrong));

        var now = await app.CaseAsync(@case.Id);
        var grounds = await app.RunAsync<ReferralEvidence, ReferralEvaluation>(evidence => evidence.EvaluateAsync(now, Cast.Marac, null, new ReferrerSays(true), app.Clock.Now, Ct));
        Assert.False(grounds[Ground.PotentialEscalation].IsMet);
    }

    [Fact]
    public async Task S84_a_counter_allegation_that_rested_on_the_error_is_lifted()
    {
        var id = await app.LogAsync(Somebody(PartyRole.Victim, "Canary One"), Somebody(PartyRole.Other, "Canary Two"));
        var (one, two) = ((await app.IncidentAsync(id)).Parties.First().PersonId, (await app.IncidentAsync(id)).Parties.Last().PersonId);
        foreach (var party in new[] { Known(PartyRole.Perpetrator, one), Known(PartyRole.Victim, two), Known(PartyRole.Perpetrator, two) })
        {
            (await app.NameAsync(id, party)).Given();
        }

        var @case = (await app.IncidentAsync(id)).CaseOf(one)!.Value;
        Assert.True((await app.CaseAsync(@case)).CounterAllegation);

        (await app.WithdrawAsync(id, two, PartyRole.Perpetrator)).Given();

        var now = await app.CaseAsync(@case);
        Assert.Equal((false, 0), (now.CounterAllegation, now.Perpetrators.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incident_is_restricted_no_longer_once_nobody_restricted_is_in_it(bool inCase)
    {
        var incident = inCase
            ? await app.FirstIncidentOfAsync(await app.OpenCaseAsync("Canary Open"))
            : await app.LogAsync(Cast.ResponseOfficer, Cast.Unit, Somebody(PartyRole.Other, "Canary Bystander"));
        var wrong = (await app.NameAsync(incident, Somebody(PartyRole.Witness, "Canary Hidden"))).Given();
        var alsoHidden = (await app.NameAsync(incident, Somebody(PartyRole.Child, "Canary Hidden Child"))).Given();
        await app.RestrictAsync(wrong, null, Cast.ResponseOfficer.StaffId);
        await app.RestrictAsync(alsoHidden, null, Cast.ResponseOfficer.StaffId);
        Assert.False(await SeesAsync(Cast.Sergeant, incident));

        (await app.WithdrawAsync(incident, wrong, PartyRole.Witness)).Given();
        Assert.False(await SeesAsync(Cast.Sergeant, incident)); // the child still is
        (await app.WithdrawAsync(incident, alsoHidden, PartyRole.Child)).Given();

        Assert.True(await SeesAsync(Cast.Sergeant, incident));
        Assert.False((await app.IncidentAsync(incident)).IsRestricted);
        Assert.False(await app.IsNamedAsync(Cast.ResponseOfficer, incident.Value));
    }

    [Fact]
    public async Task Nobody_is_taken_back_while_an_assessment_of_them_hangs_on_it()
    {
        var @case = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(@case);
        await app.AssessAsync(@case, 3, Domain.Risk.RiskGrade.Standard, person: @case.Perpetrators.Single().PersonId);

        Assert.Equal("incident.assessed", (await app.WithdrawAsync(incident, @case.Perpetrators.Single().PersonId, PartyRole.Perpetrator)).Refused().Code);
    }

    [Fact]
    public async Task Two_who_change_one_incident_at_once_are_told_that_nothing_was_taken_back()
    {
        var @case = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(@case);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var page = await officer.GetAsync($"/incidents/{incident}/people/{@case.Perpetrators.Single().PersonId}/withdraw?role=Perpetrator");
        app.Clock.Now = app.Clock.Now.AddMinutes(1);
        (await app.NameAsync(incident, Somebody(PartyRole.Witness, "Canary Late Witness"))).Given();

        var refused = await page.PressAsync("Take it back");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("nothing has been taken back", refused.Text, StringComparison.Ordinal);
        Assert.Contains("done=withdrawn", (await refused.PressAsync("Take it back")).RedirectsTo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?role=Nobody")]
    public async Task A_part_that_is_not_named_takes_nobody_back(string query)
    {
        var @case = await app.OpenCaseAsync();
        var incident = await app.FirstIncidentOfAsync(@case);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var form = (await officer.GetAsync($"/incidents/{incident}/people/{@case.VictimId}/withdraw?role=Victim")).FieldsFor("Take it back");

        Assert.Equal(HttpStatusCode.NotFound, (await officer.PostAsync($"/incidents/{incident}/people/{@case.VictimId}/withdraw{query}", form)).Status);
        Assert.Equal(@case.Id, (await app.IncidentAsync(incident)).CaseId);
    }

    private async Task<bool> SeesAsync(Domain.Agencies.Actor actor, Id<Incident> incident)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.VisibleTo(actor, db).AnyAsync(i => i.Id == incident, Ct);
    }

    private async Task<(bool Incident, bool Person)> ReachAsync(Id<Incident> incident, Id<Person> person)
    {
        await using var db = app.Database.Open();
        return (await db.Incidents.VisibleTo(Cast.Idva, db).AnyAsync(i => i.Id == incident, Ct), await db.People.VisibleTo(Cast.Idva, db).AnyAsync(p => p.Id == person, Ct));
    }

    private async Task<bool> IsReadableAsync(Id<Person> person)
    {
        await using var db = app.Database.Open();
        return await db.People.VisibleTo(Cast.Idva, db).AnyAsync(p => p.Id == person, Ct);
    }

    [Fact]
    public async Task A_warning_raised_by_hand_stays_on_somebody_named_in_error()
    {
        var @case = await app.OpenCaseAsync("Canary Flag Kept", "Canary Flagged");
        var flagged = @case.Perpetrators.Single().PersonId;
        await using (var db = app.Database.Open())
        {
            (await db.People.Include(p => p.Flags).SingleAsync(p => p.Id == flagged, Ct)).Flag(PersonFlagKind.MaracWithinTwelveMonths, null, null, app.Clock.Now);
            await db.SaveChangesAsync(Ct);
        }

        (await app.WithdrawAsync(await app.FirstIncidentOfAsync(@case), flagged, PartyRole.Perpetrator)).Given();

        await using var after = app.Database.Open();
        Assert.Contains((await after.People.Include(p => p.Flags).SingleAsync(p => p.Id == flagged, Ct)).Flags, f => f.Kind is PersonFlagKind.MaracWithinTwelveMonths && f.Until is null);
    }

    [Fact]
    public async Task S84_the_case_the_other_way_round_is_no_counter_allegation_once_the_error_is_taken_back()
    {
        var hers = await app.OpenCaseAsync("Canary Hers", "Canary His");
        var him = hers.Perpetrators.Single().PersonId;
        var wrong = await app.LogAsync(Known(PartyRole.Victim, him), Known(PartyRole.Perpetrator, hers.VictimId));
        Assert.True((await app.CaseAsync(hers.Id)).CounterAllegation);

        (await app.WithdrawAsync(wrong, hers.VictimId, PartyRole.Perpetrator)).Given();

        Assert.False((await app.CaseAsync(hers.Id)).CounterAllegation);
        Assert.Contains("CounterAllegationLifted", await app.EventsOfAsync(hers.Id));
    }
}
