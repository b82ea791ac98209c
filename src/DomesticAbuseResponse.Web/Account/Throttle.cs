using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Slows down guessing. An attempt is counted before it is looked at, so that a hundred at once are still a hundred.
/// A browser or network the person has used before has a counter of its own, which a stranger cannot touch: a flood of
/// guesses slows strangers down and locks nobody out. Passkeys cannot be guessed and are never slowed.
/// A network is slowed for what went wrong there alone: a right answer takes its own attempt back, and every right answer of the day
/// allows one more wrong one, so that a busy building is not taken for an attacker.
/// </summary>
/// <remarks>
/// Counters stand in 65,536 buckets for each kind, by hash, whether or not the account exists. After the free attempts the
/// wait doubles from one second up to <see cref="LongestWait"/>: at most 9 guesses in the first minute and 96 in a day
/// for one account. A counter left alone for a day starts again.
/// </remarks>
public sealed class Throttle(NpgsqlDataSource database, TimeProvider clock)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1024);

    private const int FreeForAccount = 3;
    private const int FreeForNetwork = 30;
    private const int MostFreeForNetwork = 300;
    private const string Network = "network";
    private const string RightOnNetwork = "network-right";

    /// <summary>Counts an attempt. Answers how long to wait when it comes too soon; such an attempt must not be looked at.</summary>
    public async Task<TimeSpan?> CountAsync(string account, Place place, Familiarity familiarity, CancellationToken ct)
    {
        if (familiarity is Familiarity.Stranger
            && await CountAsync(Network, Today(place), await FreeOnAsync(place, ct), ct) is { } networkWait)
        {
            return networkWait;
        }

        var (kind, bucket) = CounterOf(account, place, familiarity);
        return await CountAsync(kind, bucket, FreeForAccount, ct);
    }

    /// <summary>After a right answer: a place of the person's own starts afresh; the strangers' counter loses only this attempt.</summary>
    public async Task ForgiveAsync(string account, Place place, Familiarity familiarity, CancellationToken ct)
    {
        var (kind, bucket) = CounterOf(account, place, familiarity);
        var (network, now) = (Today(place), clock.GetUtcNow());
        await database.ExecuteAsync(
            """
            update identity.throttle
            set attempts = case when kind in ('account', 'network') then greatest(attempts - 1, 0) else 0 end, wait_until = $3
            where (kind = $1 and bucket = $2) or (kind = 'network' and bucket = $4 and $5)
            """, ct, kind, bucket, now, network, familiarity is Familiarity.Stranger);
        await database.ExecuteAsync(
            """
            insert into identity.throttle as t (kind, bucket, attempts, last_attempt_at, wait_until) values ($1, $2, 1, $3, $3)
            on conflict (kind, bucket) do update
            set attempts = case when t.last_attempt_at < $3 - interval '1 day' then 1 else t.attempts + 1 end, last_attempt_at = $3
            """, ct, RightOnNetwork, network, now);
    }

    /// <summary>How many wrong answers a network may give before it must wait.</summary>
    private async Task<int> FreeOnAsync(Place place, CancellationToken ct)
    {
        var right = await database.FirstAsync(
            "select attempts from identity.throttle where kind = $1 and bucket = $2 and last_attempt_at > $3", row => (object)row.Get<int>("attempts"),
            ct, RightOnNetwork, Today(place), clock.GetUtcNow().AddDays(-1));
        return Math.Min(FreeForNetwork + (right is int answers ? answers : 0), MostFreeForNetwork);
    }

    /// <summary>A network is used every day and would never be left alone, so its counters are of one day.</summary>
    private int Today(Place place) => Bucket([.. place.Network, .. BitConverter.GetBytes(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).DayNumber)]);

    private static (string Kind, int Bucket) CounterOf(string account, Place place, Familiarity familiarity)
    {
        var name = Encoding.UTF8.GetBytes(account);
        return familiarity switch
        {
            Familiarity.KnownBrowser => ("browser", Bucket([.. name, .. place.Browser!])),
            Familiarity.KnownNetwork => ("known-network", Bucket([.. name, .. place.Network])),
            Familiarity.Stranger => ("account", Bucket(name)),
        };
    }

    private static int Bucket(byte[] key) => BinaryPrimitives.ReadUInt16BigEndian(SHA256.HashData(key));

    private async Task<TimeSpan?> CountAsync(string kind, int bucket, int free, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var counted = await database.ExecuteAsync(
            """
            insert into identity.throttle as t (kind, bucket, attempts, last_attempt_at, wait_until) values ($1, $2, 1, $3, $3)
            on conflict (kind, bucket) do update
            set attempts = case when t.last_attempt_at < $3 - interval '1 day' then 1 else t.attempts + 1 end,
                last_attempt_at = $3,
                wait_until = case
                    when t.last_attempt_at < $3 - interval '1 day' or t.attempts + 1 < $4 then $3
                    else $3 + make_interval(secs => least($5, power(2, least(t.attempts + 1 - $4, 20)))) end
            where t.wait_until <= $3
            """, ct, kind, bucket, now, free, LongestWait.TotalSeconds);
        return counted == 1 ? null : await WaitAsync(kind, bucket, now, ct);
    }

    private async Task<TimeSpan> WaitAsync(string kind, int bucket, DateTimeOffset now, CancellationToken ct)
    {
        var until = await database.FirstAsync(
            "select wait_until from identity.throttle where kind = $1 and bucket = $2", row => (object)row.Instant("wait_until"), ct, kind, bucket);
        return until is DateTimeOffset at && at > now ? at - now : TimeSpan.FromSeconds(1);
    }
}
