using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.Logging;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>
/// Looks once an hour at every order, move and step of an investigation whose day is near or that is news, and makes the tasks that are not there yet: an end that has come within reach, a case that was opened, was joined by
/// a perpetrator or got an IDVA since. Each is claimed by one instance, and its row is held while its tasks are made, so that however many run, a task is made once (and an index says so too).
/// One that fails is stepped over, named in the log and tried again soon: it never keeps the others from being looked at.
/// </summary>
public sealed partial class WatchOrders(CaseDbContext db, SafetyTaskBook book, TimeProvider clock, ILogger<WatchOrders> logger)
{
    /// <summary>How far ahead it looks. Longer than any time before an end that can be set, so that none is missed.</summary>
    public const int DaysAhead = 70;

    /// <summary>How far back: a day longer than anything is news.</summary>
    private const int _daysBack = SafetyTasks.NewsDays + 1;

    /// <summary>A notice is heard within days. One that nobody closed is looked at no longer than this.</summary>
    private const int _noticeDays = 60;

    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    /// <summary>What failed waits no full turn.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(10);

    /// <returns>How many were looked at; a full batch means that more may wait.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, stale) = (UkTime.DateOf(now), now - _every);
        var (until, back, since, served, told) = (today.AddDays(DaysAhead), today.AddDays(-_daysBack), now.AddDays(-_daysBack), today.AddDays(-_noticeDays), now.AddDays(-InvestigationRules.NewsDays - 1));
        var claimed = await db.Database.SqlQuery<Guid>($"""
            insert into safety_watches (subject_id, checked_at)
            select near.id, {now} from (
                select id from orders where ended_on is null and until_on between {today} and {until}
                union select id from orders where ended_on is null and tag_until_on is not null and tag_until_on between {today} and {until}
                union select id from orders where ended_on is null and kind = 'LicenceConditions' and from_on between {back} and {until}
                union select id from orders where ended_on is null and kind in ('Dvpn', 'Dapn') and served_on >= {served}
                union select id from orders where changed_at >= {since}
                union select id from investigation_steps where recorded_at >= {told}
                union select id from perpetrator_management where changed_at >= {since}
                union select id from perpetrator_moves where cancelled_at is null and "on" between {back} and {until}
            ) near
            left join safety_watches w on w.subject_id = near.id
            where w.subject_id is null or w.checked_at <= {stale}
            order by w.checked_at nulls first limit {batchSize}
            on conflict (subject_id) do update set checked_at = excluded.checked_at where safety_watches.checked_at <= {stale}
            returning subject_id as "Value"
            """).ToListAsync(ct);
        foreach (var subject in claimed)
        {
            try
            {
                await LookAsync(actor, subject, now, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(subject, e);
                db.ChangeTracker.Clear();
                var soon = now - _every + _again;
                await db.Database.ExecuteSqlAsync($"update safety_watches set checked_at = {soon} where subject_id = {subject}", ct);
            }
        }

        return claimed.Count;
    }

    private async Task LookAsync(Actor actor, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await db.Database.BeginTransactionAsync(ct);
        var (order, move, step) = (new Id<ProtectiveOrder>(subject), new Id<PerpetratorMove>(subject), new Id<InvestigationStep>(subject));
        var happened = await db.Orders.AnyAsync(o => o.Id == order, ct) ? await book.SyncAsync(await db.LockedOrderAsync(order, ct), now, ct)
            : await db.Moves.AnyAsync(m => m.Id == move, ct) ? await book.SyncAsync(await db.LockedMoveAsync(move, ct), now, ct)
            : await db.InvestigationSteps.AnyAsync(s => s.Id == step, ct) ? await book.SyncAsync(await db.LockedStepAsync(step, ct), now, ct)
            : await book.SyncAsync(await db.LockedManagementAsync(new Id<PerpetratorManagement>(subject), ct), now, ct);
        await db.CommitAsync(actor, now, ct, happened);
        await work.CommitAsync(ct);
        await db.ForgetChangesAsync(ct); // what one order needed is not carried on to the next
    }

    [LoggerMessage(LogLevel.Error, "Making the tasks of order or move {Subject} failed")]
    private partial void Failed(Guid subject, Exception exception);
}
