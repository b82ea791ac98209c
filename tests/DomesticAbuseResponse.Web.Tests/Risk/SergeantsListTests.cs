using System.Net;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>What a sergeant and an inspector are asked for: forms before off duty, a supervisor at the scene, the threat to life (R1.17, R4.12).</summary>
public sealed class SergeantsListTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    [Fact]
    public async Task S12_a_form_not_handed_in_stands_on_the_sergeants_list_and_breaches_after_off_duty()
    {
        var incident = await app.LogCallAsync("Canary Unhanded");
        await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        await using var db = app.Database.Open();
        var officer = await db.Staff.SingleAsync(s => s.Id == Cast.ResponseOfficer.StaffId, _ct);
        officer.GoOffDutyAt(new TimeOnly(9, 40)); // twenty minutes before the clock of the tests, so tomorrow's 09:40 for a form begun at 10:00
        await db.CommitAsync(Actor.System, app.Clock.Now, _ct);

        var page = await app.SignedInAs(Cast.Sergeant).GetAsync("/risk/unfinished");
        Assert.Contains("Canary Unhanded", page.Text, StringComparison.Ordinal);
        Assert.Contains("Must reach the sergeant before the officer goes off duty.", page.Text, StringComparison.Ordinal);

        var before = app.Clock.Now;
        app.Clock.Now = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        try
        {
            var late = await app.SignedInAs(Cast.Sergeant).GetAsync("/risk/unfinished");
            Assert.Contains("After off duty", late.Text, StringComparison.Ordinal);
            Assert.Contains("Has not reached the sergeant, 20 minutes after off-duty.", late.Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Now = before;
        }

        Assert.DoesNotContain("Canary Unhanded", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/risk/unfinished")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/risk/unfinished")).Status);
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Forms before off duty" && a.ByStaffId == Cast.Sergeant.StaffId, _ct));
    }

    [Fact]
    public async Task A_repeat_incident_asks_for_a_supervisor_until_somebody_says_whether_one_was_there()
    {
        var first = await app.LogCallAsync("Canary Twice", "Canary Twicer", reportedAt: app.Clock.Now.AddDays(-40));
        await using var db = app.Database.Open();
        var victim = await db.Incidents.Where(i => i.Id == first).SelectMany(i => i.Parties).Where(p => p.Role == Domain.Incidents.PartyRole.Victim).Select(p => p.PersonId).SingleAsync(_ct);
        var second = await app.RunAsync<Application.Incidents.LogIncident, Id<Domain.Incidents.Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new Application.Incidents.LogIncident.Command(
                new Domain.Incidents.Call { FirstWords = "Canary again" }, Domain.Incidents.ResponseGrade.Immediate, Cast.Unit, null,
                [new(Domain.Incidents.PartyRole.Victim, victim, null, null, null, null, null, null)]),
            _ct));
        var sergeant = app.SignedInAs(Cast.Sergeant);

        var list = await sergeant.GetAsync("/incidents/supervision");
        Assert.Contains("It is incident 2 of the same victim in 12 months.", list.Text, StringComparison.Ordinal);
        Assert.Contains("A supervisor attends this incident", (await sergeant.GetAsync($"/incidents/{second}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A supervisor attends this incident", (await sergeant.GetAsync($"/incidents/{first}")).Text, StringComparison.Ordinal);

        var form = await sergeant.GetAsync($"/incidents/{second}/supervisor");
        var empty = await form.PressAsync("Save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var without = await (await sergeant.GetAsync($"/incidents/{second}/supervisor")).Choose("No supervisor").PressAsync("Save");
        without.ShowsError("Say why no supervisor attended.", "Which supervisor, or why none");
        var saved = await without.Fill("Which supervisor, or why none", "Canary: at a firearms incident").PressAsync("Save");
        Assert.Equal($"/incidents/{second}?done=supervised", saved.RedirectsTo);

        Assert.Contains("No supervisor attended", (await sergeant.GetAsync($"/incidents/{second}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await sergeant.GetAsync("/incidents/supervision")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/incidents/{second}");
        var kept = await db.SupervisorAttendances.SingleAsync(s => s.IncidentId == second, _ct);
        Assert.Equal(("Canary: at a firearms incident", "It is incident 2 of the same victim in 12 months."), (kept.Words, kept.Because));
        var told = await db.RecordEvents.SingleAsync(e => e.IncidentId == second && e.Name == "SupervisorAttendanceRecorded", _ct);
        Assert.DoesNotContain("Canary", told.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_clicks_say_it_once_and_others_do_not_find_the_page()
    {
        var incident = await app.LogCallAsync("Canary Clicked", "Canary Clicker");
        var sergeant = app.SignedInAs(Cast.Sergeant);
        var page = await sergeant.GetAsync($"/incidents/{incident}/supervisor");
        page.Choose("I was");
        var fields = page.FieldsFor("Save");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sergeant.PostAsync($"/incidents/{incident}/supervisor", fields)));

        await using var db = app.Database.Open();
        Assert.Equal(1, await db.SupervisorAttendances.CountAsync(s => s.IncidentId == incident, _ct));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}/supervisor")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/incidents/{incident}/supervisor")).Status);
    }

    [Fact]
    public async Task S13_every_High_stands_on_the_inspectors_list_until_it_is_decided()
    {
        var opened = await app.GradedCaseAsync(RiskGrade.High, "Canary Threatened", "Canary Threatener");
        var inspector = app.SignedInAs(Cast.Inspector);

        var waiting = await inspector.GetAsync("/risk/high");
        Assert.Contains("Canary Threatened", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has spoken with them since", waiting.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        var notice = await db.Notices.Where(n => n.CaseId == opened.Id && n.Kind == NoticeKind.HighRiskInspector).Select(n => n.Id).SingleAsync(_ct);
        await (await inspector.GetAsync($"/notices/{notice}")).Choose("No, it is not needed").Fill("What did you decide, and why?", "Canary: he is on remand until March").PressAsync("Record the decision");

        var decided = await inspector.GetAsync("/risk/high");
        Assert.Contains("Canary: he is on remand until March", decided.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(decided.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/notices/{notice}");
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync("/risk/high")).Status);
        Assert.DoesNotContain("Canary Threatened", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/risk/high")).Text, StringComparison.Ordinal);
    }
}
