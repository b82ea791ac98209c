using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>
/// A service’s year, month by month as published (R5.3 to R5.6): who was engaged, what followed, and how long after the call. A victim counts once in each month and once
/// in the year.
/// </summary>
public sealed class EngagementMonths(CaseDbContext db)
{
    /// <param name="Wait">From the call to the first time somebody spoke with the victim: half of them waited no longer. Null when nobody was engaged.</param>
    public sealed record Line(DateOnly From, DateOnly To, EngagementFigures Figures, TimeSpan? Wait);

    /// <param name="Statements">Whether the reader is told who withdrew a statement; else nobody is counted there.</param>
    public sealed record View(IReadOnlyList<Line> Months, Line Year, bool Statements);

    /// <param name="Forces">Those whose figures can be chosen.</param>
    /// <param name="Force">Null where there is none.</param>
    public sealed record Published(IReadOnlyList<(Id<Agency> Id, string Name)> Forces, Id<Agency>? Force, View View);

    /// <summary>What the reader may open, so that every number is as long as the list behind it.</summary>
    public async Task<View> ReadAsync(Actor actor, ServiceKind service, int year, CancellationToken ct)
    {
        var ((start, end), statements) = (Bounds(year), VisitReaders.ReadsStatements(actor));
        return Of(await db.ToldAsync(db.EngagementsOf(actor, start, end).Where(e => e.Service == service), db.Incidents.VisibleTo(actor, db), statements, ct), year, statements);
    }

    /// <summary>
    /// All of a force, for those who pay for a service and oversee it and open no record. Whoever shows this tells no small number of it (R2.21,
    /// <see cref="Domain.Quality.Suppression"/>).
    /// </summary>
    /// <param name="force">The reader’s own, or the first by name, where it is none of them.</param>
    public async Task<Published> ReadPublishedAsync(Actor actor, Id<Agency>? force, ServiceKind service, int year, CancellationToken ct)
    {
        var forces = await db.Agencies.AsNoTracking().Where(a => a.Kind == AgencyKind.PoliceForce && db.Engagements.Any(e => e.ForceId == a.Id)).OrderBy(a => a.Name).Select(a => new ValueTuple<Id<Agency>, string>(a.Id, a.Name)).ToListAsync(ct);
        Id<Agency>? Known(Id<Agency>? asked) => asked is { } id && forces.Exists(f => f.Item1 == id) ? id : null;
        var of = Known(force) ?? Known(actor.AgencyId) ?? (forces.Count > 0 ? forces[0].Item1 : null);
        var (start, end) = Bounds(year);
        return new Published(forces, of, Of(of is { } chosen ? await db.ToldAsync(db.Engagements.AsNoTracking().Where(e => e.ForceId == chosen && e.Service == service && e.At >= start && e.At < end), db.Incidents, statements: true, ct) : [], year, statements: true));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Bounds(int year) => (UkTime.StartOfDay(new DateOnly(year, 1, 1)), UkTime.StartOfDay(new DateOnly(year, 12, 31).AddDays(1)));

    private static View Of(IReadOnlyList<EngagementQueries.Told> told, int year, bool statements)
    {
        return new View([.. Enumerable.Range(1, 12).Select(month => LineOf(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1)))], LineOf(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)), statements);

        Line LineOf(DateOnly from, DateOnly to)
        {
            var these = told.Where(t => UkTime.DateOf(t.At) is var on && on >= from && on <= to).ToList();
            return new Line(
                from, to, EngagementFigures.Of(these.Select(t => t.Fact)),
                EngagementFigures.Median(these.Where(t => t.Engagement.Outcome.IsEngaged()).GroupBy(t => (t.Engagement.IncidentId, t.Engagement.VictimId)).Select(g => g.Min(t => t.At - t.CallAt))));
        }
    }
}
