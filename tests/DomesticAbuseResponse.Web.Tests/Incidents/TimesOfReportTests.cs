using System.Net;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using DomesticAbuseResponse.Web.Tests.Referrals;
using static DomesticAbuseResponse.Web.Tests.Cases.CaseStory;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

/// <summary>A report is often logged later than it was made, and tells of what happened before (R4.25, R2.9).</summary>
public sealed class TimesOfReportTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clocks_of_a_report_logged_the_next_day_run_from_when_it_was_made()
    {
        var page = await FormAsync();
        page.FillNamed("Input.People[0].Name", "Canary Online");
        Date(page, "Input.ReportedAt", "22", "11", "2026").FillNamed("Input.ReportedAt.Time", "09:30");
        Date(page, "Input.HappenedOn", "20", "11", "2026");

        var incident = await SavedAsync(page);
        Assert.Equal((new DateTimeOffset(2026, 11, 22, 9, 30, 0, TimeSpan.Zero), app.Clock.Now, new DateOnly(2026, 11, 20)), (incident.ReportedAt, incident.LoggedAt, incident.Call.HappenedOn));

        await app.GradeAsync(incident.CaseId!.Value, incident.Id, RiskGrade.High);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero), (await app.OnlyOpenDeadlineOfAsync(incident.CaseId.Value)).DueAt);
    }

    [Fact]
    public async Task Left_blank_it_is_now() => Assert.Equal(app.Clock.Now, (await SavedAsync(await FormAsync())).ReportedAt);

    [Theory]
    [InlineData("31", "2", "2026", "09:30", "Reported: 31 2 2026 09:30")]
    [InlineData("22", "11", "", "", "Reported: 22 11")]
    [InlineData("24", "11", "2026", "09:30", "Reported: 24 November 2026 09:30")]
    [InlineData("1", "1", "1", "00:00", "Reported: 1 1 1 00:00")]
    [InlineData("1", "1", "0001", "00:00", "Reported: 1 January 0001 00:00")]
    [InlineData("29", "3", "2026", "01:30", "Reported: 29 3 2026 01:30")]
    public async Task A_time_that_cannot_be_is_kept_as_it_was_typed_and_stops_nothing(string day, string month, string year, string time, string kept)
    {
        var page = await FormAsync();
        Date(page, "Input.ReportedAt", day, month, year).FillNamed("Input.ReportedAt.Time", time);
        Date(page, "Input.HappenedOn", "40", "11", "2026");

        var incident = await SavedAsync(page);

        Assert.Equal((app.Clock.Now, null), (incident.ReportedAt, incident.Call.HappenedOn));
        Assert.Contains(kept, incident.Call.TimesAsTyped, StringComparison.Ordinal);
        Assert.Contains("Happened: 40 11 2026", incident.Call.TimesAsTyped, StringComparison.Ordinal);
        Assert.Contains(kept, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_keeps_the_day_it_happened_and_refuses_one_that_has_not_come()
    {
        var page = await FormAsync();
        var incident = await SavedAsync(Date(page, "Input.HappenedOn", "20", "11", "2026"));
        var client = app.SignedInAs(Cast.CallHandler);

        await (await client.GetAsync($"/incidents/{incident.Id}/correct")).Fill("Injuries", "Bruised arm").PressAsync("Save");
        Assert.Equal(new DateOnly(2026, 11, 20), (await app.IncidentAsync(incident.Id)).Call.HappenedOn);

        var refused = await (await client.GetAsync($"/incidents/{incident.Id}/correct")).FillNamed("Input.HappenedOn.Year", "2027").PressAsync("Save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("The day it happened must be today or earlier", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_time_of_report_moves_its_deadline_and_keeps_the_old_one_with_the_reason()
    {
        var incident = await SavedAsync((await FormAsync()).FillNamed("Input.People[0].Name", "Canary Late Log"));
        await app.GradeAsync(incident.CaseId!.Value, incident.Id, RiskGrade.High);
        var client = app.SignedInAs(Cast.CallHandler);

        var page = await client.GetAsync($"/incidents/{incident.Id}/reported");
        Date(page, "Input.At", "22", "11", "2026").FillNamed("Input.At.Time", "09:30").FillNamed("Input.Reason", "CNRY-how-known");
        Assert.Equal($"/incidents/{incident.Id}?done=reported", (await page.PressAsync("Save")).RedirectsTo);

        var deadlines = await app.DeadlinesOfAsync(incident.CaseId.Value);
        var now = deadlines.Single(d => d.IsOpen);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero), now.DueAt);
        Assert.Equal((incident.ReportedAt.AddDays(1), (DateTimeOffset?)app.Clock.Now), deadlines.Where(d => d.Id == now.ReplacesId).Select(d => (d.DueAt, d.SupersededAt)).Single());
        var shown = await client.GetAsync($"/incidents/{incident.Id}");
        Assert.Contains("The time of the report was corrected", shown.Text, StringComparison.Ordinal);
        Assert.Contains("CNRY-how-known", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_25_contact_that_came_before_the_report_no_longer_meets_its_clock()
    {
        var page = (await FormAsync()).FillNamed("Input.People[0].Name", "Canary Contact Before");
        var incident = await SavedAsync(Date(page, "Input.ReportedAt", "22", "11", "2026").FillNamed("Input.ReportedAt.Time", "09:30"));
        var caseId = incident.CaseId!.Value;
        await app.GradeAsync(caseId, incident.Id, RiskGrade.High);
        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.Spoke, new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain(await app.DeadlinesOfAsync(caseId), d => d.IsOpen && d.Kind is DeadlineKind.ContactVictim);

        var correct = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident.Id}/reported");
        await Date(correct, "Input.At", "22", "11", "2026").FillNamed("Input.At.Time", "12:00").FillNamed("Input.Reason", "The recording").PressAsync("Save");

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), (await app.OnlyOpenDeadlineOfAsync(caseId)).DueAt);
    }

    [Theory]
    [InlineData("24", "11", "2027", "09:30", "CNRY", "The call was reported before it was logged")]
    [InlineData("1", "1", "2019", "09:30", "CNRY", "The call was reported before it was logged")]
    [InlineData("22", "11", "2026", "09:30", "  ", "Say how you know when the call was reported")]
    [InlineData("", "", "", "", "CNRY", "Enter when it was reported")]
    [InlineData("31", "2", "2026", "25:99", "CNRY", "The time of the report must")]
    public async Task A_time_of_report_that_cannot_be_is_refused_beside_its_field_and_kept(string day, string month, string year, string time, string reason, string says)
    {
        var incident = await SavedAsync(await FormAsync());
        var page = await app.SignedInAs(Cast.CallHandler).GetAsync($"/incidents/{incident.Id}/reported");
        Date(page, "Input.At", day, month, year).FillNamed("Input.At.Time", time).FillNamed("Input.Reason", reason);

        var refused = await page.PressAsync("Save");

        Assert.Contains(says, refused.Text, StringComparison.Ordinal);
        Assert.True(refused.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict, refused.Status.ToString());
        Assert.Equal(incident.ReportedAt, (await app.IncidentAsync(incident.Id)).ReportedAt);
    }

    [Theory]
    [InlineData(-3, false)]
    [InlineData(20, true)]
    public async Task R2_9_what_happened_before_the_referral_and_was_told_afterwards_is_no_repeat(int happenedAfterDays, bool isRepeat)
    {
        var before = app.Clock.Now;
        var (@case, _) = await app.SentAsync(ReferralKind.Marac, "Canary Told Late");
        app.Clock.Now = before.AddDays(30);
        await app.RunAsync<LogIncident, Id<Incident>>(log => log.HandleAsync(
            Cast.ResponseOfficer,
            new LogIncident.Command(
                new Call { HappenedOn = DateOnly.FromDateTime(before.AddDays(happenedAfterDays).UtcDateTime) }, ResponseGrade.EarlyResponse, Cast.Unit, null,
                [Known(PartyRole.Victim, @case.VictimId), Known(PartyRole.Perpetrator, @case.Perpetrators.Single().PersonId)]),
            Ct));

        var now = await app.CaseAsync(@case.Id);
        var grounds = await app.RunAsync<ReferralEvidence, ReferralEvaluation>(evidence => evidence.EvaluateAsync(now, Cast.Marac, null, new ReferrerSays(true), app.Clock.Now, Ct));
        app.Clock.Now = before;

        Assert.Equal(isRepeat, grounds[Ground.MaracRepeat].IsMet);
    }

    private static PageUnderTest Date(PageUnderTest page, string field, string day, string month, string year) =>
        page.FillNamed($"{field}.Day", day).FillNamed($"{field}.Month", month).FillNamed($"{field}.Year", year);

    private Task<PageUnderTest> FormAsync() => app.SignedInAs(Cast.CallHandler).GetAsync("/incidents/log");

    private async Task<Incident> SavedAsync(PageUnderTest page)
    {
        var next = await page.PressAsync("Save the call");
        Assert.Equal(HttpStatusCode.Redirect, next.Status);
        return await app.IncidentAsync(Id<Incident>.Parse(next.RedirectsTo!.Split('/', '?')[2], null));
    }
}
