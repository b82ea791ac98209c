using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Quality;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Quality;

/// <summary>
/// The incidents of the actor's agency in a period, each with what has become of its risk assessment (R1.19, R1.20): the report and the lists behind
/// its numbers are worked out from the same rows, so they never differ. It holds incidents that the actor may open, and no others.
/// </summary>
public sealed class IncidentForms(CaseDbContext db, PolicyBook policies)
{
    public sealed record Row(Id<Incident> Id, Id<PolicingUnit>? UnitId, DateTimeOffset ReportedAt, FormCompliance Compliance, SkipReason? Skip);

    /// <returns>Oldest report first.</returns>
    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var (agency, start, end) = (actor.AgencyId, period.Start, period.End);
        var incidents = db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.AgencyId == agency && i.ReportedAt >= start && i.ReportedAt < end);
        var forms = db.Assessments.Where(a => a.InstrumentCode != InstrumentCodes.ChildMatrix);
        var found = await incidents.OrderBy(i => i.ReportedAt).ThenBy(i => i.Id).Select(i => new
        {
            i.Id,
            i.UnitId,
            i.ReportedAt,
            i.Call.IsCrime,
            HasVictim = i.Parties.Any(p => p.Role == PartyRole.Victim),
            Form = forms.Where(a => a.IncidentId == i.Id).OrderBy(a => a.CompletedAt == null).ThenBy(a => a.CompletedAt).ThenBy(a => a.StartedAt)
                .Select(a => new { a.StartedAt, a.CompletedAt, a.OffDutyAt }).FirstOrDefault(),
            Skip = db.AssessmentSkips.Where(s => s.IncidentId == i.Id).OrderByDescending(s => s.Number).Select(s => new { s.Reason, s.IsConfirmed }).FirstOrDefault(),
        }).ToListAsync(ct);

        var settings = (await policies.AtAsync(PolicyKinds.Quality, agency.Value, period.To, ct)).Content;
        var duty = await DutyAsync(agency, period, ct);
        var ties = await TiesAsync(incidents, duty.Values, ct);
        return [.. found.Select(i => new Row(
            i.Id, i.UnitId, i.ReportedAt,
            FormCompliance.Of(
                new(
                    i.ReportedAt, i.HasVictim, i.IsCrime, ties[i.Id].ToHashSet(), i.Form?.StartedAt, i.Form?.CompletedAt, i.Form?.OffDutyAt, i.Skip?.Reason, i.Skip?.IsConfirmed),
                duty[UkTime.DateOf(i.ReportedAt)], settings),
            i.Form is null ? i.Skip?.Reason : null))];
    }

    /// <summary>The force's setting on each date; read once where it did not change in the period.</summary>
    private async Task<IReadOnlyDictionary<DateOnly, AssessmentDutySettings>> DutyAsync(Id<Agency> agency, QualityPeriod period, CancellationToken ct)
    {
        var days = Enumerable.Range(0, period.To.DayNumber - period.From.DayNumber + 1).Select(period.From.AddDays).ToList();
        var (first, last) = (await OnAsync(period.From), await OnAsync(period.To));
        Dictionary<DateOnly, AssessmentDutySettings> duty = [];
        foreach (var day in days)
        {
            duty[day] = first.Id == last.Id ? first.Content : (await OnAsync(day)).Content;
        }

        return duty;

        Task<PolicyInForce<AssessmentDutySettings>> OnAsync(DateOnly day) => policies.AtAsync(PolicyKinds.AssessmentDuty, agency.Value, day, ct);
    }

    /// <summary>How victim and perpetrator are connected; not asked for where every kind of incident must be assessed.</summary>
    private async Task<ILookup<Id<Incident>, AbuseRelationship>> TiesAsync(IQueryable<Incident> incidents, IEnumerable<AssessmentDutySettings> duty, CancellationToken ct)
    {
        var everything = AssessmentDutySettings.Default.MandatoryWhen;
        if (duty.All(d => d.MandatoryWhen.IsSupersetOf(everything)))
        {
            return Enumerable.Empty<(Id<Incident>, AbuseRelationship)>().ToLookup(t => t.Item1, t => t.Item2);
        }

        var relationships = db.Set<Relationship>();
        var found = await (from i in incidents
                           from v in i.Parties
                           from p in i.Parties
                           from r in relationships
                           where v.Role == PartyRole.Victim && p.Role == PartyRole.Perpetrator
                               && ((r.FromId == v.PersonId && r.ToId == p.PersonId) || (r.FromId == p.PersonId && r.ToId == v.PersonId))
                           select new { i.Id, r.Kind }).Distinct().ToListAsync(ct);
        return found.Where(f => f.Kind.AsAbuse() is not null).ToLookup(f => f.Id, f => f.Kind.AsAbuse()!.Value);
    }
}

/// <summary>Incidents by what has become of their assessment, a page at a time, those that wait longest first. Each page shown is written down.</summary>
public sealed class FormsDue(CaseDbContext db, IncidentForms forms, RecordDoor door)
{
    public const int PageSize = 25;

    /// <param name="State">Null, with no reason either, for every state in which the duty is not met.</param>
    /// <param name="Reason">Those left out for this reason.</param>
    /// <param name="UnitId">Null for every unit.</param>
    /// <param name="NoUnit">Only those of no unit.</param>
    public sealed record Query(QualityPeriod Period, FormState? State, SkipReason? Reason, Id<PolicingUnit>? UnitId, bool NoUnit, int Page);

    public sealed record Line(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, string? Victim, string? Unit, FormCompliance Compliance, SkipReason? Skip, bool IsRestricted);

    /// <param name="Unit">What the unit that was asked for is called.</param>
    public sealed record View(IReadOnlyList<Line> Rows, int Total, int Page, IReadOnlyDictionary<FormState, int> Counts, string? Unit);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        var unit = query.UnitId;
        var all = (await forms.ReadAsync(actor, query.Period, ct)).Where(r => query.NoUnit ? r.UnitId is null : unit is null || r.UnitId == unit).ToList();
        var wanted = all.Where(r => Wants(query, r)).ToList();
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (wanted.Count + PageSize - 1) / PageSize));
        var shown = wanted.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        Id<Incident>[] ids = [.. shown.Select(r => r.Id)];
        var details = await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id)).Select(i => new
        {
            i.Id,
            i.Reference,
            i.IsRestricted,
            Unit = db.PolicingUnits.Where(u => u.Id == i.UnitId).Select(u => u.Name).FirstOrDefault(),
            Victim = i.Parties.Where(p => p.Role == PartyRole.Victim).OrderBy(p => p.Number).Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(),
        }).ToDictionaryAsync(i => i.Id, ct);
        var names = await db.NamesAsync(actor, details.Values.Select(d => d.Victim).OfType<Id<Person>>(), ct);
        await door.ShowListAsync(actor, "Incidents without an assessment", ids.Select(i => i.Value), ct);
        return new View(
            [.. shown.Select(r => (Row: r, At: details[r.Id])).Select(x => new Line(
                x.Row.Id, x.At.Reference, x.Row.ReportedAt, x.At.Victim is { } victim ? names.GetValueOrDefault(victim) : null, x.At.Unit, x.Row.Compliance, x.Row.Skip, x.At.IsRestricted))],
            wanted.Count, page, all.GroupBy(r => r.Compliance.State).ToDictionary(g => g.Key, g => g.Count()),
            unit is null ? null : await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).SingleOrDefaultAsync(ct));
    }

    private static bool Wants(Query query, IncidentForms.Row row) =>
        query.Reason is { } reason ? row.Skip == reason && row.Compliance.State is (FormState.LeftOut or FormState.SkipWaits) && (query.State is null || row.Compliance.State == query.State)
        : query.State is { } state ? row.Compliance.State == state
        : FormCompliance.Open.Contains(row.Compliance.State);
}

/// <summary>How each unit of a force meets the duty to assess in a period: required, made in time, late, missing, left out (HMIC's fourth recommendation; R1.19).</summary>
public sealed class ComplianceReport(CaseDbContext db, IncidentForms forms)
{
    /// <param name="UnitId">Null for incidents of no unit.</param>
    public sealed record Line(Id<PolicingUnit>? UnitId, string Unit, ComplianceCounts Counts);

    public sealed record View(IReadOnlyList<Line> Units, ComplianceCounts All, IReadOnlyDictionary<SkipReason, int> LeftOut);

    public async Task<View> ReadAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var rows = await forms.ReadAsync(actor, period, ct);
        var names = await db.UnitNamesAsync(actor, ct);
        return new View(
            [.. rows.GroupBy(r => r.UnitId).Select(g => new Line(g.Key, g.Key is { } unit ? names.GetValueOrDefault(unit, "Another force’s unit") : "No unit yet", ComplianceCounts.Of(g.Select(r => r.Compliance))))
                .OrderBy(l => l.UnitId is null).ThenBy(l => l.Unit, StringComparer.CurrentCulture)],
            ComplianceCounts.Of(rows.Select(r => r.Compliance)),
            rows.Where(r => r.Compliance.State is (FormState.LeftOut or FormState.SkipWaits) && r.Skip is not null).GroupBy(r => r.Skip!.Value).ToDictionary(g => g.Key, g => g.Count()));
    }
}

/// <summary>What the units of the actor's own force are called.</summary>
internal static class UnitNames
{
    extension(CaseDbContext db)
    {
        public async Task<Dictionary<Id<PolicingUnit>, string>> UnitNamesAsync(Actor actor, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            return await db.PolicingUnits.AsNoTracking().Where(u => u.ForceId == agency).OrderBy(u => u.Name).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        }
    }
}
