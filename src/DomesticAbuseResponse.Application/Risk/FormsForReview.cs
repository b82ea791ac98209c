using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Finished forms that no supervisor has reviewed: those graded High first, then the longest waiting (R1.17).</summary>
public sealed class FormsForReview(CaseDbContext db, RecordDoor door)
{
    public const int Most = 100;

    /// <summary>Where the end of the officer's duty is not known, no turn of duty lasts longer.</summary>
    private static readonly TimeSpan _longestDuty = TimeSpan.FromHours(24);

    /// <param name="IsOverdue">Whether the officer has gone off duty with the form unreviewed.</param>
    public sealed record Row(Id<RiskAssessment> Id, Id<Case> CaseId, string CaseReference, string Victim, RiskGrade? Suggested, RiskGrade? Grade, string Assessor, DateTimeOffset CompletedAt, SergeantReview? Timeliness, bool IsOverdue);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await Waiting(actor).AsNoTracking().Include(a => a.Grades)
            .OrderByDescending(a => a.Grades.Where(g => g.Kind != GradeKind.Suggested).OrderByDescending(g => g.Number).Select(g => g.Grade).FirstOrDefault() == RiskGrade.High)
            .ThenBy(a => a.CompletedAt).ThenBy(a => a.Id).Take(Most).ToListAsync(ct);
        var caseIds = waiting.Select(a => a.CaseId).Distinct().ToArray();
        var personIds = waiting.Select(a => a.PersonId).Distinct().ToArray();
        var staffIds = waiting.Select(a => a.StartedBy).Distinct().ToArray();
        var references = await db.Cases.AsNoTracking().Where(c => caseIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Reference, ct);
        var people = await db.People.AsNoTracking().Include(p => p.Names).Where(p => personIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var staff = await db.Staff.AsNoTracking().Where(s => staffIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);

        await door.ShowListAsync(actor, "DASH review list", waiting.Select(a => a.CaseId.Value).Distinct(), ct);
        return [.. waiting.Select(a =>
        {
            var time = AssessmentOverview.TimelinessOf(a, staff[a.StartedBy].OffDutyAt, now);
            return new Row(
                a.Id, a.CaseId, references[a.CaseId], people[a.PersonId], a.Suggested, a.History.Timeline.LastOrDefault(g => g.IsHuman)?.Grade,
                staff[a.StartedBy].DisplayName, a.CompletedAt!.Value, time, now > (time?.DueBy ?? a.CompletedAt!.Value + _longestDuty));
        })];
    }

    public Task<int> CountAsync(Actor actor, CancellationToken ct) => Waiting(actor).CountAsync(ct);

    private IQueryable<RiskAssessment> Waiting(Actor actor)
    {
        var agency = actor.AgencyId;
        return db.Assessments.GoneOnWithBy(agency, db).Where(a => a.CompletedAt != null && a.ReviewedAt == null && a.InstrumentCode != InstrumentCodes.ChildMatrix && db.Cases.VisibleTo(actor, db).Any(c => c.Id == a.CaseId));
    }
}
