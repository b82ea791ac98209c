using System.Text.Json;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Flow;

/// <summary>The counts of routes by day, far enough back for the rule.</summary>
internal static class FlowSeries
{
    /// <summary>The longest expectation and the longest span that the settings allow, in days.</summary>
    private const int _farthest = (52 * 7) + 60;

    /// <summary>What was counted here and what was brought from an earlier system, together.</summary>
    public static async Task<IReadOnlyDictionary<Id<FlowRoute>, IReadOnlyDictionary<DateOnly, int>>> ReadAsync(CaseDbContext db, Id<FlowRoute>[] routes, DateOnly through, CancellationToken ct)
    {
        var since = through.AddDays(-_farthest);
        var found = await db.FlowCounts.AsNoTracking().Where(c => routes.Contains(c.RouteId) && c.Day >= since && c.Day <= through)
            .GroupBy(c => new { c.RouteId, c.Day }).Select(g => new { g.Key.RouteId, g.Key.Day, Count = g.Sum(c => c.Count) }).ToListAsync(ct);
        var byRoute = found.ToLookup(f => f.RouteId);
        return routes.Distinct().ToDictionary(r => r, r => (IReadOnlyDictionary<DateOnly, int>)byRoute[r].ToDictionary(f => f.Day, f => f.Count));
    }

    public static FlowExpectation ExpectationOf(FlowAlarm alarm) => JsonSerializer.Deserialize<FlowExpectation>(alarm.Expectation)!;
}

/// <summary>
/// How the routes at one end of which the reader stands carry work against what is expected: alarms first. Counts are of work by day and name nobody.
/// </summary>
public sealed class FlowMonitor(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="Instrument">The code of the instrument or the kind of referral; empty for calls.</param>
    public sealed record Route(Id<FlowRoute> Id, FlowKind Kind, string From, string? To, string? Unit, string Instrument);

    public sealed record Row(Route Route, FlowVerdict Verdict, DateTimeOffset? AlarmSince);

    /// <param name="Through">The last day that has been counted; null before the first pass.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Total, int Alarms, DateOnly? Through, FlowSettings Settings);

    /// <param name="unit">Only routes of this unit.</param>
    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, FlowKind? kind, Id<PolicingUnit>? unit, int page, CancellationToken ct)
    {
        var through = await db.FlowDays.MaxAsync(d => (DateOnly?)d.Day, ct);
        var settings = (await policies.AtAsync(PolicyKinds.Flow, actor.AgencyId.Value, UkTime.DateOf(clock.GetUtcNow()), ct)).Content;
        var routes = db.RoutesOf(actor).Where(r => (kind == null || r.Kind == kind) && (unit == null || r.UnitId == unit));
        var rows = through is { } day ? await RowsAsync(routes, day, ct) : [];
        return new(
            [.. rows.OrderBy(r => Rank(r.Verdict.State)).ThenBy(r => r.Verdict.Probability ?? 1).ThenBy(r => r.Route.Kind).ThenBy(r => r.Route.From, StringComparer.Ordinal).ThenBy(r => r.Route.Unit, StringComparer.Ordinal)
                .ThenBy(r => r.Route.Instrument, StringComparer.Ordinal).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)],
            rows.Count, rows.Count(r => r.Verdict.IsAlarm), through, settings);
    }

    /// <summary>The units the reader's routes run from.</summary>
    public async Task<IReadOnlyList<(Id<PolicingUnit> Id, string Name)>> UnitsAsync(Actor actor, CancellationToken ct)
    {
        var routes = db.RoutesOf(actor);
        var found = await db.PolicingUnits.Where(u => routes.Any(r => r.UnitId == u.Id)).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(ct);
        return [.. found.Select(u => (u.Id, u.Name))];
    }

    internal async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<FlowRoute> wanted, DateOnly through, CancellationToken ct)
    {
        var routes = await wanted.AsNoTracking().Select(r => new
        {
            Route = r,
            From = db.Agencies.Where(a => a.Id == r.FromAgencyId).Select(a => a.Name).First(),
            To = db.Agencies.Where(a => a.Id == r.ToAgencyId).Select(a => a.Name).FirstOrDefault() ?? db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault(),
            Unit = db.PolicingUnits.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(),
        }).ToListAsync(ct);
        Id<FlowRoute>[] ids = [.. routes.Select(r => r.Route.Id)];
        var alarms = await db.FlowAlarms.AsNoTracking().Where(a => a.EndedAt == null && ids.Contains(a.RouteId)).ToDictionaryAsync(a => a.RouteId, ct);
        var counts = await FlowSeries.ReadAsync(db, ids, through, ct);
        List<Row> rows = [];
        foreach (var found in routes)
        {
            var route = found.Route;
            var settings = (await policies.AtAsync(PolicyKinds.Flow, route.FromAgencyId.Value, through, ct)).Content;
            var alarm = alarms.GetValueOrDefault(route.Id);
            rows.Add(new(
                new(route.Id, route.Kind, found.From, found.To, found.Unit, route.Instrument),
                FlowRule.Judge(counts[route.Id], route.FirstDay, through, settings, alarm is null ? null : FlowSeries.ExpectationOf(alarm)), alarm?.RaisedAt));
        }

        return rows;
    }

    private static int Rank(FlowState state) => state switch
    {
        FlowState.Silent => 0,
        FlowState.Dropped => 1,
        FlowState.AsExpected => 2,
        FlowState.TooFew => 3,
        FlowState.TooNew => 4,
    };
}

/// <summary>One route in full: its verdict, its weeks and days, and the alarms there have been.</summary>
public sealed class FlowRouteView(CaseDbContext db, FlowMonitor monitor, PolicyBook policies)
{
    private const int _weeks = 13;
    private const int _days = 14;

    public sealed record Span(DateOnly From, DateOnly Through, int Count, bool HasImported);

    public sealed record View(FlowMonitor.Row Row, FlowSettings Settings, DateOnly FirstDay, IReadOnlyList<Span> Weeks, IReadOnlyList<Span> Days, IReadOnlyList<FlowAlarm> Alarms);

    /// <exception cref="RecordNotFoundException">The reader stands at neither end of it, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<FlowRoute> id, CancellationToken ct)
    {
        var route = await db.RoutesOf(actor).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new RecordNotFoundException();
        var through = await db.FlowDays.MaxAsync(d => (DateOnly?)d.Day, ct) ?? throw new RecordNotFoundException();
        var row = (await monitor.RowsAsync(db.FlowRoutes.Where(r => r.Id == id), through, ct)).Single();
        var since = through.AddDays(1 - (_weeks * 7));
        var counts = await db.FlowCounts.AsNoTracking().Where(c => c.RouteId == id && c.Day >= since && c.Day <= through).ToListAsync(ct);
        Span Of(DateOnly from, DateOnly to) => new(from, to, counts.Where(c => c.Day >= from && c.Day <= to).Sum(c => c.Count), counts.Exists(c => c.IsImported && c.Day >= from && c.Day <= to));
        return new(
            row, (await policies.AtAsync(PolicyKinds.Flow, route.FromAgencyId.Value, through, ct)).Content, route.FirstDay,
            [.. Enumerable.Range(0, _weeks).Select(w => Of(through.AddDays(-6 - (w * 7)), through.AddDays(-w * 7))).Where(s => s.Through >= route.FirstDay)],
            [.. Enumerable.Range(0, _days).Select(d => Of(through.AddDays(-d), through.AddDays(-d))).Where(s => s.Through >= route.FirstDay)],
            await db.FlowAlarms.AsNoTracking().Where(a => a.RouteId == id).OrderByDescending(a => a.RaisedAt).Take(20).ToListAsync(ct));
    }
}
