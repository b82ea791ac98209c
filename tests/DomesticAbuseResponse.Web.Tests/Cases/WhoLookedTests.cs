using System.Net;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Tests.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Web.Tests.Cases;

/// <summary>Who looked, when, as what and why (S77), and the auditor's log that shows no content.</summary>
public sealed class WhoLookedTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task S77_a_look_is_on_the_page_with_who_when_as_what_and_why_and_so_is_ones_own()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}");
        await app.SignedInAs(Cast.Sergeant).GetAsync("/cases");

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{opened.Id}/looked");

        var rows = Rows(page);
        Assert.Equal("Safeguarding officer", rows[0][1]);
        Assert.Equal("See who looked", rows[0][4]);
        Assert.Contains(rows, r => r is [_, "Inspector", "Inspector", "Test Police", "Read the case file", "Opened"]);
        Assert.Contains(rows, r => r is [_, "Sergeant", "Sergeant", "Test Police", "List: Cases", "Saw in a list"]);
    }

    [Fact]
    public async Task Somebody_turned_away_is_on_the_page_too()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/cases/{opened.Id}");

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/cases/{opened.Id}/looked");

        Assert.Contains(Rows(page), r => r is [_, "Other force officer", _, "Other Police", _, "Tried and was refused"]);
    }

    [Fact]
    public async Task A_persons_page_counts_looks_at_the_cases_about_them()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}/chronology");

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}/looked");

        Assert.Contains(Rows(page), r => r is [_, "Inspector", _, _, "Read the chronology", _] && r[5] == $"Opened case {opened.Reference}");
    }

    [Fact]
    public async Task Somebody_whose_role_opens_no_such_page_is_on_the_page_of_the_record_they_asked_for()
    {
        var opened = await app.OpenCaseAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.CallHandler).GetAsync($"/cases/{opened.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.AgencyAdministrator).GetAsync($"/people/{opened.VictimId}")).Status);

        var officer = app.SignedInAs(Cast.SafeguardingOfficer);
        Assert.Contains(Rows(await officer.GetAsync($"/cases/{opened.Id}/looked")), r => r is [_, "Call handler", _, _, "Asked for /cases/{id}", "Tried and was refused"]);
        Assert.Contains(Rows(await officer.GetAsync($"/people/{opened.VictimId}/looked")), r => r is [_, "Agency administrator", _, _, "Asked for /people/{id}", "Tried and was refused"]);
    }

    [Fact]
    public async Task A_persons_page_counts_looks_at_the_incidents_they_are_in()
    {
        var incident = await app.LogCallAsync("Canary Looked");
        await app.SignedInAs(Cast.Inspector).GetAsync($"/incidents/{incident}");
        await using var db = app.Database.Open();
        var found = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == incident, TestContext.Current.CancellationToken);

        var page = await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{found.Parties.First().PersonId}/looked");

        Assert.Contains(Rows(page), r => r is [_, "Inspector", _, _, "Read the incident", _] && r[5] == $"Opened incident {found.Reference}");
    }

    [Fact]
    public async Task Whoever_reads_but_does_not_work_on_a_case_does_not_see_who_looked()
    {
        var opened = await app.OpenCaseAsync();
        await app.JoinMaracAsync(opened.Id);

        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Coordinator).GetAsync($"/cases/{opened.Id}/looked")).Status);
    }

    [Fact]
    public async Task An_auditor_sees_the_log_of_their_agency_and_nothing_of_what_stands_in_a_record()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}");
        await app.SignedInAs(Cast.OtherForceOfficer).GetAsync($"/cases/{opened.Id}");

        var log = await app.SignedInAs(Cast.Auditor).GetAsync("/audit");

        Assert.Equal(HttpStatusCode.OK, log.Status);
        Assert.Contains($"Case {opened.Reference}", log.Text, StringComparison.Ordinal);
        Assert.Contains("Read the case file", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", log.Document.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Other force officer", log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Auditor).GetAsync($"/cases/{opened.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Sergeant).GetAsync("/audit")).Status);
    }

    [Fact]
    public async Task An_auditor_can_ask_for_one_colleague_and_for_refusals()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.CallHandler).GetAsync($"/people/{opened.VictimId}/looked");
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}");
        var auditor = app.SignedInAs(Cast.Auditor);

        var one = Rows(await auditor.GetAsync($"/audit?staff={Cast.Inspector.StaffId}"));
        var refused = Rows(await auditor.GetAsync("/audit?refused=true"));

        Assert.NotEmpty(one);
        Assert.All(one, r => Assert.Equal("Inspector", r[1]));
        Assert.All(refused, r => Assert.StartsWith("Refused", r[5], StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_auditor_finds_who_saw_one_record_by_its_reference_or_number_opened_or_in_a_list()
    {
        var opened = await app.OpenCaseAsync();
        var other = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}");
        await app.SignedInAs(Cast.Sergeant).GetAsync("/cases");
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{other.Id}");
        await app.SignedInAs(Cast.SafeguardingOfficer).GetAsync($"/people/{opened.VictimId}");
        var auditor = app.SignedInAs(Cast.Auditor);

        var byReference = await auditor.GetAsync($"/audit?Record={opened.Reference.ToLowerInvariant()}");
        var byAddress = await auditor.GetAsync($"/audit?Record=/people/{opened.VictimId}");
        var byEnd = await auditor.GetAsync($"/audit?Record={opened.VictimId.Value.ToString("N")[^8..]}");

        Assert.Contains(Rows(byReference), r => r[1] == "Inspector" && r[3] == $"Case {opened.Reference}");
        Assert.Contains(Rows(byReference), r => r[1] == "Sergeant" && r[3].StartsWith("Cases: ", StringComparison.Ordinal));
        Assert.DoesNotContain(other.Reference, string.Join(' ', Rows(byReference).Where(r => r[3].StartsWith("Case ", StringComparison.Ordinal)).Select(r => r[3])), StringComparison.Ordinal);
        Assert.All(new[] { byAddress, byEnd }, page => Assert.Contains(Rows(page), r => r[1] == "Safeguarding officer" && r[3].StartsWith("Person ", StringComparison.Ordinal)));
        Assert.All(Rows(byEnd), r => Assert.StartsWith("Person ", r[3], StringComparison.Ordinal));
        Assert.Contains("There are no such looks", (await auditor.GetAsync("/audit?Record=nonsense")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_persons_number_finds_the_lists_that_showed_them_though_nobody_opened_their_record()
    {
        var opened = await app.OpenCaseAsync("Canary Unopened");
        var found = await app.RunAsync<FindAnyone, FindAnyone.View>(search => search.ReadAsync(Cast.CallHandler, "Canary Unopened", TestContext.Current.CancellationToken));
        Assert.Contains(found.People, r => r.Id == opened.VictimId);
        var end = opened.VictimId.Value.ToString("N")[^8..];

        var rows = Rows(await app.SignedInAs(Cast.Auditor).GetAsync($"/audit?Record={end.ToUpperInvariant()}"));

        Assert.Contains(rows, r => r[1] == "Call handler" && r[3].StartsWith("Find", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_auditor_can_ask_for_days()
    {
        var opened = await app.OpenCaseAsync();
        await app.SignedInAs(Cast.Inspector).GetAsync($"/cases/{opened.Id}");
        var auditor = app.SignedInAs(Cast.Auditor);

        Assert.NotEmpty(Rows(await auditor.GetAsync("/audit?From.Day=23&From.Month=11&From.Year=2026&To.Day=23&To.Month=11&To.Year=2026")));
        Assert.Empty(Rows(await auditor.GetAsync("/audit?To.Day=22&To.Month=11&To.Year=2026")));
        Assert.Contains("From must be a real date", (await auditor.GetAsync("/audit?From.Day=31&From.Month=11&From.Year=2026")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_looks_stays_light_with_everything_it_loads()
    {
        var opened = await app.OpenCaseAsync();
        var inspector = app.SignedInAs(Cast.Inspector);
        for (var n = 0; n < 30; n++)
        {
            await inspector.GetAsync($"/cases/{opened.Id}");
        }

        var assets = await AssetsAsync();
        foreach (var (who, url) in new[] { (Cast.Auditor, "/audit"), (Cast.SafeguardingOfficer, $"/cases/{opened.Id}/looked") })
        {
            var page = await app.SignedInAs(who).GetAsync(url);
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page.Document.Source.Text) + assets, 20_000, 90_000);
        }
    }

    /// <summary>What a browser without any of them fetches for a page, compressed as it is sent.</summary>
    private async Task<long> AssetsAsync()
    {
        var files = app.Services.GetRequiredService<Assets>();
        using var http = app.CreateClient();
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        string[] loaded = ["lib/frontend.css", "css/site.css", "lib/govuk-frontend.js", "img/logo.svg", .. Directory.GetFiles(Path.Combine(Source.Root, "src/DomesticAbuseResponse.Web/wwwroot/js")).Select(f => $"js/{Path.GetFileName(f)}").Where(f => f != "js/passkeys.js")];
        var sizes = await Task.WhenAll(loaded.Select(async f => (await http.GetByteArrayAsync(new Uri(files.Url(f), UriKind.Relative))).LongLength));
        return sizes.Sum();
    }

    [Fact]
    public async Task Reading_the_log_is_written_down()
    {
        await app.SignedInAs(Cast.Auditor).GetAsync("/audit");

        await using var db = app.Database.Open();
        Assert.True(await db.AccessRecords.AnyAsync(a => a.Kind == "Access log" && a.ByStaffId == Cast.Auditor.StaffId, TestContext.Current.CancellationToken));
    }

    private static List<string[]> Rows(PageUnderTest page) =>
    [
        .. page.Document.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray()),
    ];
}
