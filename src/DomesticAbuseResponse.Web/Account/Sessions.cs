using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The signed-in browsers. A session is a row; the cookie holds a random key of which the row knows only the hash. Ending
/// the row ends the session on its next request, wherever it is.
/// </summary>
public sealed class Sessions(
    NpgsqlDataSource database, StaffDirectory directory, SessionCookie cookie, TimeProvider clock, IOptions<SignInSettings> settings)
{
    private static readonly TimeSpan _unfinishedLasts = TimeSpan.FromMinutes(15);

    /// <summary>Reads the session of this request's cookie and judges it.</summary>
    public async Task<CurrentSession> ReadAsync(HttpContext context)
    {
        if (cookie.Read(context, SessionCookie.Session) is not { } key
            || await directory.FindSessionAsync(Secrets.Hash(key), context.RequestAborted) is not { } found)
        {
            return CurrentSession.None;
        }

        return CurrentSession.Judge(found.Session, found.Staff, clock.GetUtcNow(), settings.Value.UnlockWindow);
    }

    /// <summary>Of many sessions at once, those that are live at this moment, by <see cref="Convert.ToHexString(byte[])"/> of their hash, each with its member of staff as they are now.</summary>
    public async Task<IReadOnlyDictionary<string, SignedInStaff>> LiveAsync(byte[][] idHashes, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return (await directory.FindSessionsAsync(idHashes, ct))
            .Where(f => CurrentSession.Judge(f.Session, f.Staff, now, settings.Value.UnlockWindow).State is SessionState.Live)
            .ToDictionary(f => Convert.ToHexString(f.Session.IdHash), f => f.Staff);
    }

    /// <summary>Begins a session and gives the browser its key. Whatever session the browser had before ends.</summary>
    public async Task StartAsync(HttpContext context, SignedInStaff staff, SessionStage stage, CancellationToken ct)
    {
        if (cookie.Read(context, SessionCookie.Session) is { } old)
        {
            await EndAsync(Secrets.Hash(old), ct);
        }

        var now = clock.GetUtcNow();
        var limits = settings.Value.LimitsFor(staff.Roles);
        var key = Secrets.NewKey();
        await database.ExecuteAsync(
            """
            insert into identity.sessions
                (id_hash, staff_id, stage, created_at, last_seen_at, idle_seconds, ends_at, device, access_version, step_up_at, wrong_answers)
            values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9::timestamptz, 0)
            """,
            ct, Secrets.Hash(key), staff.Id.Value, Stored(stage), now, (int)limits.Idle.TotalSeconds,
            now + (stage is SessionStage.Full ? limits.Absolute : _unfinishedLasts), DeviceLabel.Of(context.Request),
            staff.AccessVersion, stage is SessionStage.Full ? now : null);
        cookie.Write(context, SessionCookie.Session, key);
    }

    /// <summary>
    /// Gives the same session a new key after its owner has proved who they are again: unlocked, confirmed, seen now.
    /// </summary>
    public async Task RenewAsync(HttpContext context, CancellationToken ct)
    {
        var key = Secrets.NewKey();
        var changed = await database.ExecuteAsync(
            """
            update identity.sessions
            set id_hash = $1, locked_at = null, last_seen_at = $2, step_up_at = $2, wrong_answers = 0
            where id_hash = $3 and revoked_at is null
            """,
            ct, Secrets.Hash(key), clock.GetUtcNow(), context.CurrentSession.Session!.IdHash);
        if (changed == 1)
        {
            cookie.Write(context, SessionCookie.Session, key);
        }
    }

    /// <summary>Notes that the session is in use, at most once a minute.</summary>
    public async Task TouchAsync(StoredSession session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - session.LastSeenAt >= TimeSpan.FromMinutes(1))
        {
            await ExtendAsync(session.IdHash, now, ct);
        }
    }

    public Task ExtendAsync(byte[] idHash, DateTimeOffset now, CancellationToken ct) => database.ExecuteAsync(
        "update identity.sessions set last_seen_at = $2 where id_hash = $1 and last_seen_at < $2 and locked_at is null", ct, idHash, now);

    public Task LockAsync(byte[] idHash, CancellationToken ct) => database.ExecuteAsync(
        "update identity.sessions set locked_at = $2 where id_hash = $1 and locked_at is null", ct, idHash, clock.GetUtcNow());

    /// <summary>Counts a wrong answer; the fifth ends the session, and the person starts again from the sign-in page.</summary>
    public Task CountWrongAnswerAsync(byte[] idHash, CancellationToken ct) => database.ExecuteAsync(
        """
        update identity.sessions
        set wrong_answers = wrong_answers + 1, revoked_at = case when wrong_answers >= 4 then $2 else revoked_at end
        where id_hash = $1
        """, ct, idHash, clock.GetUtcNow());

    public Task EndAsync(byte[] idHash, CancellationToken ct) => database.ExecuteAsync(
        "update identity.sessions set revoked_at = $2 where id_hash = $1 and revoked_at is null", ct, idHash, clock.GetUtcNow());

    /// <summary>Ends all of a person's sessions, but the one given if there is one.</summary>
    public Task<int> EndAllAsync(Id<StaffMember> staffId, byte[]? except, CancellationToken ct) => database.ExecuteAsync(
        "update identity.sessions set revoked_at = $2 where staff_id = $1 and revoked_at is null and id_hash is distinct from $3::bytea",
        ct, staffId.Value, clock.GetUtcNow(), except);

    /// <summary>The person's sessions that have not ended, the newest first.</summary>
    public async Task<IReadOnlyList<StoredSession>> ListAsync(SignedInStaff staff, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stored = await database.ListAsync(
            "select * from identity.sessions where staff_id = $1 and revoked_at is null and ends_at > $2 and stage = 'full' order by created_at desc",
            StaffDirectory.Session, ct, staff.Id.Value, now);
        return [.. stored.Where(s => CurrentSession.Judge(s, staff, now, settings.Value.UnlockWindow).State is not SessionState.Ended)];
    }

    /// <summary>Removes what no longer has a use: sessions ended a month ago, forms nobody came back for, places unused for 90 days, spent challenges.</summary>
    public Task<int> SweepAsync(CancellationToken ct) => database.ExecuteAsync(
        """
        with a as (delete from identity.sessions where ends_at < $1::timestamptz - interval '30 days'),
             b as (delete from identity.pending_posts where expires_at < $1::timestamptz),
             c as (delete from identity.known_places where last_used_at < $1::timestamptz - interval '90 days')
        delete from identity.used_challenges where used_at < $1::timestamptz - interval '1 day'
        """, ct, clock.GetUtcNow());

    private static string Stored(SessionStage stage) => stage switch
    {
        SessionStage.Code => "code",
        SessionStage.Enrol => "enrol",
        SessionStage.Full => "full",
    };
}
