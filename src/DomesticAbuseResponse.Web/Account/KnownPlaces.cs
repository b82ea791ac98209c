using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The browsers and networks a person has signed in from in the last 90 days. What a stranger guesses elsewhere does not slow
/// these down.
/// </summary>
public sealed class KnownPlaces(NpgsqlDataSource database, SessionCookie cookie, TimeProvider clock)
{
    /// <summary>The SQL that says how well the account <c>u</c> knows a place, given its two marks and the oldest use that counts.</summary>
    internal const string FamiliaritySql = """
        case when exists (select from identity.known_places p where p.staff_id = u.id and p.kind = 'browser'
                          and p.mark_hash = sha256(uuid_send(u.id) || $2) and p.last_used_at > $4) then 'KnownBrowser'
             when exists (select from identity.known_places p where p.staff_id = u.id and p.kind = 'network'
                          and p.mark_hash = sha256(uuid_send(u.id) || $3) and p.last_used_at > $4) then 'KnownNetwork'
             else 'Stranger' end as familiarity
        """;

    public DateTimeOffset OldestThatCounts => clock.GetUtcNow().AddDays(-90);

    public async Task<Familiarity> FamiliarityAsync(Id<StaffMember> staffId, Place place, CancellationToken ct)
    {
        var found = await database.FirstAsync(
            $"select {FamiliaritySql} from identity.users u where u.id = $1",
            row => row.Get<string>("familiarity"), ct, staffId.Value, place.Browser ?? [], place.Network, OldestThatCounts);
        return found is null ? Familiarity.Stranger : Enum.Parse<Familiarity>(found);
    }

    /// <summary>After a completed sign-in: the browser gets a lasting mark, and both marks are remembered for this person.</summary>
    public Task RememberAsync(HttpContext context, Id<StaffMember> staffId, CancellationToken ct)
    {
        var mark = cookie.Read(context, SessionCookie.Browser) ?? Secrets.NewKey();
        cookie.Write(context, SessionCookie.Browser, mark, TimeSpan.FromDays(365));
        return database.ExecuteAsync(
            """
            insert into identity.known_places (staff_id, kind, mark_hash, last_used_at)
            values ($1, 'browser', sha256(uuid_send($1) || $2), $4), ($1, 'network', sha256(uuid_send($1) || $3), $4)
            on conflict (staff_id, kind, mark_hash) do update set last_used_at = excluded.last_used_at
            """, ct, staffId.Value, Secrets.Hash(mark), Place.Of(context, cookie).Network, clock.GetUtcNow());
    }

    public Task ForgetAllAsync(Id<StaffMember> staffId, CancellationToken ct) =>
        database.ExecuteAsync("delete from identity.known_places where staff_id = $1", ct, staffId.Value);
}
