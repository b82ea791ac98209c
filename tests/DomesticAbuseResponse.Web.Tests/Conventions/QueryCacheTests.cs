using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DomesticAbuseResponse.Web.Tests.Conventions;

/// <summary>
/// A query is worked out once for the life of the process. One that carries a value in its own text instead of a parameter is worked out on
/// every request, which costs more than running it.
/// </summary>
public sealed class QueryCacheTests(QueryCacheTests.Listening app) : IClassFixture<QueryCacheTests.Listening>
{
    [Fact]
    public async Task A_page_that_was_shown_before_works_out_no_query_again()
    {
        var @case = await app.GradedCaseAsync(RiskGrade.High, "Canary Cached");
        await using var db = app.Database.Open();
        var incident = await db.Incidents.Where(i => i.CaseId == @case.Id).Select(i => i.Id).SingleAsync(TestContext.Current.CancellationToken);
        var form = await db.Assessments.Where(a => a.CaseId == @case.Id).Select(a => a.Id).FirstAsync(TestContext.Current.CancellationToken);

        // Asked nowhere else, so that it is worked out now: what is listened to is heard.
        await app.RunAsync<CaseDbContext, bool>(records => records.Agencies.AnyAsync(a => a.Name == "CNRY-never-asked", TestContext.Current.CancellationToken));
        List<string> again = [];
        foreach (var (who, url) in new (Actor, string)[]
        {
            (Cast.ResponseOfficer, "/"), (Cast.ResponseOfficer, "/incidents"), (Cast.ResponseOfficer, "/cases"), (Cast.ResponseOfficer, $"/cases/{@case.Id}"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/chronology"),
            (Cast.ResponseOfficer, $"/cases/{@case.Id}/risk"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/contact"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/referrals"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/people"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/plan"), (Cast.ResponseOfficer, $"/cases/{@case.Id}/children"), (Cast.SafeguardingOfficer, "/school-notices"), (Cast.SafeguardingOfficer, "/screening"), (Cast.Idva, "/day"),
            (Cast.ResponseOfficer, $"/incidents/{incident}"), (Cast.ResponseOfficer, $"/risk/{form}"), (Cast.ResponseOfficer, $"/people/{@case.VictimId}"), (Cast.ResponseOfficer, "/deadlines"),
            (Cast.CallHandler, "/incidents/log"), (Cast.Sergeant, "/risk/reviews"), (Cast.SafeguardingOfficer, "/referrals/sent"), (Cast.Idva, "/caseload"), (Cast.Coordinator, $"/marac/{Cast.Marac}/referrals"),
            (Cast.Coordinator, $"/marac/{Cast.Marac}/meetings"),
        })
        {
            var client = app.SignedInAs(who);
            await client.GetAsync(url);
            await client.GetAsync(url);
            var before = app.Logged.Count;
            var page = await client.GetAsync(url);
            Assert.True((int)page.Status < 400, $"{url} answered {page.Status}.");
            again.AddRange(app.Logged.Skip(before).Where(line => line.Contains("Compiling query expression", StringComparison.Ordinal)).Select(line => $"{url}: {line}"));
        }

        Assert.Contains(app.Logged, line => line.Contains("Compiling query expression", StringComparison.Ordinal) && line.Contains("CNRY-never-asked", StringComparison.Ordinal));
        Assert.True(again.Count == 0, $"{again.Count} queries: {string.Join(Environment.NewLine, again.Select(line => line[..Math.Min(line.Length, 1500)]))}");
    }

    public sealed class Listening : WebApp
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddFilter(DbLoggerCategory.Query.Name, LogLevel.Debug));
        }
    }
}
