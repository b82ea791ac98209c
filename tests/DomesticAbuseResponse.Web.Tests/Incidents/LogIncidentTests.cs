using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Incidents;

public sealed class LogIncidentTests(WebApp app) : IClassFixture<WebApp>
{
    [Fact]
    public async Task A_logged_call_names_its_people_and_opens_the_victims_case()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = await app.LogCallAsync("Canary One", "Canary Two");

        await using var db = app.Database.Open();
        var incident = await db.Incidents.Include(i => i.Parties).SingleAsync(i => i.Id == id, ct);
        Assert.Equal(app.Clock.Now, incident.ReportedAt);
        Assert.Equal([PartyRole.Victim, PartyRole.Perpetrator], incident.Parties.OrderBy(p => p.Number).Select(p => p.Role));
        Assert.NotNull(incident.CaseId);
        Assert.Equal(
            ["IncidentLogged", "PersonRecorded", "PersonRecorded", "CaseOpened", "IncidentJoinedCase"],
            await db.RecordEvents.Where(e => e.IncidentId == id || (e.CaseId == incident.CaseId && e.IncidentId == null)).OrderBy(e => e.Number).Select(e => e.Name).ToListAsync(ct));
    }

    [Fact]
    public async Task History_can_be_neither_changed_nor_deleted()
    {
        var ct = TestContext.Current.CancellationToken;
        await app.LogCallAsync();
        await using var db = app.Database.Open();

        foreach (var statement in new[] { "update record_events set name = 'x'", "delete from record_events", "truncate access_records" })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, ct));
            Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("protection_acts", "reason = 'x'")]
    [InlineData("instruments", "definition = 'x'")]
    [InlineData("incident_decisions", "reason = 'x'")]
    public async Task What_was_done_and_decided_is_never_rewritten(string table, string change)
    {
        var ct = TestContext.Current.CancellationToken;
        var incident = await app.LogCallAsync();
        await app.RunAsync<CorrectReportTime, Result<DateTimeOffset>>(c => c.HandleAsync(Cast.CallHandler, new(incident, null, app.Clock.Now.AddHours(-2), "The recording"), ct));
        await using var db = app.Database.Open();

        foreach (var statement in new[] { $"update {table} set {change}", $"delete from {table}", $"truncate {table}" })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, ct));
            Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
        }
    }
}
