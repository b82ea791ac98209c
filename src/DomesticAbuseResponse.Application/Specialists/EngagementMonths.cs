using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>
/// A service’s year, month by month as published (R5.3 to R5.6): who was engaged, what followed, and how long after the call. It counts what the reader may open, so that
/// every number is as long as the list behind it. A victim counts once in each month and once in the year.
/// </summary>
public sealed class EngagementMonths(CaseDbContext db)
{
    /// <param name="Wait">From the call to the first time somebody spoke with the victim: half of them waited no longer. Null when nobody was engaged.</param>
    public sealed record Line(DateOnly From, DateOnly To, EngagementFigures Figures, TimeSpan? Wait);

    public sealed record View(IReadOnlyList<Line> Months, Line Year);

    public async Task<View> ReadAsync(Actor actor, ServiceKind service, int year, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var (start, end, incidents, people) = (UkTime.StartOfDay(first), UkTime.StartOfDay(last.AddDays(1)), db.Incidents.VisibleTo(actor, db), db.People.NotKeptFrom(actor, db));
        var facts = await (from e in db.Engagements.AsNoTracking()
                           join i in incidents on e.IncidentId equals i.Id
                           where e.Service == service && e.At >= start && e.At < end && people.Any(p => p.Id == e.VictimId)
                           select new { e.At, e.VictimId, e.IncidentId, e.Outcome, e.Onward, i.ReportedAt }).ToListAsync(ct);
        var told = facts.Select(f => (On: UkTime.DateOf(f.At), Fact: new EngagementFact(f.VictimId, f.Outcome, [.. f.Onward]), Contact: (f.IncidentId, f.VictimId), Wait: f.At - f.ReportedAt)).ToList();
        return new View([.. Enumerable.Range(1, 12).Select(month => Of(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1)))], Of(first, last));

        Line Of(DateOnly from, DateOnly to)
        {
            var these = told.Where(f => f.On >= from && f.On <= to).ToList();
            return new Line(
                from, to, EngagementFigures.Of(these.Select(f => f.Fact)), EngagementFigures.Median(these.Where(f => f.Fact.Outcome.IsEngaged()).GroupBy(f => f.Contact).Select(g => g.Min(f => f.Wait))));
        }
    }
}
