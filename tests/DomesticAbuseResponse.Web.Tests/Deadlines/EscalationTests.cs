using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.TestKit;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Deadlines;

/// <summary>Deadlines that pass unmet: a supervisor is told of each, once.</summary>
public sealed class EscalationTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly DateTimeOffset _reported = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Instances_that_run_at_once_escalate_each_deadline_once()
    {
        List<Id<Case>> cases = [];
        for (var n = 0; n < 12; n++)
        {
            cases.Add(await OverdueCaseAsync());
        }

        await using var db = app.Database.Open();
        var before = await db.RecordEvents.CountAsync(e => e.Name == "DeadlineEscalated", TestContext.Current.CancellationToken);
        var passes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => UntilDoneAsync(batch: 3)));

        Assert.Equal(passes.Sum(), await db.RecordEvents.CountAsync(e => e.Name == "DeadlineEscalated", TestContext.Current.CancellationToken) - before);
        var told = await db.Notices.Where(n => n.Kind == NoticeKind.DeadlineOverdue && cases.Contains(n.CaseId!.Value)).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(12, told.Count);
        Assert.Equal(12, told.Select(n => n.SubjectId).Distinct().Count());
        Assert.All(told, n => Assert.Equal((Cast.Police, Role.Sergeant), (n.AgencyId, n.Role)));
        Assert.Equal(12, await db.RecordEvents.CountAsync(e => e.Name == "DeadlineEscalated" && cases.Contains(e.CaseId!.Value), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_date_that_is_not_past_and_one_that_was_replaced_are_left_alone()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.Medium, _reported.AddHours(1));
        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(2));
        app.Clock.Now = (await app.OnlyOpenDeadlineOfAsync(caseId)).DueAt;

        await UntilDoneAsync(batch: 50);

        Assert.All(await app.DeadlinesOfAsync(caseId), d => Assert.Null(d.EscalatedAt));
    }

    private async Task<Id<Case>> OverdueCaseAsync()
    {
        var caseId = await app.ReportedAsync(_reported);
        await app.GradedAsync(caseId, RiskGrade.High, _reported.AddHours(1));
        app.Clock.Now = _reported.AddDays(2);
        return caseId;
    }

    private async Task<int> UntilDoneAsync(int batch)
    {
        var total = 0;
        int done;
        do
        {
            done = await app.RunAsync<EscalateOverdueDeadlines, int>(e => e.HandleAsync(Actor.System, batch, CancellationToken.None));
            total += done;
        }
        while (done > 0);

        return total;
    }
}
