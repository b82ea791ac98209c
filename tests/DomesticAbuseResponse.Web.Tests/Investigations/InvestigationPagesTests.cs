using System.Net;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Plans;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Investigations;

/// <summary>What happens in an investigation, what the victim is told of it, the evidence, and the figures that come of it (4.7, R4.23).</summary>
public sealed class InvestigationPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateOnly Today => UkTime.DateOf(app.Clock.Now);

    [Fact]
    public async Task S29_an_arrest_is_recorded_once_and_the_force_and_the_IDVA_have_to_tell_the_victim_until_it_is_taken_back()
    {
        var @case = await app.CarriedAsync("Canary Arrest");
        var incident = await IncidentAsync(@case);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var page = await officer.GetAsync($"/incidents/{incident}/investigation");
        Assert.Contains($"/incidents/{incident}/investigation", (await officer.GetAsync($"/incidents/{incident}")).Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));

        var blank = await page.Fill("What else matters", "Canary kept words").PressAsync("Record it");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, blank.Status);
        blank.ShowsError("Choose what happened", "What happened?");
        Assert.Contains("Canary kept words", blank.Text, StringComparison.Ordinal);
        var tomorrow = Today.AddDays(1);
        Assert.Contains("The day lies in the future. Days in court", (await Day(blank.FillNamed("Input.Kind", "Arrested"), tomorrow).PressAsync("Record it")).Text, StringComparison.Ordinal);

        var filled = Day((await officer.GetAsync($"/incidents/{incident}/investigation")).FillNamed("Input.Kind", "Arrested"), Today);
        await filled.PressAsync("Record it");
        await filled.PressAsync("Record it"); // a double click
        var shown = await officer.GetAsync($"/incidents/{incident}/investigation");
        Assert.Contains("Tell the victim by", shown.Text, StringComparison.Ordinal);
        var tasks = await TasksAsync(@case);
        Assert.Equal([Cast.IdvaService, Cast.Police], tasks.Select(t => t.Agency).OrderBy(a => a == Cast.Police));
        Assert.All(tasks, t => Assert.Equal(Today.AddDays(1), t.DueOn));
        Assert.Contains("Something happened in the investigation", (await app.SignedInAs(Cast.Idva).GetAsync($"/cases/{@case.Id}/chronology")).Text, StringComparison.Ordinal);

        await app.RunAsync<WatchOrders, int>(watch => watch.HandleAsync(Actor.System, 100, Ct));
        Assert.Equal(2, (await TasksAsync(@case)).Count);
        await FinishAsync(@case, Cast.Police);
        app.Clock.Now += TimeSpan.FromMinutes(20);
        (await shown.PressAsync("Take it back")).ShowsError("Say why it is taken back.", "Why");
        await (await officer.GetAsync($"/incidents/{incident}/investigation")).FillNamed("Because", "Canary somebody else").PressAsync("Take it back");
        Assert.Equal([Cast.IdvaService, Cast.Police], (await TasksAsync(@case)).Select(t => t.Agency).OrderBy(a => a == Cast.Police)); // she believes in the arrest: she is told that it was none
        Assert.Contains("Canary somebody else", (await officer.GetAsync($"/incidents/{incident}/investigation")).Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.InvestigationSteps.CountAsync(s => s.IncidentId == incident, Ct));
    }

    [Fact]
    public async Task A_case_that_opens_after_the_arrest_gets_its_task_and_the_case_of_a_suspect_who_is_a_victim_too_gets_none()
    {
        var @case = await app.OpenCaseAsync("Canary Mutual", "Canary Other");
        var (her, his) = (@case.VictimId, @case.Perpetrators.Single().PersonId);
        var incident = await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.CallHandler,
            new(new Call { Source = CallSource.Emergency999 }, ResponseGrade.Immediate, Cast.Unit, null,
            [
                new(PartyRole.Victim, her, null, null, null, null, null, null), new(PartyRole.Perpetrator, his, null, null, null, null, null, null),
                new(PartyRole.Victim, his, null, null, null, null, null, null), new(PartyRole.Perpetrator, her, null, null, null, null, null, null),
            ]),
            Ct));
        await RecordAsync(incident, InvestigationStepKind.Arrested, his);
        await using var db = app.Database.Open();
        var own = await db.Cases.SingleAsync(c => c.VictimId == his, Ct);
        Assert.Single(await TasksAsync(@case));
        Assert.Empty(await TasksAsync(own));
        Assert.Equal("investigation.suspect", (await app.RunAsync<RecordInvestigation, Result<Id<InvestigationStep>>>(record => record.HandleAsync(Cast.ResponseOfficer, new(incident, InvestigationStepKind.Charged, null, Today, null, null), Ct))).Refused().Code);
        await RecordAsync(incident, InvestigationStepKind.MustGiveEvidence, null); // nobody has decided who the primary victim is: neither side is told by itself
        Assert.Single(await TasksAsync(@case));
        Assert.Empty(await TasksAsync(own));
        await db.CaseTasks.Where(t => t.CaseId == @case.Id).ExecuteDeleteAsync(Ct); // as if her case had not been open yet

        app.Clock.Now += TimeSpan.FromHours(2);
        await app.RunAsync<WatchOrders, int>(watch => watch.HandleAsync(Actor.System, 100, Ct));
        Assert.Single(await TasksAsync(@case));
        Assert.Empty(await TasksAsync(own));
    }

    [Fact]
    public async Task What_two_people_write_of_one_kind_of_evidence_is_kept_from_both_and_the_second_is_told_first()
    {
        var incident = await app.LogCallAsync("Canary Evidence");
        var (one, two) = (app.SignedInAs(Cast.ResponseOfficer), app.SignedInAs(Cast.SafeguardingOfficer));
        var (first, second) = (await one.GetAsync($"/incidents/{incident}/evidence"), await two.GetAsync($"/incidents/{incident}/evidence"));
        await first.FillNamed("Input.Items[1].State", "Held").FillNamed("Input.Items[1].Words", "Canary both officers").PressAsync("Save the list");

        var answered = await second.FillNamed("Input.Items[1].State", "Sought").FillNamed("Input.Items[4].State", "Held").PressAsync("Save the list");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answered.Status);
        Assert.Contains("somebody else has written “Held” since you opened this page", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Canary both officers", answered.Text, StringComparison.Ordinal);
        await using var db = app.Database.Open();
        Assert.Equal(1, await db.EvidenceNotes.CountAsync(n => n.IncidentId == incident, Ct));

        var saved = await answered.PressAsync("Save the list");
        Assert.NotNull(saved.RedirectsTo);
        Assert.Equal([("BodyWornVideo", "Held"), ("BodyWornVideo", "Sought"), ("Witnesses", "Held")],
            (await db.EvidenceNotes.Where(n => n.IncidentId == incident).OrderBy(n => n.Number).ToListAsync(Ct)).Select(n => (n.Kind.ToString(), n.State.ToString())));
        await (await two.GetAsync($"/incidents/{incident}/evidence")).PressAsync("Save the list"); // nothing was changed, and nothing is written
        Assert.Equal(3, await db.EvidenceNotes.CountAsync(n => n.IncidentId == incident, Ct));
        Assert.Contains("Held: 1 of 10.", (await one.GetAsync($"/incidents/{incident}/investigation")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_force_finds_nothing_and_a_restricted_incident_is_in_no_number_of_whom_it_is_kept_from()
    {
        var incident = await app.LogCallAsync("Canary Kept");
        await RecordAsync(incident, InvestigationStepKind.CrimeRecorded, null);
        await RecordAsync(incident, InvestigationStepKind.Arrested, null);
        await RecordAsync(incident, InvestigationStepKind.Charged, null, YesNoUnknown.No);
        var sergeant = app.SignedInAs(Cast.Sergeant);
        var before = await sergeant.GetAsync("/quality/outcomes?list=ChargedWithoutVictim");
        await using var db = app.Database.Open();
        var reference = await db.Incidents.Where(i => i.Id == incident).Select(i => i.Reference).SingleAsync(Ct);
        Assert.Contains(reference, before.Text, StringComparison.Ordinal);

        await db.Incidents.Where(i => i.Id == incident).ExecuteUpdateAsync(i => i.SetProperty(r => r.IsRestricted, true), Ct);
        var after = await sergeant.GetAsync("/quality/outcomes?list=ChargedWithoutVictim");
        Assert.DoesNotContain(reference, after.Text, StringComparison.Ordinal);
        Assert.Equal(Crimes(before) - 1, Crimes(after));
        Assert.Equal(HttpStatusCode.NotFound, (await sergeant.GetAsync($"/incidents/{incident}/investigation")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/incidents/{incident}/evidence")).Status);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => RecordAsync(incident, InvestigationStepKind.Arrested, null, by: Cast.OtherForceOfficer));
        Assert.Equal(HttpStatusCode.OK, (await sergeant.GetAsync("/quality/outcomes?list=%00nonsense&unit=zzz&p=-9&from=9999-99-99")).Status);

        static int Crimes(PageUnderTest page) => int.Parse(page.Document.QuerySelectorAll("td[data-label='Crimes']").First(c => c.ParentElement!.TextContent.Contains("All units", StringComparison.Ordinal)).TextContent.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task RecordAsync(Id<Incident> incident, InvestigationStepKind kind, Id<Domain.People.Person>? suspect, YesNoUnknown? supports = null, Actor? by = null) =>
        (await app.RunAsync<RecordInvestigation, Result<Id<InvestigationStep>>>(record => record.HandleAsync(by ?? Cast.ResponseOfficer, new(incident, kind, suspect, Today, supports, "Canary words"), Ct))).Given();

    private async Task<Id<Incident>> IncidentAsync(Case @case)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).FirstAsync(Ct);
    }

    private async Task<IReadOnlyList<(Id<Agency> Agency, DateOnly DueOn)>> TasksAsync(Case @case)
    {
        await using var db = app.Database.Open();
        return [.. (await db.CaseTasks.Where(t => t.CaseId == @case.Id && t.Reason == SafetyTaskReason.TellOfInvestigation && t.DoneAt == null).ToListAsync(Ct)).Select(t => (t.AgencyId, t.DueOn))];
    }

    private async Task FinishAsync(Case @case, Id<Agency> agency)
    {
        await using var db = app.Database.Open();
        var task = await db.CaseTasks.Where(t => t.CaseId == @case.Id && t.AgencyId == agency && t.Reason == SafetyTaskReason.TellOfInvestigation && t.DoneAt == null).Select(t => t.Id).SingleAsync(Ct);
        (await app.RunAsync<FinishTask, Result<CaseTask>>(finish => finish.HandleAsync(Cast.SafeguardingOfficer, new(task, "Told her"), Ct))).Given();
    }

    private static PageUnderTest Day(PageUnderTest page, DateOnly on) => page.FillNamed("Input.On.Day", $"{on.Day}").FillNamed("Input.On.Month", $"{on.Month}").FillNamed("Input.On.Year", $"{on.Year}");
}
