using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Specialists;

/// <summary>The specialist in the control room: live incidents, decision checks, contact through the safe-contact gate, figures (R5.2 to R5.8).</summary>
public sealed class SpecialistPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_live_incident_waits_until_it_is_checked_and_an_upgrade_reaches_the_supervisor()
    {
        var incident = await app.LogCallAsync("Canary Live", grade: ResponseGrade.EarlyResponse);
        var reference = await ReferenceAsync(incident);
        var worker = app.SignedInAs(Cast.SupportWorker);
        var queue = await worker.GetAsync("/specialist");
        Assert.Contains("The rota has you on no shift now.", queue.Text, StringComparison.Ordinal);
        Assert.Contains($"{reference}", queue.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody there yet", queue.Text, StringComparison.Ordinal);

        var page = await worker.GetAsync($"/incidents/{incident}/specialist");
        var blank = await page.PressAsync("Save the check");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blank.Status);
        Assert.Contains("Choose whether the decisions were right", blank.Text, StringComparison.Ordinal);
        var unexplained = await page.FillNamed("Input.Check", "UpgradeAsked").FillNamed("Input.GradeAsked", "Immediate").Fill("Why?", "Now").PressAsync("Save the check");
        unexplained.ShowsError("Say why in 20 characters or more.", "Why?");
        var saved = await unexplained.Fill("Why?", "He is on his way back to the house.").Fill("What did you advise the officer? (optional)", "See her alone").Fill("Whom did you advise? (optional)", "Car 7").PressAsync("Save the check");
        Assert.Equal("/specialist?done=upgrade", saved.RedirectsTo);

        Assert.DoesNotContain(reference, (await worker.GetAsync("/specialist")).Text, StringComparison.Ordinal);
        Assert.Contains(reference, (await worker.GetAsync("/specialist?checked=true")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(Role.ControlRoomSupervisor, (await db.Notices.SingleAsync(n => n.Kind == NoticeKind.RegradeAsked && n.SubjectId == incident.Value, Ct)).Role);
        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        Assert.Contains("Somebody asked for another response grade: decide", (await supervisor.GetAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Contains(reference, (await supervisor.GetAsync("/incidents/review")).Text, StringComparison.Ordinal);
        Assert.Contains("He is on his way back to the house.", (await supervisor.GetAsync($"/incidents/{incident}/review")).Text, StringComparison.Ordinal);
        var shown = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}");
        Assert.Contains("Advised Car 7: See her alone", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Off the rota", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_has_asked_for_already_is_said_beside_the_grade_and_nothing_is_lost()
    {
        var incident = await app.LogCallAsync("Canary Asked Before", grade: ResponseGrade.EarlyResponse);
        (await app.RunAsync<AskRegrade, Result<RegradeRequest>>(a => a.HandleAsync(Cast.ResponseOfficer, new(incident, ResponseGrade.Immediate, "He is still at the house"), Ct))).Given();
        var page = await app.SignedInAs(Cast.SupportWorker).GetAsync($"/incidents/{incident}/specialist");

        var refused = await page.FillNamed("Input.Check", "UpgradeAsked").FillNamed("Input.GradeAsked", "Immediate").Fill("Why?", "He is on his way back to the house.").PressAsync("Save the check");

        Assert.Contains("Somebody has asked for that grade already", refused.Text, StringComparison.Ordinal);
        Assert.Contains("He is on his way back to the house.", refused.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.False(await db.SpecialistReviews.AnyAsync(r => r.IncidentId == incident, Ct));
    }

    [Fact]
    public async Task The_number_is_shown_for_a_purpose_alone_and_what_came_of_it_is_written_once()
    {
        var @case = await app.OpenCaseAsync("Canary Reached");
        await app.SafeNumberAsync(@case.VictimId, "07700 900179");
        var incident = await IncidentOfAsync(@case.Id);
        var worker = app.SignedInAs(Cast.SupportWorker);
        var page = await worker.GetAsync($"/incidents/{incident}/people/{@case.VictimId}/support");
        Assert.DoesNotContain("900179", page.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("Choose why you need to reach them", (await page.PressAsync("Show the safe-contact card")).Text, StringComparison.Ordinal);
        var card = await page.FillNamed("Purpose", nameof(Application.Contacts.ContactPurpose.FirstContact)).PressAsync("Show the safe-contact card");
        Assert.Contains("07700 900179", card.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.RecordId == @case.VictimId.Value && a.ByStaffId == Cast.SupportWorker.StaffId && a.Purpose == "Safe-contact card: FirstContact", Ct));

        var entry = (await db.Set<SafeContact>().SingleAsync(c => c.PersonId == @case.VictimId && c.Channel == ContactChannel.Phone && c.Value.Contains("900179"), Ct)).Number;
        var contradictory = await page.FillNamed("Input.Outcome", "NoContact").FillNamed("Input.Way", $"{entry}").FillNamed("Input.Happened", "Spoke").FillNamed("Input.MessageLeft", "false").PressAsync("Save what came of it");
        Assert.Contains("You chose that nobody spoke with them", contradictory.Text, StringComparison.Ordinal);
        var saved = await contradictory.FillNamed("Input.Outcome", "EngagedByPhone").FillNamed("Input.Onward", "ReferredToService").Fill("Your note (optional)", "CANARY-private-note").Fill("What do they need? (optional)", "CANARY-needs").PressAsync("Save what came of it");
        Assert.Equal($"/incidents/{incident}/specialist?done=contact", saved.RedirectsTo);

        var attempt = await db.ContactAttempts.SingleAsync(c => c.CaseId == @case.Id, Ct);
        Assert.Equal((ContactOutcome.Spoke, null), (attempt.Outcome, attempt.Note));
        Assert.Contains("CANARY-private-note", (await worker.GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        foreach (var reader in new[] { Cast.ResponseOfficer, Cast.ControlRoomSupervisor, Cast.Sergeant, Cast.SafeguardingOfficer, Cast.CallHandler })
        {
            var seen = await app.SignedInAs(reader).GetAsync($"/incidents/{incident}");
            Assert.Contains("Spoke by phone", seen.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("CANARY-", seen.Document.Source.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_perpetrator_who_answers_the_specialist_raises_the_alarm_and_closes_the_number()
    {
        var @case = await app.OpenCaseAsync("Canary Answered");
        await app.SafeNumberAsync(@case.VictimId, "07700 900180");
        var incident = await IncidentOfAsync(@case.Id);
        await using var db = app.Database.Open();
        var entry = (await db.Set<SafeContact>().SingleAsync(c => c.PersonId == @case.VictimId && c.Value.Contains("900180"), Ct)).Number;
        var told = new EngagementTold(EngagementOutcome.UnsafeToContact, [], false, false, false, "He answered", null, null, NoteReaders.SupportWorkers);

        (await app.RunAsync<RecordEngagement, Result<Engagement>>(record => record.HandleAsync(
            Cast.SupportWorker, new(incident, @case.VictimId, app.Clock.Now, told, new(ContactChannel.Phone, entry, ContactOutcome.PerpetratorAnswered, false, null, null, null)), Ct))).Given();

        Assert.All(await db.Set<SafeContact>().AsNoTracking().Where(c => c.PersonId == @case.VictimId && c.Value.Contains("900180")).ToListAsync(Ct), c => Assert.Equal(Safety.Unsafe, c.Safety));
        Assert.True(await db.Notices.AnyAsync(n => n.CaseId == @case.Id && n.Kind == NoticeKind.PerpetratorAnswered && n.Role == Role.SafeguardingOfficer, Ct));
        var card = await (await app.SignedInAs(Cast.SupportWorker).GetAsync($"/incidents/{incident}/people/{@case.VictimId}/support")).FillNamed("Purpose", "FirstContact").PressAsync("Show the safe-contact card");
        Assert.DoesNotContain("07700 900180", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_are_the_specialists_and_a_restricted_victim_is_not_there_for_them_either()
    {
        var @case = await app.OpenCaseAsync("Canary Kept");
        var incident = await IncidentOfAsync(@case.Id);
        foreach (var other in new[] { Cast.CallHandler, Cast.ResponseOfficer, Cast.Idva, Cast.OtherForceOfficer, Cast.Auditor })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(other).GetAsync($"/incidents/{incident}/specialist")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(other).GetAsync($"/incidents/{incident}/people/{@case.VictimId}/support")).Status);
        }

        var reference = await ReferenceAsync(incident);
        await app.RestrictAsync(@case.VictimId);
        var worker = app.SignedInAs(Cast.SupportWorker);
        Assert.DoesNotContain(reference, (await worker.GetAsync("/specialist")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/incidents/{incident}/specialist")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/incidents/{incident}/people/{@case.VictimId}/support")).Status);
    }

    [Fact]
    public async Task A_specialist_refers_a_victim_to_a_service_from_the_case_they_read()
    {
        var @case = await app.OpenCaseAsync("Canary Referred");
        var worker = app.SignedInAs(Cast.SupportWorker);
        var page = await worker.GetAsync($"/cases/{@case.Id}/refer?to=Idva");

        var started = await page.FillNamed("Input.Kind", "Idva").FillNamed("Input.Because", "She asked for an IDVA on the phone").PressAsync("Continue");

        Assert.StartsWith("/referrals/", started.RedirectsTo, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(ReferralKind.Idva, (await db.Referrals.SingleAsync(r => r.CaseId == @case.Id, Ct)).Kind);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync(started.RedirectsTo!)).Status);
    }

    [Fact]
    public async Task S70_the_figures_count_a_victim_once_and_every_number_leads_to_its_list()
    {
        app.Clock.Now = new DateTimeOffset(2027, 2, 10, 15, 0, 0, TimeSpan.Zero);
        var @case = await app.OpenCaseAsync("Canary Counted");
        var incident = await IncidentOfAsync(@case.Id);
        foreach (var onward in new Onward[][] { [], [Onward.AlreadySupported] })
        {
            (await app.RunAsync<RecordEngagement, Result<Engagement>>(record => record.HandleAsync(
                Cast.SupportWorker, new(incident, @case.VictimId, app.Clock.Now, new(EngagementOutcome.EngagedByPhone, onward, true, false, false, null, null, null, NoteReaders.SupportWorkers), null), Ct))).Given();
        }

        var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
        var figures = await supervisor.GetAsync("/specialist/figures?from=2027-02-10&to=2027-02-10");
        var links = figures.Document.QuerySelectorAll("td a").Where(a => a.GetAttribute("href")!.Contains("service=ControlRoomWorker", StringComparison.Ordinal)).ToDictionary(a => a.GetAttribute("href")!, a => a.TextContent);
        Assert.StartsWith("1", links.Single(l => l.Key.Contains("count=Engaged", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.StartsWith("0", links.Single(l => l.Key.Contains("count=Referred&", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.StartsWith("1", links.Single(l => l.Key.Contains("count=AlreadySupported", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        foreach (var url in links.Keys)
        {
            Assert.Equal(HttpStatusCode.OK, (await supervisor.GetAsync(url)).Status);
        }

        Assert.Contains("1 victim, 2 contacts", (await supervisor.GetAsync(links.Keys.Single(k => k.Contains("count=Engaged", StringComparison.Ordinal)))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await supervisor.GetAsync("/specialist/checks?check=rubbish&p=-1&from=x&to=9999-99-99")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/specialist/figures")).Status);
        Assert.Contains("0 victims", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/specialist/list?service=ControlRoomWorker&count=Engaged&from=2027-02-10&to=2027-02-10")).Text, StringComparison.Ordinal);
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    }

    private async Task<string> ReferenceAsync(Id<Incident> incident)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Id == incident).Select(i => i.Reference).SingleAsync(Ct);
    }

    private async Task<Id<Incident>> IncidentOfAsync(Id<Domain.Cases.Case> @case)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.CaseId == @case).Select(i => i.Id).SingleAsync(Ct);
    }
}
