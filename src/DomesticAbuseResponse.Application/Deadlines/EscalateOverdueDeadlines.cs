using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;

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
            var role = await WhomToTellAsync(deadline, ct);
            db.Notices.Add(Notice.To(deadline.AgencyId, role, NoticeKind.DeadlineOverdue, deadline.CaseId, deadline.Id.Value, now));
            happened.Add(new DeadlineEscalated(deadline.Kind, deadline.DueAt) { CaseId = deadline.CaseId, IncidentId = deadline.IncidentId });
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return overdue.Count;
    }

    private async Task<Role> WhomToTellAsync(Deadline deadline, CancellationToken ct)
    {
        var agencyId = deadline.AgencyId;
        var kind = await db.Agencies.Where(a => a.Id == agencyId).Select(a => a.Kind).SingleAsync(ct);
        var held = (await db.Staff.Where(s => s.AgencyId == agencyId && s.DisabledAt == null).Select(s => s.Roles).ToListAsync(ct)).SelectMany(r => r).ToHashSet();
        var ladder = Escalation.LadderFor(deadline.Kind, kind);
        return ladder.Cast<Role?>().FirstOrDefault(r => held.Contains(r!.Value)) ?? ladder[^1];
    }
}
