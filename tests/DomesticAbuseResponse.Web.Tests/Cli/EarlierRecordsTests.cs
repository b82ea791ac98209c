using DomesticAbuseResponse.Application.Specialists;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Specialists;
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

    [Fact]
    public async Task R4_1_a_faster_grade_a_specialist_asked_for_before_is_a_request_and_a_notice_with_nothing_left_to_decide_is_done()
    {
        var open = await AskedAsync("Canary Earlier Open");
        var closed = await AskedAsync("Canary Earlier Closed");
        var asked = app.Clock.Now;
        await using (var db = app.Database.Open())
        {
            await db.GetService<IMigrator>().MigrateAsync("20261126072848_CaseloadAndIntake", Ct);
            await db.Database.ExecuteSqlAsync($"delete from regrade_requests where incident_id in ({open.Value}, {closed.Value})", Ct);
            await db.Database.ExecuteSqlAsync($"update incidents set regrade_asked_at = null where id in ({open.Value}, {closed.Value})", Ct);
            await db.Database.ExecuteSqlAsync($"update incidents set closed_at = {asked}, closed_reason = 'Attended' where id = {closed.Value}", Ct);
        }

        Assert.Equal(ExitCode.Done, (await DarRun.OnAsync(app.Database, "migrate")).ExitCode);

        await using var after = app.Database.Open();
        var request = Assert.Single(await after.Set<RegradeRequest>().Where(r => r.IncidentId == open || r.IncidentId == closed).ToListAsync(Ct));
        Assert.Equal((open, Cast.SupportWorker.StaffId, ResponseGrade.EarlyResponse, ResponseGrade.Immediate, "He is on his way back to the house.", asked), (request.IncidentId, request.By, request.Before!.Value, request.Wanted, request.Reason, request.At));
        Assert.Equal(asked, await after.Incidents.Where(i => i.Id == open).Select(i => i.RegradeAskedAt).SingleAsync(Ct));
        Assert.Equal([(open.Value, true), (closed.Value, false)], (await after.Notices.Where(n => n.Kind == NoticeKind.RegradeAsked).OrderBy(n => n.SubjectId == closed.Value).ToListAsync(Ct)).Select(n => (n.SubjectId!.Value, n.DoneAt is null)));

        var page = await app.SignedInAs(Cast.ControlRoomSupervisor).GetAsync($"/incidents/{open}/review");
        Assert.Contains("He is on his way back to the house.", page.Text, StringComparison.Ordinal);
    }

    private async Task<Id<Incident>> AskedAsync(string victim)
    {
        var incident = await app.LogCallAsync(victim, grade: ResponseGrade.EarlyResponse);
        await app.RunAsync<CheckIncident, Result<SpecialistReview>>(c => c.HandleAsync(
            Cast.SupportWorker, new(incident, new CheckMade(DecisionCheck.UpgradeAsked, ResponseGrade.Immediate, "He is on his way back to the house.", null, null)), Ct));
        return incident;
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
