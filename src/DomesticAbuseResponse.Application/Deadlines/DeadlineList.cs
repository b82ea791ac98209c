using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Deadlines;

public enum DueWhen
{
    Overdue,
    Today,
    Next,
}

/// <summary>The open deadlines of the actor's agency on cases the actor may read: overdue, due today (London) or later, earliest first.</summary>
public sealed class DeadlineList(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record Row(Id<Deadline> Id, DeadlineKind Kind, DateTimeOffset DueAt, Id<Case> CaseId, string CaseReference, string Victim, RiskGrade? Grade);

    public sealed record View(IReadOnlyList<Row> Rows, int Total);

    public sealed record Counts(int Overdue, int Today, int Next);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, DueWhen when, int page, CancellationToken ct, int size = PageSize)
    {
        var due = In(when, Open(actor));
        var total = await due.CountAsync(ct);
        var rows = total == 0 ? [] : await (from d in due
                                            join c in db.Cases on d.CaseId equals c.Id
                                            orderby d.DueAt, d.Id
                                            select new { d.Id, d.Kind, d.DueAt, d.CaseId, c.Reference, c.VictimId, c.Grade })
            .Skip((Math.Max(page, 1) - 1) * size).Take(size).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new View([], total);
        }

        var names = await db.NamedAsync(rows.Select(r => r.VictimId), ct);
        await door.ShowListAsync(actor, "Deadlines", rows.Select(r => r.CaseId.Value).Distinct(), ct);
        return new View([.. rows.Select(r => new Row(r.Id, r.Kind, r.DueAt, r.CaseId, r.Reference, names[r.VictimId].Name, r.Grade))], total);
    }

    public async Task<Counts> CountAsync(Actor actor, CancellationToken ct)
    {
        var (now, tomorrow) = Bounds();
        return await Open(actor).GroupBy(_ => 1).Select(g => new Counts(
                g.Count(d => d.DueAt < now), g.Count(d => d.DueAt >= now && d.DueAt < tomorrow), g.Count(d => d.DueAt >= tomorrow))).SingleOrDefaultAsync(ct)
            ?? new Counts(0, 0, 0);
    }

    private IQueryable<Deadline> Open(Actor actor)
    {
        var agency = actor.AgencyId;
        var cases = db.Cases.VisibleTo(actor, db, AccessLevel.Read);
        return db.Deadlines.Where(d => d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null && cases.Any(c => c.Id == d.CaseId)).WithoutHiddenOrders(actor, db);
    }

    private IQueryable<Deadline> In(DueWhen when, IQueryable<Deadline> open)
    {
        var (now, tomorrow) = Bounds();
        return when switch
        {
            DueWhen.Overdue => open.Where(d => d.DueAt < now),
            DueWhen.Today => open.Where(d => d.DueAt >= now && d.DueAt < tomorrow),
            DueWhen.Next => open.Where(d => d.DueAt >= tomorrow),
        };
    }

    private (DateTimeOffset Now, DateTimeOffset Tomorrow) Bounds()
    {
        var now = clock.GetUtcNow();
        return (now, UkTime.StartOfDay(UkTime.DateOf(now).AddDays(1)));
    }
}
