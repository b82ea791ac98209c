using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Plans;

/// <summary>A plan to be watched, and from when on. UTC.</summary>
internal sealed class WatchedPlan
{
    public Id<SafetyPlan> PlanId { get; init; }

    public Id<Case> CaseId { get; init; }

    public Id<Person> VictimId { get; init; }

    public DateTimeOffset Since { get; init; }
}

/// <summary>
/// Reads what happened around cases with a plan out of the records that hold it; nothing is copied. Whose order or address it is, and which incident, stays behind the door of those records:
/// an event says no more than its kind and its day.
/// </summary>
internal static class PlanEvents
{
    /// <summary>How long after its day an order that ran out, or a meeting that was held, is still found by the pass that sets clocks.</summary>
    public const int DaysLate = 14;

    private sealed class Touched
    {
        public Id<SafetyPlan> PlanId { get; init; }

        public Id<Person> PersonId { get; init; }

        public DateTimeOffset Since { get; init; }
    }

    extension(CaseDbContext db)
    {
        /// <summary>Everything since a plan was begun, for its page.</summary>
        public async Task<IReadOnlyList<PlanEvent>> EventsSinceAsync(SafetyPlan plan, DateTimeOffset now, CancellationToken ct)
        {
            var id = plan.Id;
            var watched = from p in db.SafetyPlans
                          join c in db.Cases on p.CaseId equals c.Id
                          where p.Id == id
                          select new WatchedPlan { PlanId = p.Id, CaseId = c.Id, VictimId = c.VictimId, Since = p.BegunAt };
            return [.. (await db.EventsAsync(watched, DateOnly.MinValue, now, ct))[id]];
        }

        /// <summary>What has happened since the last review of every plan of an open case.</summary>
        public Task<ILookup<Id<SafetyPlan>, PlanEvent>> EventsSinceReviewAsync(DateTimeOffset now, CancellationToken ct) => db.EventsAsync(
            from p in db.SafetyPlans
            join c in db.Cases on p.CaseId equals c.Id
            where c.ClosedAt == null
            select new WatchedPlan { PlanId = p.Id, CaseId = c.Id, VictimId = c.VictimId, Since = p.ReviewedAt },
            UkTime.DateOf(now).AddDays(-DaysLate), now, ct);

        /// <summary>The same for one plan.</summary>
        public async Task<IReadOnlyList<PlanEvent>> EventsSinceReviewAsync(SafetyPlan plan, DateTimeOffset now, CancellationToken ct) =>
            [.. (await db.EventsSinceAsync(plan, now, ct)).Where(e => e.At > plan.ReviewedAt)];

        private async Task<ILookup<Id<SafetyPlan>, PlanEvent>> EventsAsync(IQueryable<WatchedPlan> plans, DateOnly first, DateTimeOffset now, CancellationToken ct)
        {
            List<(Id<SafetyPlan> Plan, DateTimeOffset Since, PlanEvent Event)> found =
            [
                .. await db.IncidentsAsync(plans, ct),
                .. await db.MovesAsync(plans, ct),
                .. await db.OrdersAsync(plans, first, UkTime.DateOf(now), ct),
                .. await db.JusticeAsync(plans, first, UkTime.DateOf(now), ct),
                .. await db.MeetingsAsync(plans, first, UkTime.DateOf(now), ct),
                .. await db.ToldAsync(plans, ct),
            ];
            return found.Where(f => f.Event.At > f.Since && f.Event.At <= now).Distinct().ToLookup(f => f.Plan, f => f.Event);
        }

        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> IncidentsAsync(IQueryable<WatchedPlan> plans, CancellationToken ct)
        {
            var logged = await (from w in plans
                                join p in db.Set<Domain.Incidents.IncidentParty>() on (Id<Case>?)w.CaseId equals p.CaseId
                                join i in db.Incidents on p.IncidentId equals i.Id
                                where i.LoggedAt > w.Since || i.ReportedAt > w.Since
                                select new { w.PlanId, w.Since, i.ReportedAt, i.LoggedAt }).ToListAsync(ct);
            var joined = await (from w in plans
                                join e in db.RecordEvents on (Id<Case>?)w.CaseId equals e.CaseId
                                join i in db.Incidents on e.IncidentId equals (Id<Domain.Incidents.Incident>?)i.Id
                                where e.Name == "IncidentJoinedCase" && e.At > w.Since && i.Parties.Any(p => p.CaseId == w.CaseId)
                                select new { w.PlanId, w.Since, i.ReportedAt, e.At }).ToListAsync(ct);
            return logged.Select(i => (i.PlanId, i.Since, new PlanEvent(PlanEventKind.Incident, i.LoggedAt > i.ReportedAt ? i.LoggedAt : i.ReportedAt, UkTime.DateOf(i.ReportedAt))))
                .Concat(joined.Select(i => (i.PlanId, i.Since, new PlanEvent(PlanEventKind.Incident, i.At, UkTime.DateOf(i.ReportedAt)))));
        }

        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> MovesAsync(IQueryable<WatchedPlan> plans, CancellationToken ct)
        {
            var people = plans.Select(w => new Touched { PlanId = w.PlanId, PersonId = w.VictimId, Since = w.Since })
                .Concat(from w in plans
                        join p in db.Set<CasePerpetrator>() on w.CaseId equals p.CaseId
                        select new Touched { PlanId = w.PlanId, PersonId = p.PersonId, Since = w.Since });
            var came = await (from t in people
                              join a in db.Set<PersonAddress>() on t.PersonId equals a.PersonId
                              where !a.IsUnconfirmed && a.RecordedAt > t.Since
                              select new { t.PlanId, t.Since, At = a.RecordedAt }).ToListAsync(ct);
            var left = await (from t in people
                              join e in db.RecordEvents on (Id<Person>?)t.PersonId equals e.PersonId
                              where e.Name == "AddressEnded" && e.At > t.Since
                              select new { t.PlanId, t.Since, e.At }).ToListAsync(ct);
            return came.Concat(left).Select(m => (m.PlanId, m.Since, new PlanEvent(PlanEventKind.Moved, m.At, UkTime.DateOf(m.At))));
        }

        /// <summary>Orders and bail that protect the victim, or that bind somebody who harms them and name nobody.</summary>
        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> OrdersAsync(IQueryable<WatchedPlan> plans, DateOnly first, DateOnly today, CancellationToken ct)
        {
            var named = await (from w in plans
                               join o in db.Orders on (Id<Person>?)w.VictimId equals o.ProtectsId
                               where o.ChangedAt > w.Since || (o.UntilOn >= first && o.UntilOn < today) || (o.FromOn >= first && o.FromOn <= today)
                               select new { w.PlanId, w.Since, Order = o }).AsNoTracking().ToListAsync(ct);
            var unnamed = await (from w in plans
                                 join p in db.Set<CasePerpetrator>() on w.CaseId equals p.CaseId
                                 join o in db.Orders on p.PersonId equals o.PersonId
                                 where o.ProtectsId == null && (o.ChangedAt > w.Since || (o.UntilOn >= first && o.UntilOn < today) || (o.FromOn >= first && o.FromOn <= today))
                                 select new { w.PlanId, w.Since, Order = o }).AsNoTracking().ToListAsync(ct);
            return named.Concat(unnamed).SelectMany(o => EventsOf(o.Order).Select(e => (o.PlanId, o.Since, e)));
        }

        /// <summary>Releases from prison and days in court of those who harm the victim, where they are about the victim or about everybody.</summary>
        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> JusticeAsync(IQueryable<WatchedPlan> plans, DateOnly first, DateOnly today, CancellationToken ct)
        {
            var moves = await (from w in plans
                               join p in db.Set<CasePerpetrator>() on w.CaseId equals p.CaseId
                               join m in db.Moves on p.PersonId equals m.PersonId
                               where (m.ProtectsId == null || m.ProtectsId == w.VictimId) && m.CancelledAt == null && m.Kind != MoveKind.Interview && m.Kind != MoveKind.Remand && (m.ChangedAt > w.Since || (m.On >= first && m.On <= today))
                               select new { w.PlanId, w.Since, m.Kind, m.On, m.ChangedAt }).ToListAsync(ct);
            return moves.SelectMany(m => new[] { m.ChangedAt, UkTime.StartOfDay(m.On) is var day && day > m.ChangedAt ? day : m.ChangedAt }.Distinct()
                .Select(at => (m.PlanId, m.Since, new PlanEvent(m.Kind is MoveKind.FirstHearing or MoveKind.Hearing or MoveKind.Trial or MoveKind.Sentence ? PlanEventKind.CourtDate : PlanEventKind.Released, at, m.On))));
        }

        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> MeetingsAsync(IQueryable<WatchedPlan> plans, DateOnly first, DateOnly today, CancellationToken ct)
        {
            var meetings = await (from w in plans
                                  from m in db.Meetings
                                  from a in m.Agenda
                                  where a.CaseId == w.CaseId && a.RemovedAt == null && (a.PlacedAt > w.Since || (m.HeldOn >= first && m.HeldOn <= today))
                                  select new { w.PlanId, w.Since, a.PlacedAt, m.HeldOn, m.StartsAt }).ToListAsync(ct);
            return meetings.SelectMany(m => new[]
            {
                (m.PlanId, m.Since, new PlanEvent(PlanEventKind.Marac, m.PlacedAt, UkTime.DateOf(m.PlacedAt))),
                (m.PlanId, m.Since, new PlanEvent(PlanEventKind.Marac, UkTime.At(m.HeldOn, m.StartsAt), m.HeldOn)),
            });
        }

        private async Task<IEnumerable<(Id<SafetyPlan>, DateTimeOffset, PlanEvent)>> ToldAsync(IQueryable<WatchedPlan> plans, CancellationToken ct)
        {
            var told = await (from w in plans
                              join t in db.Set<ToldEvent>() on w.PlanId equals t.PlanId
                              where t.At > w.Since
                              select new { w.PlanId, w.Since, t.Kind, t.At, t.On }).ToListAsync(ct);
            return told.Select(t => (t.PlanId, t.Since, new PlanEvent(t.Kind, t.At, t.On)));
        }
    }

    /// <summary>What one order does to a plan in its time. Bail and a licence are given to somebody who is let go.</summary>
    private static IEnumerable<PlanEvent> EventsOf(ProtectiveOrder order)
    {
        var made = UkTime.DateOf(order.RecordedAt);
        yield return new(PlanEventKind.OrderMade, order.RecordedAt, made);
        if (order.Kind is OrderKind.PoliceBail or OrderKind.CourtBail or OrderKind.ReleasedUnderInvestigation or OrderKind.LicenceConditions)
        {
            yield return new(PlanEventKind.Released, order.RecordedAt, order.FromOn ?? made);
        }

        if (order.FromOn > made)
        {
            yield return new(PlanEventKind.OrderChanged, UkTime.StartOfDay(order.FromOn.Value), order.FromOn.Value);
        }

        if (order.EndedOn is { } ended)
        {
            yield return new(PlanEventKind.OrderEnded, order.ChangedAt, ended);
        }
        else if (order.ChangedAt > order.RecordedAt)
        {
            yield return new(PlanEventKind.OrderChanged, order.ChangedAt, order.ServedOn ?? UkTime.DateOf(order.ChangedAt));
        }

        if (order.UntilOn is { } until && (order.EndedOn is null || order.EndedOn > until))
        {
            // One that had run out before it was written down was known to have.
            yield return new(PlanEventKind.OrderEnded, UkTime.StartOfDay(until.AddDays(1)) is var over && over > order.RecordedAt ? over : order.RecordedAt, until);
        }
    }
}
