using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>Which days of the calendar are asked for.</summary>
public enum ComingFilter
{
    All,
    Ends,
    Court,
    Releases,
    Tasks,
}

/// <summary>
/// What is coming in the cases of the reader: hearings, ends of orders and bail, releases, days in court, and the tasks before them. It is counted, ordered and cut in the database, by the
/// indexes of its days; an order, a person or a case that the reader may not open is not there.
/// </summary>
public sealed class ComingCalendar(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>The most that one sheet of paper lists.</summary>
    public const int MostOnPaper = 500;

    /// <param name="Subject">The order, the move, the task or the deadline.</param>
    /// <param name="Person">Whose order or move it is.</param>
    public sealed record Row(ComingKind Kind, DateOnly On, DateTimeOffset? At, Guid Subject, Guid? Person, Id<Case> CaseId, string Reference, string Victim, RiskGrade? Grade);

    public sealed record View(DateOnly Today, IReadOnlyList<Row> Rows, int Total, bool IsTeam, bool MayBeTeam);

    public sealed record Asked(DateOnly From, DateOnly Until, ComingFilter What, bool Agency);

    private sealed class Found
    {
        public ComingKind Kind { get; init; }

        public DateOnly On { get; init; }

        public DateTimeOffset? At { get; init; }

        public Guid SubjectId { get; init; }

        public Guid? PersonId { get; init; }

        public Id<Case> CaseId { get; init; }

        public string Reference { get; init; } = "";

        public Id<Person> VictimId { get; init; }

        public RiskGrade? Grade { get; init; }
    }

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, Asked asked, int page, CancellationToken ct, int size = PageSize)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var wide = asked.Agency && YourDay.MayBeTeam(actor);
        var found = await FoundAsync(actor, asked, wide, today, ct);
        var total = await found.CountAsync(ct);
        var rows = total == 0 ? [] : await found.OrderBy(f => f.On).ThenBy(f => f.At).ThenBy(f => f.Kind).ThenBy(f => f.CaseId).ThenBy(f => f.SubjectId)
            .Skip((Math.Max(page, 1) - 1) * size).Take(size).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new View(today, [], total, wide, YourDay.MayBeTeam(actor));
        }

        var names = await db.NamedAsync(rows.Select(r => r.VictimId), ct);
        await door.ShowListAsync(actor, wide ? "Calendar of the agency" : "Calendar", rows.Select(r => r.CaseId.Value).Distinct(), ct);
        return new View(today, [.. rows.Select(r => new Row(r.Kind, r.On, r.At, r.SubjectId, r.PersonId, r.CaseId, r.Reference, names[r.VictimId].Name, r.Grade))], total, wide, YourDay.MayBeTeam(actor));
    }

    /// <summary>How much of each kind there is on each day. Names nobody.</summary>
    public async Task<(DateOnly Today, bool IsTeam, IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<ComingKind, int>> Days)> CountAsync(Actor actor, Asked asked, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var wide = asked.Agency && YourDay.MayBeTeam(actor);
        var counts = await (await FoundAsync(actor, asked, wide, today, ct)).GroupBy(f => new { f.On, f.Kind }).Select(g => new { g.Key.On, g.Key.Kind, Count = g.Count() }).ToListAsync(ct);
        return (today, wide, counts.GroupBy(c => c.On).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<ComingKind, int>)g.ToDictionary(c => c.Kind, c => c.Count)));
    }

    private async Task<IQueryable<Found>> FoundAsync(Actor actor, Asked asked, bool wide, DateOnly today, CancellationToken ct)
    {
        var visible = db.Cases.VisibleTo(actor, db).Where(c => c.ClosedAt == null);
        var mine = await db.WorkingAsAsync(actor, today, ct);
        var cases = wide ? visible : visible.Where(c => mine.Contains(c.IdvaId) || db.CaseTasks.Any(t => t.CaseId == c.Id && t.DoneAt == null && mine.Contains(t.StaffId)));
        var kinds = KindsOf(asked.What);
        var (from, until) = (asked.From, asked.Until);
        var days = db.ComingDays.AsNoTracking().Where(d => d.On >= from && d.On <= until && kinds.Contains(d.Kind)).VisibleTo(actor, db);

        // Four ways from a day to a case, each by its own index: it hangs on the case, it is about the victim, it is about a child of theirs, or it is about everybody somebody harms.
        var hanging = from d in days
                      join c in cases on d.CaseId equals (Guid?)(object)c.Id
                      select new Found { Kind = d.Kind, On = d.On, At = d.At, SubjectId = d.SubjectId, PersonId = d.PersonId, CaseId = c.Id, Reference = c.Reference, VictimId = c.VictimId, Grade = c.Grade };
        var named = from d in days
                    join c in cases on d.ProtectsId equals (Guid?)(object)c.VictimId
                    where d.CaseId == null
                    select new Found { Kind = d.Kind, On = d.On, At = d.At, SubjectId = d.SubjectId, PersonId = d.PersonId, CaseId = c.Id, Reference = c.Reference, VictimId = c.VictimId, Grade = c.Grade };
        var harming = from d in days
                      join p in db.Set<CasePerpetrator>() on d.PersonId equals (Guid?)(object)p.PersonId
                      join c in cases on p.CaseId equals c.Id
                      where d.CaseId == null && d.ProtectsId == null
                      select new Found { Kind = d.Kind, On = d.On, At = d.At, SubjectId = d.SubjectId, PersonId = d.PersonId, CaseId = c.Id, Reference = c.Reference, VictimId = c.VictimId, Grade = c.Grade };
        var family = from d in days
                     join p in db.Set<CasePerpetrator>() on d.PersonId equals (Guid?)(object)p.PersonId
                     join c in cases on p.CaseId equals c.Id
                     where d.CaseId == null && d.ProtectsId != null && d.ProtectsId != (Guid?)(object)c.VictimId
                         && (db.Incidents.Any(i => i.Parties.Any(x => x.CaseId == c.Id) && i.Parties.Any(x => (Guid?)(object)x.PersonId == d.ProtectsId && x.Role == PartyRole.Child))
                             || db.Set<Relationship>().Any(r => r.EndedAt == null && r.Kind == RelationshipKind.ParentOf && r.FromId == c.VictimId && (Guid?)(object)r.ToId == d.ProtectsId))
                     select new Found { Kind = d.Kind, On = d.On, At = d.At, SubjectId = d.SubjectId, PersonId = d.PersonId, CaseId = c.Id, Reference = c.Reference, VictimId = c.VictimId, Grade = c.Grade };
        return hanging.Concat(named).Concat(family).Concat(harming);
    }

    private static ComingKind[] KindsOf(ComingFilter filter) => filter switch
    {
        ComingFilter.All => Enum.GetValues<ComingKind>(),
        ComingFilter.Ends => [ComingKind.OrderEnds, ComingKind.BailEnds, ComingKind.LicenceEnds, ComingKind.TagEnds],
        ComingFilter.Court => [ComingKind.Clock, ComingKind.Hearing, ComingKind.Court],
        ComingFilter.Releases => [ComingKind.Release, ComingKind.Custody],
        ComingFilter.Tasks => [ComingKind.Task],
    };
}
