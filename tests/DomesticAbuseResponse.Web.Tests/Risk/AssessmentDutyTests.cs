using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Risk;

/// <summary>An incident with a known victim is assessed, or left out on a supervisor's word (R1.19, R1.20).</summary>
public sealed class AssessmentDutyTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_without_its_mandatory_assessment_says_so_and_cannot_be_closed()
    {
        var incident = await app.LogCallAsync("Canary Needed");

        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}");
        Assert.Contains("Risk assessment needed", page.Text, StringComparison.Ordinal);
        Assert.Equal("incident.needs-assessment", (await CloseAsync(incident)).Refused().Code);

        var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
        Assert.Equal("incident.needs-assessment", (await CloseAsync(incident)).Refused().Code);
        (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Standard)).Given();
        Assert.DoesNotContain("Risk assessment needed", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        (await CloseAsync(incident)).Given();
    }

    [Fact]
    public async Task Leaving_it_out_takes_a_reason_and_the_word_of_a_supervisor_who_is_somebody_else()
    {
        var incident = await app.LogCallAsync("Canary Left Out");
        var page = await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}/assessment");
        Assert.Contains("Choose why there is no risk assessment", (await page.PressAsync("Ask a supervisor to confirm")).Text, StringComparison.Ordinal);
        var asked = await page.FillNamed("Reason", nameof(SkipReason.DuplicateReport)).PressAsync("Ask a supervisor to confirm");
        Assert.StartsWith($"/incidents/{incident}", asked.RedirectsTo, StringComparison.Ordinal);

        Assert.Equal("incident.needs-assessment", (await CloseAsync(incident)).Refused().Code);
        Assert.Equal("assessment.skip-not-confirmed", (await DecideAsync(incident, Cast.ResponseOfficer)).Refused().Code);
        await using var db = app.Database.Open();
        var notice = await db.Notices.SingleAsync(n => n.SubjectId == incident.Value && n.Kind == NoticeKind.SkipToConfirm, Ct);
        Assert.Equal((Role.Sergeant, null), (notice.Role, notice.DoneAt));

        var supervisor = app.SignedInAs(Cast.Sergeant);
        var decided = await (await supervisor.GetAsync($"/incidents/{incident}/assessment")).FillNamed("Confirm", "true").PressAsync("Save the decision");
        Assert.StartsWith($"/incidents/{incident}", decided.RedirectsTo, StringComparison.Ordinal);
        var shown = await supervisor.GetAsync($"/incidents/{incident}");
        Assert.Contains("No risk assessment: it was left out", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Standard risk", shown.Text, StringComparison.Ordinal);
        (await CloseAsync(incident)).Given();
        Assert.Null((await db.Cases.SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct)).Grade);
    }

    [Fact]
    public async Task A_supervisor_who_refuses_leaves_the_assessment_needed()
    {
        var incident = await app.LogCallAsync("Canary Refused");
        (await app.RunAsync<SkipAssessment, Result<AssessmentSkip>>(skip => skip.HandleAsync(Cast.ResponseOfficer, new(incident, SkipReason.NotDomesticAbuse, null), Ct))).Given();
        (await DecideAsync(incident, Cast.Sergeant, confirm: false)).Given();

        Assert.Equal("incident.needs-assessment", (await CloseAsync(incident)).Refused().Code);
        Assert.Contains("Risk assessment needed", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_mandatory_between_partners_alone_the_page_asks_how_they_are_connected()
    {
        (await app.RunAsync<AdoptPolicy, Result<Id<Policy>>>(adopt => adopt.HandleAsync(
            Actor.System, PolicyKinds.AssessmentDuty, Cast.Police.Value, "partners-1", new DateOnly(2026, 12, 1),
            new AssessmentDutySettings("partners-1", new HashSet<AssessmentOccasion> { new(true, AbuseRelationship.Intimate), new(false, AbuseRelationship.Intimate) }), Ct))).Given();
        app.Clock.Now = new DateTimeOffset(2026, 12, 2, 9, 0, 0, TimeSpan.Zero);
        var incident = await app.LogCallAsync("Canary Asked How");

        Assert.Equal("incident.needs-assessment", (await CloseAsync(incident)).Refused().Code);
        var officer = app.SignedInAs(Cast.ResponseOfficer);
        var page = await officer.GetAsync($"/incidents/{incident}/assessment");
        Assert.Equal(
            ["The victim is a parent of the perpetrator", "The victim is a child of the perpetrator"],
            page.Document.QuerySelectorAll("label").Select(l => l.TextContent.Trim()).Where(l => l.Contains(" of the perpetrator", StringComparison.Ordinal)));
        foreach (var odd in new[] { "HouseholdMember", "LivesWith", "2", "sibling" }) // none of what the page offers
        {
            var again = await officer.GetAsync($"/incidents/{incident}/assessment");
            var choice = again.Document.QuerySelectorAll<IHtmlInputElement>("[name='Tie']").First();
            (choice.Value, choice.IsChecked) = (odd, true);
            var refused = await again.PressAsync("Save how they are connected");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("Choose how they are connected", refused.Text, StringComparison.Ordinal);
        }

        await page.FillNamed("Tie", "Sibling").PressAsync("Save how they are connected");

        Assert.DoesNotContain("Risk assessment needed", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync($"/incidents/{incident}")).Text, StringComparison.Ordinal);
        (await CloseAsync(incident)).Given();
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    }

    private Task<Result<DateTimeOffset>> CloseAsync(Id<Incident> incident) =>
        app.RunAsync<CloseIncident, Result<DateTimeOffset>>(close => close.HandleAsync(Cast.ControlRoomSupervisor, new(incident, null, "Dealt with"), Ct));

    private Task<Result<AssessmentSkip>> DecideAsync(Id<Incident> incident, Actor by, bool confirm = true) =>
        app.RunAsync<DecideSkip, Result<AssessmentSkip>>(decide => decide.HandleAsync(by, new(incident, confirm, null), Ct));
}
