using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class IncidentListTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task The_list_goes_from_the_newest_to_the_oldest_page_by_page_and_writes_down_what_it_showed()
    {
        var ct = TestContext.Current.CancellationToken;
        for (var n = 0; n < 55; n++)
        {
            // Several reports at one instant: the page boundary must neither repeat nor lose one.
            await app.LogCallAsync($"Canary {n}", perpetrator: null, reportedAt: app.Clock.Now.AddHours(-(n / 20)));
        }

        List<string> seen = [];
        ListPosition? after = null;
        do
        {
            var page = await app.RunAsync<IncidentList, IncidentList.View>(list => list.ReadAsync(Cast.CallHandler, new(IncidentState.Open, after), ct));
            seen.AddRange(page.Rows.Select(r => r.Reference));
            Assert.True(page.Rows.Count <= IncidentList.PageSize);
            after = page.Older is { } older ? ListPosition.Parse(older.ToString(), null) : null;
        }
        while (after is not null);

        await using var db = app.Database.Open();
        var expected = await db.Incidents.OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Select(i => i.Reference).ToListAsync(ct);
        Assert.True(expected.Count >= 55); // the other test of this class may have added one
        Assert.Equal(expected, seen);
        var handler = Cast.CallHandler.StaffId;
        Assert.Equal(expected.Chunk(25).Select(c => c.Length), await db.AccessRecords.Where(a => a.Kind == "Incidents" && a.ByStaffId == handler).OrderBy(a => a.Number).Select(a => a.Shown.Length).ToListAsync(ct));
    }

    [Fact]
    public async Task The_page_says_which_of_how_many_are_shown_even_when_they_fit_on_it()
    {
        await app.LogCallAsync("Canary Counted");
        await using var db = app.Database.Open();
        var open = await db.Incidents.CountAsync(i => i.ClosedAt == null, TestContext.Current.CancellationToken);
        var client = app.SignedInAs(Cast.ResponseOfficer);

        var page = await client.GetAsync("/incidents");

        Assert.Contains($"Showing 1 to {Math.Min(open, 25)} of {open} incident", page.Text, StringComparison.Ordinal);
        if (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
        {
            Assert.Contains($"Showing 26 to {Math.Min(open, 50)} of {open} incidents", (await client.GetAsync(next)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_of_a_million_is_not_counted_to_its_end()
    {
        Assert.Equal("1,000", DisplayNames.Total(new ListTotal(ListTotal.Most)));
        Assert.Equal("1,000 or more", DisplayNames.Total(new ListTotal(ListTotal.Most + 1)));
    }

    [Fact]
    public async Task Only_what_the_agency_may_read_is_listed()
    {
        var ct = TestContext.Current.CancellationToken;
        await app.LogCallAsync("Canary Own");

        foreach (var stranger in new[] { Cast.OtherForceOfficer, Cast.Idva, Cast.Coordinator, Cast.Auditor, Cast.AgencyAdministrator })
        {
            Assert.Empty((await app.RunAsync<IncidentList, IncidentList.View>(list => list.ReadAsync(stranger, new(IncidentState.All, null), ct))).Rows);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1_2")]
    [InlineData("99999999999999999999_0")]
    [InlineData("-1_00000000000000000000000000000000")]
    [InlineData("9223372036854775807_00000000000000000000000000000000")]
    public void A_made_up_position_is_refused(string text) => Assert.False(ListPosition.TryParse(text, null, out _));
}
