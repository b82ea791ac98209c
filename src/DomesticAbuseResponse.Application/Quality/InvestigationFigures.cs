using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Quality;

/// <summary>Arrests per 100 crimes and how crimes came out, of the incidents reported in a period (4.7). How each came out is told by the rule that its own page shows.</summary>
public sealed class InvestigationFigures(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 25;

    /// <param name="UnitId">Null for incidents of no unit.</param>
    public sealed record Line(Id<PolicingUnit>? UnitId, string Unit, InvestigationCounts Counts);

    public sealed record View(IReadOnlyList<Line> Units, Line All);

    /// <summary>Which incidents of a number are listed.</summary>
    /// <param name="Outcome">With it, crimes that came out so; <paramref name="Arrested"/>: crimes with an arrest; <paramref name="All"/>: every incident, crime or not. With none of them, all crimes.</param>
    public sealed record Choice(InvestigationOutcome? Outcome, bool Arrested, bool All, Id<PolicingUnit>? Unit, bool NoUnit);

    public sealed record Row(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, InvestigationStanding Standing, bool IsRestricted);

    public sealed record Rows(IReadOnlyList<Row> Shown, int Total, int Page);

    private sealed record Investigated(Id<Incident> Id, Id<PolicingUnit>? UnitId, InvestigationStanding Standing);

    public async Task<View> ReadAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var names = await db.UnitNamesAsync(actor, ct);
        var reported = await Reported(actor, period).GroupBy(i => i.UnitId).Select(g => new { UnitId = g.Key, Number = g.Count() }).ToListAsync(ct);
        var investigated = await InvestigatedAsync(actor, period, ct);
        return new(
            [
                .. reported.Select(u => new Line(
                    u.UnitId, u.UnitId is { } id ? names.GetValueOrDefault(id, "Another force’s unit") : "No unit yet", InvestigationCounts.Of(u.Number, investigated.Where(i => i.UnitId == u.UnitId).Select(i => i.Standing))))
                    .OrderBy(l => l.UnitId is null).ThenBy(l => l.Unit, StringComparer.CurrentCulture),
            ],
            new(null, "All units", InvestigationCounts.Of(reported.Sum(u => u.Number), investigated.Select(i => i.Standing))));
    }

    /// <summary>The incidents behind a number, the newest first.</summary>
    /// <param name="page">The first is 1.</param>
    public async Task<Rows> ListAsync(Actor actor, QualityPeriod period, Choice choice, int page, CancellationToken ct)
    {
        var investigated = (await InvestigatedAsync(actor, period, ct)).ToDictionary(i => i.Id, i => i.Standing);
        Id<Incident>[] crimes = [.. investigated.Where(i => i.Value.IsCrime is YesNoUnknown.Yes && (choice.Outcome is null || i.Value.Outcome == choice.Outcome) && (!choice.Arrested || i.Value.Arrests > 0)).Select(i => i.Key)];
        var chosen = Reported(actor, period);
        chosen = choice.All ? chosen : chosen.Where(i => crimes.Contains(i.Id));
        chosen = choice.NoUnit ? chosen.Where(i => i.UnitId == null) : choice.Unit is { } unit ? chosen.Where(i => i.UnitId == unit) : chosen;
        var total = await chosen.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await chosen.OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(i => new { i.Id, i.Reference, i.ReportedAt, i.Call.IsCrime, i.IsRestricted }).ToListAsync(ct);
        await door.ShowListAsync(actor, "How investigations came out", rows.Select(r => r.Id.Value), ct);
        return new([.. rows.Select(r => new Row(r.Id, r.Reference, r.ReportedAt, investigated.GetValueOrDefault(r.Id) ?? InvestigationRules.Of(r.IsCrime, []), r.IsRestricted))], total, shown);
    }

    private async Task<IReadOnlyList<Investigated>> InvestigatedAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var reported = Reported(actor, period);
        var crimes = await reported.Where(i => i.Call.IsCrime == YesNoUnknown.Yes).Select(i => new { i.Id, i.UnitId, i.Call.IsCrime }).ToListAsync(ct);
        var steps = await reported.Join(db.InvestigationSteps.Where(s => s.TakenBackAt == null), i => i.Id, s => s.IncidentId, (i, s) => new { i.Id, i.UnitId, i.Call.IsCrime, s.Kind, s.On, s.RecordedAt, s.VictimSupports }).ToListAsync(ct);
        var facts = steps.ToLookup(s => s.Id, s => new InvestigationFact(s.Kind, s.On, s.RecordedAt, s.VictimSupports));
        return [.. crimes.Union(steps.Select(s => new { s.Id, s.UnitId, s.IsCrime })).Select(i => new Investigated(i.Id, i.UnitId, InvestigationRules.Of(i.IsCrime, facts[i.Id])))];
    }

    private IQueryable<Incident> Reported(Actor actor, QualityPeriod period)
    {
        var (agency, start, end) = (actor.AgencyId, period.Start, period.End);
        return db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.AgencyId == agency && i.ReportedAt >= start && i.ReportedAt < end);
    }
}
