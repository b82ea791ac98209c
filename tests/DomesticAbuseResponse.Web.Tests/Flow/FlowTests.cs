using System.Net;
using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Flow;

/// <summary>A route that falls silent tells both its ends, once (pain 2).</summary>
public sealed class FlowTests(WebApp app) : IClassFixture<WebApp>
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    private static readonly DateOnly _yesterday = new(2026, 11, 22);

    [Fact]
    public async Task A_route_that_stops_when_a_new_system_comes_tells_both_ends_once_and_says_why()
    {
        var start = _yesterday.AddDays(-63);
        var imported = (await ImportAsync([.. Enumerable.Range(0, 57).Select(d => Line(start.AddDays(d), FlowKind.Referral, "Test IDVA Service", "Idva", 2))])).Given();
        Assert.Equal((57, 1, 0), (imported.Rows, imported.Routes, imported.LeftOut.Count));
        await using var db = app.Database.Open();
        await CountedUpToAsync(_yesterday.AddDays(-7));

        Assert.Equal(7, await PassAsync());
        Assert.Equal(0, await PassAsync());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PassAsync()));

        var route = await db.FlowRoutes.SingleAsync(r => r.ToAgencyId == Cast.IdvaService, _ct);
        var alarm = await db.FlowAlarms.SingleAsync(a => a.RouteId == route.Id, _ct);
        Assert.Equal((FlowState.Silent, 0), (alarm.State, alarm.Actual));
        var told = await db.Notices.Where(n => n.SubjectId == route.Id.Value && n.Kind == NoticeKind.FlowDropped).Select(n => new { n.AgencyId, n.Role }).ToListAsync(_ct);
        Assert.Equal([(Cast.Police, Role.Inspector), (Cast.IdvaService, Role.IdvaManager)], told.Select(t => (t.AgencyId, t.Role!.Value)).OrderBy(t => t.Item2));

        var inspector = app.SignedInAs(Cast.Inspector);
        var list = await inspector.GetAsync("/flow");
        Assert.Contains("1 alarm.", list.Text, StringComparison.Ordinal);
        var page = await inspector.GetAsync($"/flow/{route.Id}");
        Assert.Contains("0 in 7 days, where 14.0 are expected", page.Text, StringComparison.Ordinal);
        Assert.Contains("from the earlier system", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("caption"), c => c.TextContent == "Week by week");
        var notice = await db.Notices.SingleAsync(n => n.SubjectId == route.Id.Value && n.Role == Role.Inspector, _ct);
        var saying = await inspector.GetAsync($"/notices/{notice.Id}");
        Assert.Contains(saying.Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/flow/{route.Id}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await saying.PressAsync("Record what was done")).Status);

        // The next day is as silent: nobody is told again. Then it comes back, and the alarm ends.
        await OnAsync(1, async () =>
        {
            Assert.Equal(1, await PassAsync());
            Assert.Equal(1, await db.FlowAlarms.CountAsync(a => a.RouteId == route.Id, _ct));
            Assert.Equal(2, await db.Notices.CountAsync(n => n.SubjectId == route.Id.Value, _ct));
        });
        db.AddRange(Enumerable.Range(1, 8).Select(d => new FlowCount(route.Id, _yesterday.AddDays(1 + d), 2, isImported: true))); // as if it came
        await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        await OnAsync(9, async () =>
        {
            await PassAsync();
            await using var after = app.Database.Open();
            Assert.NotNull((await after.FlowAlarms.SingleAsync(a => a.RouteId == route.Id, _ct)).EndedAt);
        });
    }

    [Fact]
    public async Task What_is_recorded_here_is_counted_by_its_London_day()
    {
        await app.LogCallAsync("Canary Counted", reportedAt: new DateTimeOffset(2026, 11, 22, 23, 59, 0, TimeSpan.Zero));
        await app.LogCallAsync("Canary Uncounted", reportedAt: new DateTimeOffset(2026, 11, 23, 0, 1, 0, TimeSpan.Zero));
        await CountedUpToAsync(_yesterday.AddDays(-1));

        await PassAsync();

        await using var db = app.Database.Open();
        var route = await db.FlowRoutes.SingleAsync(r => r.Kind == FlowKind.Incident && r.FromAgencyId == Cast.Police && r.UnitId == Cast.Unit, _ct);
        Assert.Equal(1, await db.FlowCounts.Where(c => c.RouteId == route.Id && c.Day == _yesterday).SumAsync(c => c.Count, _ct));
        Assert.Equal(0, await db.FlowCounts.CountAsync(c => c.RouteId == route.Id && c.Day == _yesterday.AddDays(1), _ct));
    }

    [Fact]
    public async Task Who_stands_at_neither_end_finds_no_route()
    {
        (await ImportAsync([Line(_yesterday.AddDays(-70), FlowKind.Assessment, null, "DARA", 3)])).Given();
        await CountedUpToAsync(_yesterday.AddDays(-1));
        await PassAsync();
        await using var db = app.Database.Open();
        var route = await db.FlowRoutes.SingleAsync(r => r.Instrument == "DARA", _ct);

        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Inspector).GetAsync($"/flow/{route.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.IdvaManager).GetAsync($"/flow/{route.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.Representative).GetAsync($"/flow/{route.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.SignedInAs(Cast.ResponseOfficer).GetAsync("/flow")).Status);
        Assert.DoesNotContain("DARA", (await app.SignedInAs(Cast.IdvaManager).GetAsync("/flow")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.SignedInAs(Cast.Inspector).GetAsync("/flow?kind=Nonsense&unit=x&p=-3")).Status);
    }

    [Fact]
    public async Task Lines_that_make_no_sense_are_left_out_and_named_and_the_same_day_again_replaces_its_count()
    {
        var day = _yesterday.AddDays(-80);
        var done = (await ImportAsync(
        [
            Line(day, FlowKind.Assessment, null, "POL-DASH-27", 4), Line(day, FlowKind.Assessment, null, "POL-DASH-27", 5) with { Number = 2 },
            Line(day, FlowKind.Assessment, null, null, 1) with { Number = 3 }, Line(day, FlowKind.Referral, "Nobody", "Idva", 1) with { Number = 4 },
            Line(_yesterday.AddDays(5), FlowKind.Incident, null, null, 1) with { Number = 5 }, Line(day, FlowKind.Incident, null, null, -1) with { Number = 6 },
            Line(day, FlowKind.Incident, null, null, 1) with { Number = 7, Unit = "No such unit" },
        ])).Given();

        Assert.Equal((1, 5), (done.Rows, done.LeftOut.Count));
        Assert.Contains("Line 4: there is no agency or MARAC \"Nobody\" to refer to.", done.LeftOut);
        await using var db = app.Database.Open();
        Assert.Equal(5, await db.FlowCounts.Where(c => c.Day == day && db.FlowRoutes.Any(r => r.Id == c.RouteId && r.Instrument == "POL-DASH-27")).Select(c => c.Count).SingleAsync(_ct));
    }

    private static ImportFlow.Line Line(DateOnly day, FlowKind kind, string? to, string? instrument, int count) => new(1, day, kind, "Test Police", "Test unit", to, instrument, count);

    private Task<Result<ImportFlow.Imported>> ImportAsync(IReadOnlyList<ImportFlow.Line> lines) => app.RunAsync<ImportFlow, Result<ImportFlow.Imported>>(i => i.HandleAsync(Actor.System, lines, check: false, _ct));

    private Task<int> PassAsync() => app.RunAsync<WatchFlow, int>(w => w.HandleAsync(Actor.System, _ct));

    /// <summary>Every day up to this one has been counted, and no later one.</summary>
    private async Task CountedUpToAsync(DateOnly day)
    {
        await using var db = app.Database.Open();
        await db.FlowDays.Where(d => d.Day > day).ExecuteDeleteAsync(_ct);
        await db.FlowCounts.Where(c => c.Day > day && !c.IsImported).ExecuteDeleteAsync(_ct);
        if (!await db.FlowDays.AnyAsync(d => d.Day == day, _ct))
        {
            db.Add(new FlowDay(day, app.Clock.Now));
            await db.CommitAsync(Actor.System, app.Clock.Now, _ct);
        }
    }

    private async Task OnAsync(int days, Func<Task> act)
    {
        var before = app.Clock.Now;
        app.Clock.Now = before.AddDays(days);
        try
        {
            await act();
        }
        finally
        {
            app.Clock.Now = before;
        }
    }
}
