using System.Net;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>The page that answers "Why this date?" (R7.5).</summary>
public sealed class WhyPageTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _christmasEve = new(2026, 12, 24, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task S18_the_page_shows_rule_version_start_each_skipped_day_calendar_and_answer()
    {
        var deadline = await MediumAsync(_christmasEve);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/deadlines/{deadline.Id}/why");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Due by Tuesday 5 January 2027 at 23:59", page.Text, StringComparison.Ordinal);
        Assert.Contains("5 working days victim-contact-medium, version 1; WD(5); R4.9, R4.25", page.Text, StringComparison.Ordinal);
        Assert.Contains("Thursday 24 December 2026 at 23:30 the report", page.Text, StringComparison.Ordinal);
        Assert.Contains("Friday 25 December 2026 Skipped Christmas Day bank holiday", page.Text, StringComparison.Ordinal);
        Assert.Contains("Monday 28 December 2026 Skipped Boxing Day bank holiday, substitute day", page.Text, StringComparison.Ordinal);
        Assert.Contains("Tuesday 5 January 2027 Day 5", page.Text, StringComparison.Ordinal);
        Assert.Contains(deadline.CalendarVersion!, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S27_the_page_names_the_date_it_replaced_and_leads_to_its_own_reckoning()
    {
        var reported = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        var first = await MediumAsync(reported);
        await app.GradedAsync(first.CaseId, RiskGrade.High, reported.AddHours(29));
        var now = await app.OnlyOpenDeadlineOfAsync(first.CaseId);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/deadlines/{now.Id}/why");

        Assert.Contains("Due by Wednesday 25 November 2026 at 15:00", page.Text, StringComparison.Ordinal);
        Assert.Contains("Dates this one took the place of", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == $"/deadlines/{first.Id}/why");
        var old = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/deadlines/{first.Id}/why");
        Assert.Contains("No longer in force since 24 November 2026 at 15:00", old.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_agency_and_a_deadline_that_is_not_there_get_the_same_answer()
    {
        var deadline = await MediumAsync(_christmasEve);
        var stranger = app.SignedInAs(Cast.OtherForceOfficer);

        var forbidden = await stranger.GetAsync($"/deadlines/{deadline.Id}/why");
        var absent = await stranger.GetAsync($"/deadlines/{Guid.CreateVersion7(app.Clock.Now)}/why");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (forbidden.Status, absent.Status));
        Assert.Equal(absent.Text, forbidden.Text);
    }

    [Fact]
    public async Task Reading_it_is_a_look_at_the_case()
    {
        var deadline = await MediumAsync(_christmasEve);

        await app.SignedInAs(Cast.Inspector).GetAsync($"/deadlines/{deadline.Id}/why");

        await using var db = app.Database.Open();
        Assert.Equal("Why this date?", await db.AccessRecords.Where(a => a.RecordId == deadline.CaseId.Value && a.ByStaffId == Cast.Inspector.StaffId)
            .Select(a => a.Purpose).SingleAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Deadline> MediumAsync(DateTimeOffset reported)
    {
        var caseId = await app.ReportedAsync(reported);
        await app.GradedAsync(caseId, RiskGrade.Medium, reported.AddMinutes(20));
        return await app.OnlyOpenDeadlineOfAsync(caseId);
    }
}
