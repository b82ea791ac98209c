using System.Net;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>The case list: the next deadline first, a page at a time.</summary>
public sealed class CaseListTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_case_stands_on_one_page_alone_dates_first_then_the_newest()
    {
        List<Id<Case>> dated = [];
        List<Id<Case>> undated = [];
        for (var n = 0; n < 33; n++)
        {
            var caseId = await app.ReportedAsync(_reported.AddMinutes(n));
            if (n % 2 == 0)
            {
                await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(1));
                dated.Add(caseId);
            }
            else
            {
                undated.Add(caseId);
            }
        }

        List<CaseList.Row> rows = [];
        CasePosition? after = null;
        do
        {
            var page = await app.RunAsync<CaseList, CaseList.View>(list => list.ReadAsync(
                Cast.SafeguardingOfficer, new CaseList.Query(CaseState.Open, Mine: false, Grade: null, NotAssessed: false, after is { } place ? CasePosition.Parse(place.ToString(), null) : null), CancellationToken.None));
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([.. dated, .. Enumerable.Reverse(undated)], rows.Select(r => r.Id).Where(id => dated.Contains(id) || undated.Contains(id)));
        Assert.Equal(rows.Count, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(rows.Where(r => r.NextDue is not null).Select(r => r.NextDue).Order(), rows.Where(r => r.NextDue is not null).Select(r => r.NextDue));
    }

    [Fact]
    public async Task The_page_says_which_of_how_many_are_shown_and_so_does_the_next()
    {
        for (var n = 0; n < 27; n++)
        {
            await app.ReportedAsync(_reported.AddMinutes(n));
        }

        await using var db = app.Database.Open();
        var open = await db.Cases.CountAsync(c => c.ClosedAt == null, TestContext.Current.CancellationToken);
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var page = await client.GetAsync("/cases");
        var next = await client.GetAsync(page.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Contains($"Showing 1 to 25 of {open} cases", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Showing 26 to {Math.Min(open, 50)} of {open} cases", next.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_filters_by_grade_and_tells_not_assessed_from_standard()
    {
        var ungraded = await app.ReportedAsync(_reported.AddDays(1)); // after those of the other tests, so on the first page
        var standard = await app.ReportedAsync(_reported.AddDays(1));
        await app.GradedAsync(standard, RiskGrade.Standard, _reported.AddHours(25));
        var client = app.SignedInAs(Cast.SafeguardingOfficer);

        var none = await client.GetAsync("/cases?risk=None");
        var standards = await client.GetAsync("/cases?risk=Standard");

        Assert.Contains($"/cases/{ungraded}", Links(none));
        Assert.DoesNotContain($"/cases/{standard}", Links(none));
        Assert.Contains($"/cases/{standard}", Links(standards));
        Assert.DoesNotContain($"/cases/{ungraded}", Links(standards));
    }

    [Fact]
    public async Task A_place_in_the_list_that_cannot_be_read_shows_the_beginning()
    {
        await app.ReportedAsync(_reported);

        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync("/cases?after=nonsense&state=nonsense")).Status);
    }

    [Fact]
    public async Task What_a_list_showed_is_written_down()
    {
        await app.ReportedAsync(_reported);

        var page = await app.SignedInAs(Cast.Inspector).GetAsync("/cases?risk=None");

        var listed = Links(page).Select(l => Guid.TryParse(l?.Split('/')[^1], out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToList();
        await using var db = app.Database.Open();
        var shown = await db.AccessRecords.Where(a => a.Kind == "Cases" && a.ByStaffId == Cast.Inspector.StaffId).Select(a => a.Shown).SingleAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(listed);
        Assert.Equal(listed.Order(), shown.Order());
    }

    private static List<string?> Links(PageUnderTest page) => [.. page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"))];
}
