using System.Net;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>The case file and the pages around it.</summary>
public sealed class CasePagesTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_case_file_shows_whose_it_is_the_next_date_and_where_it_is_explained()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.Medium, _reported.AddHours(1));
        var deadline = await app.OnlyOpenDeadlineOfAsync(caseId);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{caseId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Canary Victim", page.Document.QuerySelector(".moj-identity-bar")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Contact the victim by Monday 30 November 2026 at 23:59", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == $"/deadlines/{deadline.Id}/why");
        Assert.Contains("Canary Perpetrator, aged about 36: perpetrator", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", page.Document.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_assessed_never_looks_like_Standard()
    {
        var ungraded = await app.ReportedAsync(_reported);
        var standard = await app.ReportedAsync(_reported);
        await app.GradedAsync(standard, RiskGrade.Standard, _reported.AddHours(1));

        string TagOf(PageUnderTest page) => page.Document.QuerySelector(".moj-identity-bar .govuk-tag")!.OuterHtml;
        var first = await app.SignedInAs(Cast.Sergeant).GetAsync($"/cases/{ungraded}");
        var second = await app.SignedInAs(Cast.Sergeant).GetAsync($"/cases/{standard}");

        Assert.Contains("Not assessed", TagOf(first), StringComparison.Ordinal);
        Assert.Contains("Standard risk", TagOf(second), StringComparison.Ordinal);
        Assert.Contains("That is not the same as standard risk", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chronology_tells_everything_once_newest_first_and_can_show_one_kind()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.Medium, _reported.AddHours(1));
        app.Clock.Now = _reported.AddHours(2);
        await app.AttemptAsync(Cast.SafeguardingOfficer, caseId, ContactOutcome.Spoke);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var all = await client.GetAsync($"/cases/{caseId}/chronology");
        var contacts = await client.GetAsync($"/cases/{caseId}/chronology?kind=contact");

        var headings = Headings(all);
        Assert.Equal(headings.Count, headings.Distinct().Count());
        Assert.Contains("Spoke with the victim", headings);
        Assert.Contains("Contact the victim: date set", headings);
        Assert.Contains("Contact the victim: done", headings);
        Assert.Contains("Case opened", headings);
        Assert.Contains(headings, h => h.StartsWith("Incident DA-2026-", StringComparison.Ordinal));
        var times = all.Document.QuerySelectorAll(".moj-timeline time").Select(t => t.GetAttribute("datetime")).ToList();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.Equal(["Spoke with the victim"], Headings(contacts));
    }

    [Fact]
    public async Task An_incident_the_reader_may_not_open_is_not_in_the_chronology()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.JoinMaracAsync(caseId);

        var page = await app.SignedInAs(Cast.Coordinator).GetAsync($"/cases/{caseId}/chronology");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("DA-2026-", page.Document.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/chronology")]
    [InlineData("/risk")]
    [InlineData("/people")]
    [InlineData("/referrals")]
    [InlineData("/contact")]
    [InlineData("/contact/attempt")]
    [InlineData("/looked")]
    public async Task A_forbidden_case_and_an_absent_one_get_the_same_answer(string page)
    {
        var caseId = await app.ReportedAsync(_reported);
        var stranger = app.SignedInAs(Cast.OtherForceOfficer);

        var forbidden = await stranger.GetAsync($"/cases/{caseId}{page}");
        var absent = await stranger.GetAsync($"/cases/{Guid.CreateVersion7(app.Clock.Now)}{page}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (forbidden.Status, absent.Status));
        Assert.Equal(absent.Text, forbidden.Text);
    }

    [Fact]
    public async Task S62_somebody_excluded_finds_the_case_on_no_list_and_no_notice()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(1));
        app.Clock.Now = _reported.AddDays(2);
        await app.RunAsync<Application.Deadlines.EscalateOverdueDeadlines, int>(e => e.HandleAsync(Domain.Agencies.Actor.System, 50, CancellationToken.None));
        await using (var db = app.Database.Open())
        {
            db.Exclusions.Add(new Exclusion(caseId.Value, Cast.SecondSergeant.StaffId, null, "Related to the perpetrator", app.Clock.Now));
            await db.CommitAsync(Domain.Agencies.Actor.System, app.Clock.Now, TestContext.Current.CancellationToken);
        }

        var reference = await ReferenceAsync(caseId);
        var excluded = app.SignedInAs(Cast.SecondSergeant);
        var colleague = app.SignedInAs(Cast.Sergeant);

        foreach (var list in new[] { "/", "/cases", "/notices", "/deadlines" })
        {
            Assert.Contains(reference, (await colleague.GetAsync(list)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(reference, (await excluded.GetAsync(list)).Document.Source.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await excluded.GetAsync($"/cases/{caseId}")).Status);
    }

    private async Task<string> ReferenceAsync(Id<Case> id)
    {
        await using var db = app.Database.Open();
        return await db.Cases.Where(c => c.Id == id).Select(c => c.Reference).SingleAsync();
    }

    private static List<string> Headings(PageUnderTest page) => [.. page.Document.QuerySelectorAll(".moj-timeline__title").Select(t => t.TextContent.Trim())];
}
