using System.Text.Json;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Flow;

public sealed record FlowAlarmRaised(Id<FlowRoute> Route, FlowState State) : Happened;

public sealed record FlowAlarmEnded(Id<FlowRoute> Route) : Happened;

/// <summary>
/// Counts each whole day of every route once and tells both ends of a route, once, when it falls silent or drops (pain of a new system: referrals quietly stop).
/// However many instances run, one works and the others pass by; an alarm that is open is not raised again.
/// </summary>
public sealed class WatchFlow(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <summary>How far back the first pass counts: the weeks of an expectation and the longest span.</summary>
    private const int _firstDays = 91;

    /// <summary>Any number that no other lock of the product uses.</summary>
    private const long _lock = 0x464C4F57;

    /// <returns>How many days were counted; 0 when there was nothing to do or another instance does it.</returns>
    public async Task<int> HandleAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var yesterday = UkTime.DateOf(now).AddDays(-1);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({_lock}) as \"Value\"").SingleAsync(ct))
        {
            return 0;
        }

        var last = await db.FlowDays.MaxAsync(d => (DateOnly?)d.Day, ct);
        var from = last?.AddDays(1) ?? yesterday.AddDays(1 - _firstDays);
        if (from > yesterday)
        {
            return 0;
        }

        var routes = await db.FlowRoutes.ToListAsync(ct);
        for (var day = from; day <= yesterday; day = day.AddDays(1))
        {
            await CountAsync(routes, day, now, ct);
        }

        await db.CommitAsync(actor, now, ct); // what follows reads the counts
        await db.CommitAsync(actor, now, ct, await JudgeAsync(routes, yesterday, now, ct));
        await transaction.CommitAsync(ct);
        return yesterday.DayNumber - from.DayNumber + 1;
    }

    private async Task CountAsync(List<FlowRoute> routes, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        var (start, end) = (UkTime.At(day, TimeOnly.MinValue), UkTime.At(day.AddDays(1), TimeOnly.MinValue));
        var referrals = await (from r in db.Referrals
                               join c in db.Cases on r.CaseId equals c.Id
                               where r.SentAt >= start && r.SentAt < end
                               group r by new { r.FromAgencyId, c.UnitId, r.ToAgencyId, r.MaracId, r.Kind } into g
                               select new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var forms = await (from a in db.Assessments
                           join c in db.Cases on a.CaseId equals c.Id
                           where a.CompletedAt >= start && a.CompletedAt < end
                           group a by new { a.AgencyId, c.UnitId, a.InstrumentCode } into g
                           select new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var calls = await db.Incidents.Where(i => i.ReportedAt >= start && i.ReportedAt < end).GroupBy(i => new { i.AgencyId, i.UnitId }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);

        foreach (var (route, count) in referrals.Select(r => (RouteOf(FlowKind.Referral, r.Key.FromAgencyId, r.Key.UnitId, r.Key.ToAgencyId, r.Key.MaracId, r.Key.Kind.ToString()), r.Count))
            .Concat(forms.Select(f => (RouteOf(FlowKind.Assessment, f.Key.AgencyId, f.Key.UnitId, null, null, f.Key.InstrumentCode), f.Count)))
            .Concat(calls.Select(c => (RouteOf(FlowKind.Incident, c.Key.AgencyId, c.Key.UnitId, null, null, ""), c.Count))))
        {
            db.Add(new FlowCount(route.Id, day, count, isImported: false));
        }

        db.Add(new FlowDay(day, now));

        FlowRoute RouteOf(FlowKind kind, Id<Agency> agency, Id<PolicingUnit>? unit, Id<Agency>? to, Id<Marac>? marac, string instrument)
        {
            if (routes.Find(r => r.Kind == kind && r.FromAgencyId == agency && r.UnitId == unit && r.ToAgencyId == to && r.MaracId == marac && r.Instrument == instrument) is not { } route)
            {
                route = new FlowRoute(Id<FlowRoute>.New(now), kind, agency, unit, to, marac, instrument, day);
                routes.Add(route);
                db.Add(route);
            }

            return route;
        }
    }

    private async Task<IReadOnlyList<Happened>> JudgeAsync(List<FlowRoute> routes, DateOnly through, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.FlowAlarms.Where(a => a.EndedAt == null).ToDictionaryAsync(a => a.RouteId, ct);
        var counts = await FlowSeries.ReadAsync(db, [.. routes.Select(r => r.Id)], through, ct);
        List<Happened> happened = [];
        foreach (var route in routes)
        {
            var settings = (await policies.AtAsync(PolicyKinds.Flow, route.FromAgencyId.Value, through, ct)).Content;
            var alarm = open.GetValueOrDefault(route.Id);
            var verdict = FlowRule.Judge(counts[route.Id], route.FirstDay, through, settings, alarm is null ? null : FlowSeries.ExpectationOf(alarm));
            if (alarm is null && verdict.IsAlarm)
            {
                var raised = FlowAlarm.Raise(route, verdict, JsonSerializer.Serialize(verdict.Expectation), settings, now);
                db.Add(raised);
                db.Notices.AddRange(await NoticesAsync(route, now, ct));
                happened.Add(new FlowAlarmRaised(route.Id, verdict.State));
            }
            else if (alarm is not null && verdict.EndsAlarm(settings))
            {
                alarm.End(now);
                happened.Add(new FlowAlarmEnded(route.Id));
            }
        }

        return happened;
    }

    /// <summary>Both ends of the route: whoever answers for the work in the sending agency, and in the one that should have had it.</summary>
    private async Task<IEnumerable<Notice>> NoticesAsync(FlowRoute route, DateTimeOffset now, CancellationToken ct)
    {
        var subject = route.Id.Value;
        Id<Agency>[] ends = [.. new Id<Agency>?[] { route.FromAgencyId, route.ToAgencyId }.OfType<Id<Agency>>().Distinct()];
        var kinds = await db.Agencies.Where(a => ends.Contains(a.Id)).Select(a => new { a.Id, a.Kind }).ToListAsync(ct);
        var notices = kinds.Select(a => Notice.To(a.Id, FlowReaders.AnsweringFor(a.Kind), NoticeKind.FlowDropped, null, subject, now)).ToList();
        if (route.MaracId is { } marac)
        {
            var coordinators = await (from m in db.Maracs.Where(m => m.Id == marac).SelectMany(m => m.Members)
                                      join s in db.Staff on m.StaffId equals s.Id
                                      where m.Role == MaracRole.Coordinator && s.DisabledAt == null
                                      select new { s.Id, s.AgencyId }).ToListAsync(ct);
            notices.AddRange(coordinators.Select(c => Notice.To(c.AgencyId, c.Id, NoticeKind.FlowDropped, null, subject, now)));
        }

        return notices;
    }
}

/// <summary>Who is told of a route, and who may read it.</summary>
internal static class FlowReaders
{
    public static Role AnsweringFor(AgencyKind kind) => kind switch
    {
        AgencyKind.PoliceForce => Role.Inspector,
        AgencyKind.SpecialistService => Role.IdvaManager,
        AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing => Role.AgencyRepresentative,
    };

    extension(CaseDbContext db)
    {
        /// <summary>The routes at one end of which the actor's agency stands, or a MARAC the actor serves.</summary>
        public IQueryable<FlowRoute> RoutesOf(Actor actor)
        {
            var (agency, maracs) = (actor.AgencyId, actor.Maracs.Select(m => (Id<Marac>?)m).ToArray());
            var ofAgency = actor.HasAny(Role.Inspector, Role.Sergeant, Role.SafeguardingOfficer, Role.ControlRoomSupervisor, Role.IdvaManager, Role.AgencyRepresentative);
            return db.FlowRoutes.Where(r => (ofAgency && (r.FromAgencyId == agency || r.ToAgencyId == agency)) || maracs.Contains(r.MaracId));
        }
    }
}
