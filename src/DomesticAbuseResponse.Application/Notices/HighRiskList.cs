using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Notices;

/// <summary>
/// Every High of which an inspector was told (R1.17, S13): what waits for a decision on the threat to life, longest first, and what was decided in the
/// last days, newest first. A High about a case the reader may not read is not there.
/// </summary>
public sealed class HighRiskList(CaseDbContext db, NoticeBoard board, RecordDoor door, TimeProvider clock)
{
    public const int Most = 100;

    /// <summary>How long a decision stays on the list.</summary>
    public const int DecidedDays = 7;

    /// <param name="Spoken">Whether anybody has spoken with the victim since the High was told.</param>
    /// <param name="ContactDueAt">The earliest contact deadline that is open.</param>
    public sealed record Row(
        Id<Notice> Id, Id<Case> CaseId, string Reference, string? Victim, string? Unit, RiskGrade? Grade, DateTimeOffset At, bool Spoken, DateTimeOffset? ContactDueAt, DateTimeOffset? DoneAt, string? DoneBy,
        ThreatToLife? Decided, string? Decision);

    public sealed record View(IReadOnlyList<Row> Waiting, int WaitingTotal, IReadOnlyList<Row> Decided);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-DecidedDays);
        var mine = await MineAsync(actor, ct);
        var waiting = await RowsAsync(actor, mine.Where(n => n.DoneAt == null).OrderBy(n => n.At).Take(Most), ct);
        var decided = await RowsAsync(actor, mine.Where(n => n.DoneAt >= since).OrderByDescending(n => n.DoneAt).Take(Most), ct);
        await door.ShowListAsync(actor, "High risk, for an inspector", waiting.Concat(decided).Select(r => r.CaseId.Value).Distinct(), ct);
        return new(waiting, waiting.Count < Most ? waiting.Count : await mine.CountAsync(n => n.DoneAt == null, ct), decided);
    }

    public async Task<int> CountAsync(Actor actor, CancellationToken ct) => await (await MineAsync(actor, ct)).CountAsync(n => n.DoneAt == null, ct);

    private async Task<IQueryable<Notice>> MineAsync(Actor actor, CancellationToken ct)
    {
        var cases = db.Cases.VisibleTo(actor, db);
        return (await board.ToAsync(actor, ct)).Where(n => n.Kind == NoticeKind.HighRiskInspector && cases.Any(c => c.Id == n.CaseId));
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(Actor actor, IQueryable<Notice> notices, CancellationToken ct)
    {
        var found = await (from n in notices.AsNoTracking()
                           from c in db.Cases
                           where c.Id == n.CaseId
                           select new
                           {
                               n.Id,
                               CaseId = c.Id,
                               c.Reference,
                               c.VictimId,
                               c.Grade,
                               n.At,
                               n.DoneAt,
                               n.Decision,
                               DoneBy = db.Staff.Where(s => s.Id == n.DoneBy).Select(s => s.DisplayName).FirstOrDefault(),
                               Unit = db.PolicingUnits.Where(u => u.Id == c.UnitId).Select(u => u.Name).FirstOrDefault(),
                               Due = db.Deadlines.Where(d => d.CaseId == c.Id && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null).Min(d => (DateTimeOffset?)d.DueAt),
                           }).ToListAsync(ct);
        var victims = found.Select(f => f.VictimId).Distinct().ToArray();
        var caseIds = found.Select(f => f.CaseId).Distinct().ToArray();
        var names = await db.NamedAsync(await db.People.NotKeptFrom(actor, db).Where(p => victims.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct), ct);
        var attempts = (await db.ContactAttempts.AsNoTracking().Where(a => caseIds.Contains(a.CaseId)).ToListAsync(ct)).Where(a => a.IsTwoWay).ToLookup(a => a.CaseId, a => a.At);
        return
        [
            .. found.Select(f => new Row(
                f.Id, f.CaseId, f.Reference, names.TryGetValue(f.VictimId, out var named) ? named.Name : null, f.Unit, f.Grade, f.At, attempts[f.CaseId].Any(at => at >= f.At), f.Due, f.DoneAt, f.DoneBy,
                NoticeClosing.ThreatIn(f.Decision), f.Decision)),
        ];
    }
}
