using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>Records made under an earlier schema say after the migration what later ones say by themselves.</summary>
public sealed class EarlierRecordsTests(WebApp app) : IClassFixture<WebApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_of_parts_waiting_reviews_and_places_through_a_case_are_filled_in()
    {
        var shared = await app.OpenCaseAsync("Canary Earlier");
        await app.JoinAsync(shared.Id, Cast.IdvaService);
        await app.OpenCaseAsync("Canary Elsewhere");
        var waiting = await app.LogCallAsync("Canary Waiting", grade: ResponseGrade.Routine);
        var before = await ReadAsync();
        Assert.Contains(before.Reviews, r => r.Id == waiting);
        Assert.Contains(before.Places, p => p.RecordId == shared.VictimId.Value && p.ThroughCaseId == shared.Id);

        await using (var db = app.Database.Open())
        {
            await db.GetService<IMigrator>().MigrateAsync("20261123122215_CallHistory", Ct);
        }

        var run = await DarRun.OnAsync(app.Database, "migrate");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        var after = await ReadAsync();
        Assert.Equal(before.Parts, after.Parts);
        Assert.Equal(before.Reviews, after.Reviews);
        Assert.Equal(before.Places, after.Places);
    }

    private async Task<(List<object> Parts, List<(Id<Incident> Id, DateTimeOffset? Since)> Reviews, List<(Guid RecordId, ParticipationKind Kind, Id<Domain.Cases.Case>? ThroughCaseId)> Places)> ReadAsync()
    {
        await using var db = app.Database.Open();
        var incidents = await db.Incidents.AsNoTracking().Include(i => i.Parties).OrderBy(i => i.Id).ToListAsync(Ct);
        var places = await db.Participations.AsNoTracking().Where(p => p.Until == null).ToListAsync(Ct);
        return (
            [.. incidents.SelectMany(i => i.Parties.OrderBy(p => p.PersonId.Value).Select(p => (object)(i.Id, p.PersonId, p.Role, i.CaseOf(p.PersonId))))],
            [.. incidents.Select(i => (i.Id, i.ReviewDueSince)).Where(r => r.ReviewDueSince is not null)],
            [.. places.Select(p => (p.RecordId, p.Kind, p.ThroughCaseId)).OrderBy(p => p.RecordId).ThenBy(p => p.Kind).ThenBy(p => p.ThroughCaseId?.Value)]);
    }
}
