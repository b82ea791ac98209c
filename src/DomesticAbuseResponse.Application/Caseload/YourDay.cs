using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>
/// What one person has to do, for themselves and for those they cover: overdue, today, next, and what waits for others. Every item is shown, none is only counted. A manager of an IDVA service
/// and the police see their whole agency's day too, the first hundred of each kind with the way to the rest.
/// </summary>
public sealed class YourDay(CaseDbContext db, ReferralInbox inbox, RecordDoor door, TimeProvider clock)
{
    /// <summary>How far ahead the day looks for orders, meetings and ways of contact; deadlines and tasks are shown however far off they are; lines of plans are not.</summary>
    public const int DaysAhead = 14;

    /// <summary>The most of one kind that an agency's day shows.</summary>
    public const int MostOfAKind = 100;

    /// <param name="Subject">The deadline, task, referral or order it is about; the case itself for other kinds.</param>
    /// <param name="Words">The words of a task, or whom something waits for; null where the kind says it.</param>
    /// <param name="Deadline">Which kind of deadline it is.</param>
    /// <param name="Referral">Where a referral stands, and which kind of referral it is.</param>
    /// <param name="Who">Who does it, in an agency's day, or for whom the reader covers; null for the reader.</param>
    public sealed record Item(
        DayKind Kind, DayTime Time, Guid Subject, Id<Case> CaseId, string Reference, string Victim, RiskGrade? Grade, string? Words = null,
        DeadlineKind? Deadline = null, (ReferralKind Kind, ReferralStatus Status)? Referral = null, OrderKind? Order = null, string? Who = null);

    /// <param name="MayBeTeam">Whether the reader can see the day of the whole agency.</param>
    /// <param name="Cut">The kinds of which an agency has more than are shown.</param>
    public sealed record View(IReadOnlyDictionary<DayPart, IReadOnlyList<Item>> Parts, bool IsTeam, bool MayBeTeam, IReadOnlyList<DayKind> Cut);

    /// <summary>What is known of an item before it has the name of its victim.</summary>
    private sealed record Found(DayKind Kind, DayTime Time, Guid Subject, Id<Case> CaseId, string? Words = null, DeadlineKind? Deadline = null, (ReferralKind, ReferralStatus)? Referral = null, OrderKind? Order = null, Id<StaffMember>? Who = null);

    /// <summary>The day of the whole agency belongs to those who answer for it, and to those who carry no cases by name.</summary>
    public static bool MayBeTeam(Actor actor) => actor.HasAny(Role.IdvaManager, Role.SafeguardingOfficer, Role.Sergeant, Role.Inspector);

    public async Task<View> ReadAsync(Actor actor, bool team, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wide = team && MayBeTeam(actor);
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Read);
        var mine = await db.WorkingAsAsync(actor, UkTime.DateOf(now), ct);
        var carried = visible.Where(c => mine.Contains(c.IdvaId) && c.ClosedAt == null);
        var most = wide ? MostOfAKind + 1 : int.MaxValue;

        List<Found> found =
        [
            .. await DeadlinesAsync(actor, wide ? visible : carried, most, ct),
            .. await TasksAsync(actor, mine, visible, wide, most, ct),
            .. await PlanLinesAsync(actor, mine, visible, carried, wide, most, now, ct),
            .. await CallBacksAsync(actor, mine, visible, carried, wide, most, now, ct),
            .. await OwnReferralsAsync(actor, wide ? visible : carried, most, ct),
            .. wide ? [] : await SafeContactsAsync(carried, now, ct),
            .. wide ? [] : await OrdersAsync(actor, carried, now, ct),
            .. wide ? [] : await MeetingsAsync(carried, now, ct),
        ];
        var cut = found.GroupBy(f => f.Kind).Where(g => wide && g.Count() > MostOfAKind).Select(g => g.Key).ToList();
        List<Item> items = [.. await NamedAsync(actor, found, wide, ct), .. await InboxAsync(actor, ct)];
        return new View(
            Enum.GetValues<DayPart>().ToDictionary(p => p, p => (IReadOnlyList<Item>)[.. items.Where(i => DayPlan.PartOf(i.Time, now) == p).OrderBy(i => DayPlan.SortOf(i.Time)).ThenBy(i => i.Kind).ThenBy(i => i.Reference, StringComparer.Ordinal)]),
            wide, MayBeTeam(actor), cut);
    }

    private async Task<IEnumerable<Found>> DeadlinesAsync(Actor actor, IQueryable<Case> cases, int most, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var due = await db.Deadlines.WithoutHiddenOrders(actor, db).Where(d => d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null && cases.Any(c => c.Id == d.CaseId))
            .OrderBy(d => d.DueAt).Take(most).Select(d => new { d.Id, d.CaseId, d.Kind, d.DueAt }).ToListAsync(ct);
        return due.Select(d => new Found(DayKind.Deadline, new(d.DueAt, null, false), d.Id.Value, d.CaseId, Deadline: d.Kind));
    }

    /// <summary>One's own, and those of nobody in cases one carries; for an agency all of them.</summary>
    private async Task<IEnumerable<Found>> TasksAsync(Actor actor, IReadOnlyList<Id<StaffMember>?> mine, IQueryable<Case> visible, bool wide, int most, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var open = db.CaseTasks.Where(t => t.AgencyId == agency && t.DoneAt == null);
        var chosen = wide ? open.Where(t => visible.Any(c => c.Id == t.CaseId))
            : open.Where(t => mine.Contains(t.StaffId) && visible.Any(c => c.Id == t.CaseId)) // each half by its own index
                .Union(open.Where(t => t.StaffId == null && visible.Any(c => c.Id == t.CaseId && mine.Contains(c.IdvaId))));
        var tasks = await chosen.OrderBy(t => t.DueOn).Take(most)
            .Select(t => new { t.Id, t.CaseId, t.Words, t.DueOn, t.WaitsFor, Who = t.StaffId ?? db.Cases.Where(c => c.Id == t.CaseId).Select(c => c.IdvaId).FirstOrDefault() }).ToListAsync(ct);
        return tasks.Select(t => new Found(DayKind.Task, new(null, t.DueOn, t.WaitsFor is not null), t.Id.Value, t.CaseId, t.WaitsFor is null ? t.Words : $"{t.Words} (waits for {t.WaitsFor})", Who: t.Who));
    }

    /// <summary>Open lines of safety plans whose day has come near: one's own, and those of the victim and of agencies in cases one carries; for an agency those it wrote.</summary>
    private async Task<IEnumerable<Found>> PlanLinesAsync(
        Actor actor, IReadOnlyList<Id<StaffMember>?> mine, IQueryable<Case> visible, IQueryable<Case> carried, bool wide, int most, DateTimeOffset now, CancellationToken ct)
    {
        var (agency, until) = (actor.AgencyId, UkTime.DateOf(now).AddDays(DaysAhead));
        var open = db.PlanLines.Where(l => l.Status == PlanLineStatus.Open && l.DueOn != null && l.DueOn <= until);
        var chosen = wide ? open.Where(l => l.AgencyId == agency && visible.Any(c => c.Id == l.CaseId && c.ClosedAt == null))
            : open.Where(l => mine.Contains(l.OwnerStaffId) && visible.Any(c => c.Id == l.CaseId && c.ClosedAt == null)) // each half by its own index
                .Union(open.Where(l => l.OwnerStaffId == null && carried.Any(c => c.Id == l.CaseId)));
        var lines = await chosen.OrderBy(l => l.DueOn).Take(most).Select(l => new { l.Id, l.CaseId, l.Words, l.DueOn, l.OwnerKind, l.OwnerAgency, l.OwnerStaffId }).ToListAsync(ct);
        return lines.Select(l => new Found(
            DayKind.PlanLine, new(null, l.DueOn, l.OwnerKind is PlanOwnerKind.Agency), l.Id.Value, l.CaseId, l.OwnerAgency is { } other ? $"{l.Words} ({other})" : l.Words, Who: l.OwnerStaffId));
    }

    /// <summary>Call backs that were agreed and have not been tried since: one's own and those in cases one carries.</summary>
    private async Task<IEnumerable<Found>> CallBacksAsync(Actor actor, IReadOnlyList<Id<StaffMember>?> mine, IQueryable<Case> visible, IQueryable<Case> carried, bool wide, int most, DateTimeOffset now, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var since = now.AddDays(-60);
        var agreed = db.ContactAttempts.Where(a => a.ByAgencyId == agency && a.CallbackAt != null && a.CallbackAt >= since
            && !db.ContactAttempts.Any(l => l.CaseId == a.CaseId && l.ByAgencyId == agency && l.At > a.At && (l.CallbackAt != null || l.At >= a.CallbackAt - CallBack.Early)));
        var found = await (wide ? agreed.Where(a => visible.Any(c => c.Id == a.CaseId && c.ClosedAt == null)) : agreed.Where(a => carried.Any(c => c.Id == a.CaseId) || (mine.Contains(a.By) && visible.Any(c => c.Id == a.CaseId && c.ClosedAt == null))))
            .OrderBy(a => a.CallbackAt).Take(most)
            .Select(a => new { a.CaseId, CallbackAt = a.CallbackAt!.Value, a.By }).ToListAsync(ct);
        return found.Select(a => new Found(DayKind.CallBack, new(a.CallbackAt, null, false), a.CaseId.Value, a.CaseId, Who: a.By));
    }

    /// <summary>Referrals the agency made: to be sent, asked about, or waiting for an answer; and its own questions to referrers.</summary>
    private async Task<IEnumerable<Found>> OwnReferralsAsync(Actor actor, IQueryable<Case> cases, int most, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var going = await db.Referrals
            .Where(r => r.FromAgencyId == agency && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried) && cases.Any(c => c.Id == r.CaseId))
            .OrderBy(r => r.RaisedAt).Take(most)
            .Select(r => new
            {
                r.Id,
                r.CaseId,
                r.Kind,
                r.Status,
                To = db.Agencies.Where(a => a.Id == r.ToAgencyId).Select(a => a.Name).FirstOrDefault() ?? db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault(),
                DueAt = db.Deadlines.Where(d => d.CaseId == r.CaseId && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null
                    && (d.AgencyId == r.ToAgencyId || db.Maracs.Any(m => m.Id == r.MaracId && m.HostAgencyId == d.AgencyId))).Min(d => (DateTimeOffset?)d.DueAt),
            }).ToListAsync(ct);
        return going.Select(r => new Found(
            DayKind.Referral, r.Status is ReferralStatus.Sent ? new(r.DueAt, null, true) : new(null, null, false), r.Id.Value, r.CaseId, r.To, Referral: (r.Kind, r.Status)));
    }

    private async Task<IEnumerable<Found>> SafeContactsAsync(IQueryable<Case> carried, DateTimeOffset now, CancellationToken ct)
    {
        var until = UkTime.DateOf(now).AddDays(DaysAhead);
        var ways = await carried.Select(c => new { c.Id, On = db.Set<SafeContact>().Where(s => s.PersonId == c.VictimId && s.Safety == Safety.Safe && s.ReviewOn != null).Min(s => s.ReviewOn) })
            .Where(c => c.On != null && c.On <= until).ToListAsync(ct);

        // The entry is good to the end of that day, so it is asked about on it at the latest.
        return ways.Select(w => new Found(DayKind.SafeContact, new(null, w.On, false), w.Id.Value, w.Id));
    }

    private async Task<IEnumerable<Found>> OrdersAsync(Actor actor, IQueryable<Case> carried, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        var until = today.AddDays(DaysAhead);
        var ending = await (from c in carried
                            from o in db.Orders.VisibleTo(actor, db)
                            where o.ProtectsId == c.VictimId && o.EndedOn == null && o.UntilOn >= today && o.UntilOn <= until
                            select new { o.Id, CaseId = c.Id, o.Kind, o.UntilOn }).ToListAsync(ct);
        return ending.Select(o => new Found(DayKind.OrderEnds, new(null, o.UntilOn, false), o.Id.Value, o.CaseId, Order: o.Kind));
    }

    private async Task<IEnumerable<Found>> MeetingsAsync(IQueryable<Case> carried, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        var until = today.AddDays(DaysAhead);
        var meetings = await (from m in db.Meetings
                              from a in m.Agenda
                              where m.HeldOn >= today && m.HeldOn <= until && a.RemovedAt == null && carried.Any(c => c.Id == a.CaseId)
                              select new { a.CaseId, m.HeldOn, Marac = db.Maracs.Where(x => x.Id == m.MaracId).Select(x => x.Name).First() }).ToListAsync(ct);
        return meetings.Select(m => new Found(DayKind.Meeting, new(null, m.HeldOn, false), m.CaseId.Value, m.CaseId, m.Marac));
    }

    /// <summary>What waits for an answer of the reader's service or MARAC. Nobody carries these cases yet, so they are in everybody's day who may answer.</summary>
    private async Task<IEnumerable<Item>> InboxAsync(Actor actor, CancellationToken ct) => actor.HasAny(Role.Idva, Role.IdvaManager)
        ? (await inbox.ReadAsync(actor, ct)).Select(r => new Item(
            DayKind.Referral, new(r.DueAt, null, r.Status is ReferralStatus.Queried), r.Id.Value, r.CaseId, r.CaseReference, r.Victim, r.Grade, r.From, Referral: (r.Kind, r.Status)))
        : [];

    private async Task<IEnumerable<Item>> NamedAsync(Actor actor, IReadOnlyList<Found> found, bool wide, CancellationToken ct)
    {
        var ids = found.Select(f => f.CaseId).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Reference, c.VictimId, c.Grade }).ToDictionaryAsync(c => c.Id, ct);
        var names = await db.NamedAsync(cases.Values.Select(c => c.VictimId), ct);
        Id<StaffMember>[] staff = [.. found.Select(f => f.Who).OfType<Id<StaffMember>>().Distinct()];
        var members = await db.Staff.Where(s => staff.Contains(s.Id) && (wide || s.Id != actor.StaffId)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        await door.ShowListAsync(actor, wide ? "Day of the agency" : "Your day", ids.Select(i => i.Value), ct);
        return found.GroupBy(f => f.Kind).SelectMany(g => wide ? g.Take(MostOfAKind) : g).Select(f => new Item(
            f.Kind, f.Time, f.Subject, f.CaseId, cases[f.CaseId].Reference, names[cases[f.CaseId].VictimId].Name, cases[f.CaseId].Grade, f.Words, f.Deadline, f.Referral, f.Order,
            f.Who is { } who ? members.GetValueOrDefault(who) : null));
    }
}
