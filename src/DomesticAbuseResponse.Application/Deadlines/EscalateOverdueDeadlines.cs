using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Deadlines;

/// <summary>
/// Tells a supervisor of every deadline that has passed unmet, once, however many instances run: each pass claims rows that no other pass
/// holds, and a row escalated before is never claimed again.
/// </summary>
public sealed class EscalateOverdueDeadlines(CaseDbContext db, TimeProvider clock)
{
    /// <returns>How many were escalated in this pass; a full batch means that more may wait.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var overdue = await db.Deadlines.FromSql($"""
            select * from deadlines
            where met_at is null and superseded_at is null and escalated_at is null and due_at < {now}
            order by due_at limit {batchSize} for update skip locked
            """).ToListAsync(ct);

        List<Happened> happened = [];
        foreach (var deadline in overdue)
        {
            deadline.Escalate(now);
            db.Notices.AddRange(await NoticesAsync(deadline, now, ct));
            await TellReferrersAsync(deadline, now, ct);
            happened.Add(new DeadlineEscalated(deadline.Kind, deadline.DueAt) { CaseId = deadline.CaseId, IncidentId = deadline.IncidentId });
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return overdue.Count;
    }

    /// <summary>Silence of a receiver is told to whoever referred as well, once, so that no referral goes into a hole.</summary>
    private async Task TellReferrersAsync(Deadline deadline, DateTimeOffset now, CancellationToken ct)
    {
        if (deadline.Kind is not (DeadlineKind.AnswerReferral or DeadlineKind.TriageReferral or DeadlineKind.TakeUpReferral))
        {
            return;
        }

        var (caseId, agency) = (deadline.CaseId, deadline.AgencyId);
        var silent = await db.Referrals.Include(r => r.Steps).Where(r => r.CaseId == caseId && r.Status == ReferralStatus.Sent
            && (r.ToAgencyId == agency || db.Maracs.Any(m => m.Id == r.MaracId && m.HostAgencyId == agency))).ToListAsync(ct);
        foreach (var referral in silent)
        {
            Guid? subject = referral.Id.Value;
            if (!await db.Notices.AnyAsync(n => n.SubjectId == subject && n.Kind == NoticeKind.ReferralUnanswered && n.DoneAt == null, ct)
                && !db.Notices.Local.Any(n => n.SubjectId == subject && n.Kind == NoticeKind.ReferralUnanswered))
            {
                db.TellReferrer(referral, NoticeKind.ReferralUnanswered, now);
            }
        }
    }

    /// <summary>
    /// Whom to tell: in the deadline's agency the first role of the ladder that somebody who may open the case holds; else whoever of the agency
    /// may; else the same at the agency that owns the case, so that what is restricted or excluded there is not lost here (R6.10).
    /// </summary>
    private async Task<IEnumerable<Notice>> NoticesAsync(Deadline deadline, DateTimeOffset now, CancellationToken ct)
    {
        var caseId = deadline.CaseId;
        var of = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.AgencyId, c.IsRestricted }).SingleAsync(ct);
        var barred = await db.Exclusions.AsNoTracking().Where(e => e.RecordId == caseId.Value).Select(e => new { e.StaffId, e.AgencyId }).ToListAsync(ct);
        var named = of.IsRestricted ? (await db.NamedStaff.Where(n => n.RecordId == caseId.Value).Select(n => n.StaffId).ToListAsync(ct)).ToHashSet() : null;
        foreach (var agency in new[] { deadline.AgencyId, of.AgencyId }.Distinct())
        {
            var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
            var ladder = Escalation.LadderFor(deadline.Kind, kind);
            var able = (await db.Staff.AsNoTracking().Where(s => s.AgencyId == agency && s.DisabledAt == null).Select(s => new { s.Id, s.Roles }).ToListAsync(ct))
                .Where(s => named?.Contains(s.Id) is not false && !barred.Any(b => b.StaffId == s.Id || b.AgencyId == agency)).ToList();
            if (ladder.Cast<Role?>().FirstOrDefault(r => able.Any(s => s.Roles.Contains(r!.Value))) is { } role)
            {
                return [Notice.To(agency, role, NoticeKind.DeadlineOverdue, caseId, deadline.Id.Value, now)];
            }

            if (named is not null && able.Count > 0)
            {
                return able.Select(s => Notice.To(agency, s.Id, NoticeKind.DeadlineOverdue, caseId, deadline.Id.Value, now));
            }
        }

        var agencyKind = await db.Agencies.Where(a => a.Id == deadline.AgencyId).Select(a => a.Kind).SingleAsync(ct);
        return [Notice.To(deadline.AgencyId, Escalation.LadderFor(deadline.Kind, agencyKind)[^1], NoticeKind.DeadlineOverdue, caseId, deadline.Id.Value, now)];
    }
}
