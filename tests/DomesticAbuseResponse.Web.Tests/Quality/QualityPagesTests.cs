using System.Net;
using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Access;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Quality;

/// <summary>No form and no silence, the dip sample, the sample of calls and the share of high risk (R1.17 to R1.21, R4.5, R4.26).</summary>
public sealed class QualityPagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_without_a_form_stands_in_the_queue_until_it_has_one_or_a_supervisor_says_it_needs_none()
    {
        await OnAsync(new(2027, 3, 1), async () =>
        {
            var incident = await app.LogCallAsync("Canary Formless");
            var reference = await ReferenceAsync(incident);
            var sergeant = app.SignedInAs(Cast.Sergeant);
            var queue = await sergeant.GetAsync("/quality/forms?from=2027-03-01&to=2027-03-01");
            Assert.Contains(reference, queue.Text, StringComparison.Ordinal);
            Assert.Contains("Missing (1)", queue.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Standard risk", queue.Text, StringComparison.Ordinal);

            (await app.RunAsync<SkipAssessment, Result<AssessmentSkip>>(skip => skip.HandleAsync(Cast.ResponseOfficer, new(incident, SkipReason.DuplicateReport, null), Ct))).Given();
            queue = await sergeant.GetAsync("/quality/forms?state=SkipWaits&from=2027-03-01&to=2027-03-01");
            Assert.Contains("Reason given: duplicate report.", queue.Text, StringComparison.Ordinal);
            Assert.Contains("Decide", queue.Text, StringComparison.Ordinal);

            (await app.RunAsync<DecideSkip, Result<AssessmentSkip>>(decide => decide.HandleAsync(Cast.Sergeant, new(incident, true, null), Ct))).Given();
            Assert.DoesNotContain(reference, (await sergeant.GetAsync("/quality/forms?from=2027-03-01&to=2027-03-01")).Text, StringComparison.Ordinal);
            var report = await sergeant.GetAsync("/quality?from=2027-03-01&to=2027-03-01");
            Assert.Contains("Duplicate report: 1", report.Text, StringComparison.Ordinal);
            Assert.Contains("100.0 %", report.Text, StringComparison.Ordinal);
            Assert.Contains(reference, (await sergeant.GetAsync("/quality/forms?reason=DuplicateReport&from=2027-03-01&to=2027-03-01")).Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Every_number_of_the_report_is_as_long_as_its_list_and_counts_nothing_the_reader_may_not_open()
    {
        await OnAsync(new(2027, 3, 8), async () =>
        {
            await app.LogCallAsync("Canary First");
            await app.GradedCaseAsync(RiskGrade.High, "Canary Second");
            await app.LogCallAsync("Canary Third", by: Cast.OtherForceOfficer);
            var hidden = await app.OpenCaseAsync("Canary Hidden");
            await app.RestrictAsync(hidden.VictimId, Cast.SafeguardingOfficer);
            var sergeant = app.SignedInAs(Cast.Sergeant);
            var report = await sergeant.GetAsync("/quality?from=2027-03-08&to=2027-03-08");

            var links = report.Document.QuerySelectorAll("td a").Select(a => (Url: a.GetAttribute("href")!, Number: int.Parse(a.TextContent.Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))).Where(l => l.Number > 0).ToList();
            Assert.NotEmpty(links);
            foreach (var (url, number) in links)
            {
                Assert.Equal(number, (await sergeant.GetAsync(url)).Document.QuerySelectorAll("tbody tr").Length);
            }

            Assert.Contains("Above the band", report.Text, StringComparison.Ordinal);
            Assert.Equal(1, (await app.RunAsync<HighRiskRatio, HighRiskRatio.View>(r => r.ReadAsync(Cast.Sergeant, Day(new(2027, 3, 8)), Ct))).All.High);
            Assert.Equal((2, 3), ((await RowsAsync(Cast.Sergeant)).Count, (await RowsAsync(Cast.SafeguardingOfficer)).Count));
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/quality")).Status);
            Assert.Equal(HttpStatusCode.OK, (await sergeant.GetAsync("/quality/forms?state=9&unit=rubbish&reason=x&p=-4&from=2027-99-01")).Status);

            Task<IReadOnlyList<IncidentForms.Row>> RowsAsync(Actor actor) => app.RunAsync<IncidentForms, IReadOnlyList<IncidentForms.Row>>(forms => forms.ReadAsync(actor, Day(new(2027, 3, 8)), Ct));
        });
    }

    [Fact]
    public async Task S71_a_drawn_form_is_scored_blind_by_somebody_else_and_regraded_with_feedback()
    {
        await OnAsync(new(2027, 3, 15), async () =>
        {
            var incident = await app.LogCallAsync("Canary Dipped");
            var form = await app.AnswerDashAsync(incident, Cast.ResponseOfficer, new HashSet<int>());
            (await app.CompleteDashAsync(form, Cast.ResponseOfficer, RiskGrade.Standard)).Given();
            (await app.RunAsync<GiveGrade, Result<GradingHistory>>(give => give.HandleAsync(Cast.SecondSergeant, new(form, RiskGrade.Standard, null, null), Ct))).Given();
            var sampler = app.SignedInAs(Cast.Sergeant);

            var drawn = await (await sampler.GetAsync("/quality/samples")).FillNamed("Input.Kind", "StandardForms").FillNamed("Input.From.Day", "15").FillNamed("Input.From.Month", "3").FillNamed("Input.From.Year", "2027").PressAsync("Draw the sample");
            var sample = await sampler.GetAsync(drawn.RedirectsTo!);
            Assert.Contains("1 of 1: 5 in a hundred, rounded up", sample.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Standard risk", sample.Text, StringComparison.Ordinal);
            await using var db = app.Database.Open();
            var kept = await db.QualitySamples.Include(s => s.Items).OrderByDescending(s => s.DrawnAt).FirstAsync(s => s.Kind == SampleKind.Forms, Ct);
            Assert.Equal((Cast.Sergeant.StaffId, form.Value), (kept.DrawnBy, kept.Frame.Single()));
            Assert.Equal(kept.Items.Select(i => i.SubjectId), SampleDraw.Draw(kept.Seed, kept.Frame, kept.Percent));

            var url = $"/quality/samples/{kept.Id}/forms/{kept.Items[0].Number}";
            var own = await app.SignedInAs(Cast.SecondSergeant).GetAsync(url);
            Assert.Contains("You graded this form yourself", own.Text, StringComparison.Ordinal);
            var page = await sampler.GetAsync(url);
            Assert.DoesNotContain("Standard risk", page.Document.Source.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("First grade", page.Text, StringComparison.Ordinal);
            Assert.Contains("Choose a grade", (await page.PressAsync("Save my grade and see the first")).Text, StringComparison.Ordinal);
            var scored = await page.FillNamed("Input.Grade", "Medium").Fill("Why?", "The answers show control and fear.").PressAsync("Save my grade and see the first");
            var shown = await sampler.GetAsync(scored.RedirectsTo!);
            Assert.Contains("Standard risk", shown.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Conflict, (await page.FillNamed("Input.Grade", "High").Fill("Why?", "Another thought about the same form.").PressAsync("Save my grade and see the first")).Status);

            await shown.FillNamed("Decision.Outcome", "Regraded").Fill("What can the assessor learn from it?", "Ask who frightens her, not only whether.").PressAsync("Save the decision");
            Assert.Equal(RiskGrade.Medium, (await db.Cases.AsNoTracking().SingleAsync(c => db.Incidents.Any(i => i.Id == incident && i.CaseId == c.Id), Ct)).Grade);
            Assert.Equal(Cast.ResponseOfficer.StaffId, (await db.Notices.SingleAsync(n => n.Kind == NoticeKind.QualityFeedback && n.SubjectId == kept.Id.Value, Ct)).StaffId);
            Assert.Contains("Ask who frightens her", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/quality/feedback")).Text, StringComparison.Ordinal);
            Assert.Contains("0 of 1 second grades were the same", (await sampler.GetAsync(drawn.RedirectsTo!)).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.IdvaManager).GetAsync(url)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync(url)).Status);
        });
    }

    [Fact]
    public async Task A_sample_of_calls_is_looked_at_by_somebody_who_did_not_take_them()
    {
        await OnAsync(new(2027, 3, 22), async () =>
        {
            await app.LogCallAsync("Canary Heard");
            var supervisor = app.SignedInAs(Cast.ControlRoomSupervisor);
            var nothing = await (await supervisor.GetAsync("/quality/samples")).PressAsync("Draw the sample");
            Assert.Contains("Choose what the sample is of", nothing.Text, StringComparison.Ordinal);
            var drawn = await nothing.FillNamed("Input.Kind", "Calls").PressAsync("Draw the sample");
            await using var db = app.Database.Open();
            var kept = await db.QualitySamples.Include(s => s.Items).OrderByDescending(s => s.DrawnAt).FirstAsync(s => s.Kind == SampleKind.Calls, Ct);
            Assert.EndsWith(kept.Id.ToString(), drawn.RedirectsTo, StringComparison.Ordinal);

            var page = await supervisor.GetAsync($"/quality/samples/{kept.Id}/calls/{kept.Items[0].Number}");
            foreach (var field in new[] { "Empathy", "RightGrade", "Advice" })
            {
                page.FillNamed($"Input.{field}", "Yes");
            }

            var silent = await page.FillNamed("Input.HistoryChecked", "No").PressAsync("Save what you found");
            silent.ShowsError("Say what the call handler can learn from it.", "What can the call handler learn from it?");
            Assert.Equal($"/quality/samples/{kept.Id}", (await silent.Fill("What can the call handler learn from it?", "Look at the earlier calls first.").PressAsync("Save what you found")).RedirectsTo);
            Assert.Contains("Look at the earlier calls first.", (await app.SignedInAs(Cast.CallHandler).GetAsync("/quality/feedback")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Look at the earlier calls first.", (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/quality/feedback")).Text, StringComparison.Ordinal);
        });
    }

    private static QualityPeriod Day(DateOnly day) => new(day, day);

    private async Task OnAsync(DateOnly day, Func<Task> story)
    {
        app.Clock.Now = new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.Zero);
        await story();
        app.Clock.Now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    }

    private async Task<string> ReferenceAsync(Id<Incident> incident)
    {
        await using var db = app.Database.Open();
        return await db.Incidents.Where(i => i.Id == incident).Select(i => i.Reference).SingleAsync(Ct);
    }
}
