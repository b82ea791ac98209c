using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>What stands at the top of each page of a case: whose it is, how high the risk is and who said so, and any danger not yet dealt with.</summary>
/// <param name="GradedBy">Who last gave the grade the case carries; null while it waits for a second person, and when nobody has graded.</param>
/// <param name="MayEdit">Whether this reader works on the case, and so may also see who looked.</param>
/// <param name="ThreatToLife">What an inspector last decided about it (R1.17); null before any did.</param>
public sealed record CaseFrame(
    Id<Case> Id, string Reference, Id<Agency> AgencyId, Id<Person> VictimId, string VictimName, int? VictimAge, bool VictimAgeIsEstimated, RiskGrade? Grade, DateTimeOffset? GradedAt, string? GradedBy,
    bool IsRestricted, bool CounterAllegation, bool IsOpen, bool MayEdit, IReadOnlyList<CaseDanger> Dangers,
    ThreatToLife? ThreatToLife = null);

/// <summary>Makes the frame of a case whose door has been passed.</summary>
public sealed class CaseFrames(CaseDbContext db, RecordDoor door, NoticeBoard board, TimeProvider clock)
{
    public async Task<CaseFrame> ReadAsync(Actor actor, Case opened, CancellationToken ct)
    {
        var (id, victim, grade) = (opened.Id, opened.VictimId, opened.Grade);
        var top = await db.Cases.Where(c => c.Id == id).Select(c => new
        {
            Name = db.People.Where(p => p.Id == victim).SelectMany(p => p.Names)
                .OrderByDescending(n => n.Kind == NameKind.Preferred).ThenByDescending(n => n.Number).Select(n => n.Full).FirstOrDefault(),
            BornOn = db.People.Where(p => p.Id == victim).Select(p => p.BornOn).FirstOrDefault(),
            IsEstimated = db.People.Where(p => p.Id == victim).Select(p => p.BirthIsEstimated).FirstOrDefault(),
            GradedBy = (from g in db.Assessments.Where(a => a.CaseId == id && a.PersonId == victim).SelectMany(a => a.Grades)
                        join s in db.Staff on g.By equals s.Id
                        where g.Kind != GradeKind.Suggested && !g.AwaitsSecondPerson && g.Grade == grade
                        orderby g.Number descending
                        select s.DisplayName).FirstOrDefault(),
        }).SingleAsync(ct);
        var dangers = await db.DangersAsync([id], (await board.ToAsync(actor, ct)), ct);
        var decided = await db.Notices.Where(n => n.CaseId == id && n.Kind == NoticeKind.HighRiskInspector && n.DoneAt != null)
            .OrderByDescending(n => n.DoneAt).Select(n => n.Decision).FirstOrDefaultAsync(ct);
        var level = RecordAccess.Decide(actor, RecordKind.Case, await door.FactsAsync(actor, id.Value, opened.IsRestricted, ct)).Level;

        return new CaseFrame(
            id, opened.Reference, opened.AgencyId, victim, top.Name ?? "Name not known", Person.AgeOn(top.BornOn, top.IsEstimated, UkTime.DateOf(clock.GetUtcNow())), top.IsEstimated, grade, opened.GradedAt, top.GradedBy,
            opened.IsRestricted, opened.CounterAllegation, opened.IsOpen, level >= AccessLevel.Edit,
            [.. dangers[id]], NoticeClosing.ThreatIn(decided));
    }
}
