using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static DomesticAbuseResponse.Web.Tests.Cases.CaseStory;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>The policing unit of a case decides to whom it is referred; it becomes known late, and is corrected.</summary>
public sealed class CasePlaceTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly Id<PolicingUnit> _otherUnit = Id<PolicingUnit>.New(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_call_with_a_unit_reaches_a_case_that_has_none_and_no_other()
    {
        var (@case, _) = await PlacelessAsync("Canary Placeless");
        await app.LogAsync(Cast.CallHandler, Cast.Unit, Known(PartyRole.Victim, @case.VictimId));
        Assert.Equal(Cast.Unit, (await app.CaseAsync(@case.Id)).UnitId);

        await OtherUnitAsync();
        await app.LogAsync(Cast.CallHandler, _otherUnit, Known(PartyRole.Victim, @case.VictimId));
        Assert.Equal(Cast.Unit, (await app.CaseAsync(@case.Id)).UnitId);
    }

    [Fact]
    public async Task A_corrected_unit_of_the_call_reaches_a_case_that_has_none_and_its_referrals_find_their_way()
    {
        var (@case, incident) = await PlacelessAsync("Canary Unaddressed");
        await app.AssessAsync(@case, 15, RiskGrade.High);
        Assert.DoesNotContain(await app.RaiseAsync(@case), r => r.Kind is ReferralKind.Marac);
        var call = (await app.IncidentAsync(incident)).Call;

        (await app.RunAsync<CorrectIncident, Result<Incident>>(correct => correct.HandleAsync(
            Cast.CallHandler, new(incident, null, call, ResponseGrade.EarlyResponse, Cast.Unit), Ct))).Given();

        var marac = Assert.Single(await app.ReferralsOfAsync(@case), r => r.Kind is ReferralKind.Marac);
        Assert.Equal(Cast.Marac, marac.MaracId);
        await using var db = app.Database.Open();
        var waiting = await db.Notices.Where(n => n.CaseId == @case.Id && n.Kind == NoticeKind.ReferralToSend && n.DoneAt == null).ToListAsync(Ct);
        Assert.All(waiting, n => Assert.NotNull(n.SubjectId));
        Assert.Contains(waiting, n => n.SubjectId == marac.Id.Value && n.StaffId == Cast.Sergeant.StaffId);
        Assert.Contains("CasePlaced", await app.EventsOfAsync(@case.Id));
    }

    [Fact]
    public async Task A_person_places_the_case_elsewhere_and_what_no_MARAC_has_accepted_goes_to_the_right_one()
    {
        await OtherUnitAsync();
        var (@case, referral) = await app.SentAsync(ReferralKind.Marac, "Canary Replaced");
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var done = await (await client.GetAsync($"/cases/{@case.Id}/unit")).Fill("Local policing unit", "Other unit").PressAsync("Save");

        Assert.Equal($"/cases/{@case.Id}", done.RedirectsTo);
        Assert.Contains("Other unit", (await client.GetAsync(done.RedirectsTo!)).Text, StringComparison.Ordinal);
        var now = Assert.Single(await app.ReferralsOfAsync(@case));
        Assert.Equal((referral, Cast.OtherMarac, ReferralStatus.Sent), (now.Id, now.MaracId!.Value, now.Status));
        await using var db = app.Database.Open();
        var asked = await db.Participations.Where(p => p.RecordId == @case.Id.Value && p.Kind == ParticipationKind.MaracAsked && p.Until == null).Select(p => p.MaracId).ToListAsync(Ct);
        Assert.Equal([Cast.OtherMarac], asked);
        Assert.Equal(1, await db.Deadlines.CountAsync(d => d.CaseId == @case.Id && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null, Ct));
        Assert.Equal([Cast.OtherCoordinator.StaffId], await db.Notices.Where(n => n.SubjectId == referral.Value && n.Kind == NoticeKind.ReferralReceived && n.DoneAt == null).Select(n => n.StaffId!.Value).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_unit_that_is_not_there_is_refused_beside_its_field_and_stops_no_call()
    {
        var @case = await app.OpenCaseAsync();
        var nowhere = Id<PolicingUnit>.New(app.Clock.Now);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);
        var page = await client.GetAsync($"/cases/{@case.Id}/unit");
        var posted = page.FieldsFor("Save").Where(f => f.Key != "Input.UnitId").Append(KeyValuePair.Create("Input.UnitId", nowhere.ToString()));
        (await client.PostAsync($"/cases/{@case.Id}/unit", posted)).ShowsError("Choose a local policing unit.", forLabel: "Local policing unit");

        var incident = await app.FirstIncidentOfAsync(@case);
        var correct = await client.GetAsync($"/incidents/{incident}/correct");
        var fields = correct.FieldsFor("Save").Where(f => f.Key != "Input.UnitId").Append(KeyValuePair.Create("Input.UnitId", nowhere.ToString()));
        (await client.PostAsync($"/incidents/{incident}/correct", fields)).ShowsError("Choose a local policing unit from the list.", forLabel: "Local policing unit");

        Assert.Null((await app.IncidentAsync(await app.LogAsync(Cast.CallHandler, nowhere))).UnitId);
    }

    private async Task<(Case Case, Id<Incident> Incident)> PlacelessAsync(string victim)
    {
        var incident = await app.LogAsync(Cast.CallHandler, null, Somebody(PartyRole.Victim, victim), Somebody(PartyRole.Perpetrator, "Canary Perpetrator"));
        return (await app.CaseAsync((await app.IncidentAsync(incident)).CaseId!.Value), incident);
    }

    private async Task OtherUnitAsync()
    {
        await using var db = app.Database.Open();
        if (!await db.PolicingUnits.AnyAsync(u => u.Id == _otherUnit, Ct))
        {
            db.PolicingUnits.Add(new PolicingUnit(_otherUnit, Cast.Police, "Other unit", Cast.OtherMarac));
            await db.CommitAsync(Actor.System, app.Clock.Now, Ct);
        }
    }
}
