using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Quality;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Specialists;

namespace DomesticAbuseResponse.Application.Specialists;

/// <summary>Which engagements stand behind a number.</summary>
public enum EngagementCount
{
    Engaged,
    Referred,
    ReferredElsewhere,
    AlreadySupported,
    Declined,
    MovedToSafety,
    NotReached,
    ResponseUpgraded,
    Arrests,
    Withdrew,
    CalledAgain,
    Contacts,
    Disclosures,
}

/// <summary>
/// Victims engaged and referred in a period, by service, as published (R5.3 to R5.6), and the decision checks of the control room's specialists. It
/// counts what the reader may open, so that every number is as long as the list behind it.
/// </summary>
public sealed class SpecialistFigures(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 25;

    /// <summary>How long a period may be.</summary>
    public const int MostDays = 800;

    public sealed record Line(ServiceKind Service, EngagementFigures Figures);

    /// <param name="Statements">Whether the reader is told who withdrew a statement; else nobody is counted there.</param>
    public sealed record View(IReadOnlyList<Line> Services, IReadOnlyDictionary<DecisionCheck, int> Checks, bool Statements);

    public sealed record Row(Id<Engagement> Id, Id<Incident> IncidentId, string Reference, DateTimeOffset At, string? Victim, EngagementOutcome Outcome, IReadOnlyList<Onward> Onward, string By);

    /// <param name="Victims">How many people stand behind the rows, which may name one several times.</param>
    public sealed record Listed(IReadOnlyList<Row> Rows, int Total, int Victims, int Page);

    public sealed record CheckRow(Id<Incident> IncidentId, string Reference, DateTimeOffset At, DecisionCheck Check, ResponseGrade? Seen, ResponseGrade? Asked, string? Reason, string By);

    public sealed record ListedChecks(IReadOnlyList<CheckRow> Rows, int Total, int Page);

    public async Task<View> ReadAsync(Actor actor, QualityPeriod period, CancellationToken ct)
    {
        var statements = VisitReaders.ReadsStatements(actor);
        var facts = await db.ToldAsync(db.EngagementsOf(actor, period.Start, period.End), db.Incidents.VisibleTo(actor, db), statements, ct);
        var checks = await Checks(actor, period).GroupBy(r => r.Check).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        return new View(
            [.. new[] { ServiceKind.ControlRoomWorker, ServiceKind.SupportCar }.Select(service => new Line(
                service, EngagementFigures.Of(facts.Where(f => f.Engagement.Service == service).Select(f => f.Fact))))],
            checks, statements);
    }

    /// <summary>The engagements behind a number, newest first.</summary>
    public async Task<Listed> ListAsync(Actor actor, QualityPeriod period, ServiceKind service, EngagementCount count, int page, CancellationToken ct)
    {
        var mine = db.EngagementsOf(actor, period.Start, period.End).Where(e => e.Service == service);
        var engaged = mine.Where(e => e.Outcome == EngagementOutcome.EngagedByPhone || e.Outcome == EngagementOutcome.EngagedByVisit);
        var listed = count switch
        {
            EngagementCount.Engaged => engaged,
            EngagementCount.Referred => engaged.Where(e => e.Onward.Contains(Onward.ReferredToService)),
            EngagementCount.ReferredElsewhere => engaged.Where(e => e.Onward.Contains(Onward.ReferredElsewhere)),
            EngagementCount.AlreadySupported => engaged.Where(e => e.Onward.Contains(Onward.AlreadySupported)),
            EngagementCount.Declined => engaged.Where(e => e.Onward.Contains(Onward.DeclinedReferral)),
            EngagementCount.MovedToSafety => engaged.Where(e => e.Onward.Contains(Onward.MovedToSafety)),
            EngagementCount.NotReached => mine.Where(e => !engaged.Any(x => x.VictimId == e.VictimId)),
            EngagementCount.ResponseUpgraded => mine.Where(e => e.Onward.Contains(Onward.ResponseUpgraded)),
            EngagementCount.Arrests => mine.Where(e => e.Onward.Contains(Onward.Arrest)),
            EngagementCount.Withdrew => VisitReaders.ReadsStatements(actor) ? db.WhereWithdrew(engaged) : throw new RecordNotFoundException(),
            EngagementCount.CalledAgain => db.WhereCalledAgain(engaged, db.Incidents.VisibleTo(actor, db)),
            EngagementCount.Contacts => mine,
            EngagementCount.Disclosures => mine.Where(e => e.DisclosureGiven),
        };
        var total = await listed.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await listed.OrderByDescending(e => e.At).ThenBy(e => e.Id).Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(e => new
            {
                e.Id,
                e.IncidentId,
                Reference = db.Incidents.Where(i => i.Id == e.IncidentId).Select(i => i.Reference).FirstOrDefault() ?? "",
                e.At,
                e.VictimId,
                e.Outcome,
                e.Onward,
                By = db.Staff.Where(s => s.Id == e.By).Select(s => s.DisplayName).FirstOrDefault() ?? "",
            }).ToListAsync(ct);
        var names = await db.NamesAsync(actor, rows.Select(r => r.VictimId), ct);
        await door.ShowListAsync(actor, "Victims engaged", rows.Select(r => r.IncidentId.Value).Distinct(), ct);
        return new Listed(
            [.. rows.Select(r => new Row(r.Id, r.IncidentId, r.Reference, r.At, names.GetValueOrDefault(r.VictimId), r.Outcome, [.. r.Onward], r.By))],
            total, await listed.Select(e => e.VictimId).Distinct().CountAsync(ct), shown);
    }

    public async Task<ListedChecks> ListChecksAsync(Actor actor, QualityPeriod period, DecisionCheck check, int page, CancellationToken ct)
    {
        var listed = Checks(actor, period).Where(r => r.Check == check);
        var total = await listed.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await listed.OrderByDescending(r => r.At).ThenBy(r => r.Id).Skip((shown - 1) * PageSize).Take(PageSize).Select(r => new CheckRow(
            r.IncidentId, db.Incidents.Where(i => i.Id == r.IncidentId).Select(i => i.Reference).FirstOrDefault() ?? "", r.At, r.Check, r.GradeSeen, r.GradeAsked, r.Reason,
            db.Staff.Where(s => s.Id == r.By).Select(s => s.DisplayName).FirstOrDefault() ?? "")).ToListAsync(ct);
        await door.ShowListAsync(actor, "Decision checks", rows.Select(r => r.IncidentId.Value).Distinct(), ct);
        return new ListedChecks(rows, total, shown);
    }

    private IQueryable<SpecialistReview> Checks(Actor actor, QualityPeriod period)
    {
        var (start, end, incidents) = (period.Start, period.End, db.Incidents.VisibleTo(actor, db));
        return db.SpecialistReviews.AsNoTracking().Where(r => r.At >= start && r.At < end && incidents.Any(i => i.Id == r.IncidentId));
    }
}
