using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Orders;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Orders;

/// <summary>
/// Looks once an hour at every order and move whose day is near, and makes the tasks that are not there yet: an end that has come within reach, a case that was opened or got an IDVA since. Each is
/// claimed by one instance, and its row is held while its tasks are made, so that however many run, a task is made once (and an index says so too).
/// </summary>
public sealed class WatchOrders(CaseDbContext db, SafetyTaskBook book, TimeProvider clock)
{
    /// <summary>How far ahead it looks. Longer than any time before an end that can be set, so that none is missed.</summary>
    public const int DaysAhead = 70;

    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    /// <returns>How many were looked at; a full batch means that more may wait.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, stale) = (UkTime.DateOf(now), now - _every);
        var until = today.AddDays(DaysAhead);
        var claimed = await db.Database.SqlQuery<Guid>($"""
            insert into safety_watches (subject_id, checked_at)
            select near.id, {now} from (
                select id from orders where ended_on is null and until_on between {today} and {until}
                union select id from orders where ended_on is null and tag_until_on is not null and tag_until_on between {today} and {until}
                union select id from orders where ended_on is null and kind = 'LicenceConditions' and from_on between {today} and {until}
                union select id from orders where ended_on is null and kind in ('Dvpn', 'Dapn') and served_on is not null
                union select id from perpetrator_moves where cancelled_at is null and "on" between {today} and {until}
            ) near
            left join safety_watches w on w.subject_id = near.id
            where w.subject_id is null or w.checked_at <= {stale}
            order by w.checked_at nulls first limit {batchSize}
            on conflict (subject_id) do update set checked_at = excluded.checked_at where safety_watches.checked_at <= {stale}
            returning subject_id as "Value"
            """).ToListAsync(ct);
        foreach (var subject in claimed)
        {
            await LookAsync(actor, subject, now, ct);
        }

        return claimed.Count;
    }

    private async Task LookAsync(Actor actor, Guid subject, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await db.Database.BeginTransactionAsync(ct);
        var (order, move) = (new Id<ProtectiveOrder>(subject), new Id<PerpetratorMove>(subject));
        var happened = await db.Orders.AnyAsync(o => o.Id == order, ct) ? await book.SyncAsync(await db.LockedOrderAsync(order, ct), now, ct) : await book.SyncAsync(await db.LockedMoveAsync(move, ct), now, ct);
        await db.CommitAsync(actor, now, ct, happened);
        await work.CommitAsync(ct);
        await db.ForgetChangesAsync(ct); // what one order needed is not carried on to the next
    }
}
