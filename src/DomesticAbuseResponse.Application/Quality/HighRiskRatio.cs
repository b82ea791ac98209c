using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Quality;

/// <summary>
/// The share of high-risk cases per unit among those whose victim was assessed in a period (R1.21): crimes or not, partners or family. A case counts
/// once, with the grade it carries now.
/// </summary>
public sealed class HighRiskRatio(CaseDbContext db, PolicyBook policies, RecordDoor door)
{
    public const int PageSize = 25;

    /// <param name="UnitId">Null for cases of no unit.</param>
    public sealed record Line(Id<PolicingUnit>? UnitId, string Unit, int High, int Medium, int Standard, HighRiskShare Share);

    public sealed record View(IReadOnlyList<Line> Units, Line All, QualitySettings Settings);

    public sealed record CaseLine(Id<Case> Id, string Reference, string Victim, RiskGrade? Grade, DateTimeOffset? GradedAt, bool IsRestricted);

    public sealed record Cases(IReadOnlyList<CaseLine> Rows, int Total, int Page);

    public async Task<View> ReadAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var settings = (await policies.AtAsync(PolicyKinds.Quality, actor.AgencyId.Value, period.To, ct)).Content;
        var names = await db.UnitNamesAsync(actor, ct);
        var counted = await Assessed(actor, period).Where(c => c.Grade != null).GroupBy(c => new { c.UnitId, c.Grade }).Select(g => new { g.Key.UnitId, g.Key.Grade, Number = g.Count() }).ToListAsync(ct);
        return new View(
            [.. counted.GroupBy(c => c.UnitId).Select(unit => LineOf(unit.Key, unit.Key is { } id ? names.GetValueOrDefault(id, "Another force’s unit") : "No unit yet", grade => unit.Where(c => c.Grade == grade).Sum(c => c.Number)))
                .OrderBy(l => l.UnitId is null).ThenBy(l => l.Unit, StringComparer.CurrentCulture)],
            LineOf(null, "All units", grade => counted.Where(c => c.Grade == grade).Sum(c => c.Number)),
            settings);

        Line LineOf(Id<PolicingUnit>? unit, string name, Func<RiskGrade, int> of)
        {
            var (high, medium, standard) = (of(RiskGrade.High), of(RiskGrade.Medium), of(RiskGrade.Standard));
            return new(unit, name, high, medium, standard, HighRiskShare.Of(high, high + medium + standard, settings));
        }
    }

    /// <summary>The cases behind a number.</summary>
    /// <param name="grade">Null for every grade.</param>
    public async Task<Cases> ListAsync(Actor actor, QualityPeriod period, RiskGrade? grade, Id<PolicingUnit>? unit, bool noUnit, int page, CancellationToken ct)
    {
        var cases = Assessed(actor, period).Where(c => c.Grade != null && (grade == null || c.Grade == grade));
        cases = noUnit ? cases.Where(c => c.UnitId == null) : unit is null ? cases : cases.Where(c => c.UnitId == unit);
        var total = await cases.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await cases.OrderByDescending(c => c.GradedAt).ThenBy(c => c.Id).Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(c => new { c.Id, c.Reference, c.VictimId, c.Grade, c.GradedAt, c.IsRestricted }).ToListAsync(ct);
        var names = await db.NamedAsync(rows.Select(r => r.VictimId), ct);
        await door.ShowListAsync(actor, "Assessed cases", rows.Select(r => r.Id.Value), ct);
        return new Cases([.. rows.Select(r => new CaseLine(r.Id, r.Reference, names[r.VictimId].Name, r.Grade, r.GradedAt, r.IsRestricted))], total, shown);
    }

    private IQueryable<Case> Assessed(Actor actor, QualityPeriod period)
    {
        var (agency, start, end) = (actor.AgencyId, period.Start, period.End);
        var finished = db.Assessments.Where(a => a.AgencyId == agency && a.CompletedAt >= start && a.CompletedAt < end && a.InstrumentCode != InstrumentCodes.ChildMatrix);
        return db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => finished.Any(a => a.CaseId == c.Id && a.PersonId == c.VictimId));
    }
}
