using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incoming;

namespace DomesticAbuseResponse.Application.Incoming;

/// <summary>The keys of the administrator's own agency, those that work first.</summary>
public sealed class ApiKeyList(CaseDbContext db, TimeProvider clock)
{
    public sealed record Row(Id<ApiKey> Id, string Name, string Hint, IReadOnlyList<ApiScope> Scopes, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, bool IsLive);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (agency, now) = (actor.AgencyId, clock.GetUtcNow());
        var keys = await db.ApiKeys.AsNoTracking().Where(k => k.AgencyId == agency).ToListAsync(ct);
        var names = await db.StaffAsync(keys.Select(k => k.MadeBy), ct);
        return
        [
            .. keys.OrderByDescending(k => k.IsLive(now)).ThenByDescending(k => k.MadeAt)
                .Select(k => new Row(k.Id, k.Name, k.Hint, k.Scopes, names.GetValueOrDefault(k.MadeBy)?.Name ?? "", k.MadeAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt, k.IsLive(now))),
        ];
    }
}

/// <summary>Makes a key for another system of the administrator's own agency. The key itself is not kept.</summary>
public sealed class MakeApiKey(CaseDbContext db, TimeProvider clock)
{
    /// <param name="Hint">The first characters of the key.</param>
    /// <param name="Hash">The hash of the whole of it.</param>
    public sealed record Command(string Name, int Days, string Hint, byte[] Hash);

    public async Task<Result<Id<ApiKey>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, name, agency) = (clock.GetUtcNow(), command.Name.Trim(), actor.AgencyId);
        if (await db.ApiKeys.AnyAsync(k => k.AgencyId == agency && k.RevokedAt == null && k.ExpiresAt > now && k.Name == name, ct))
        {
            return new Refusal("api-key.known", "A key of this name works already. Give this one another name, so that they can be told apart.");
        }

        var made = ApiKey.Make(actor, await db.OwnAgencyKindAsync(actor, ct), name, command.Hint, command.Hash, command.Days, now);
        if (made.Match(key => key, _ => null!) is { } key)
        {
            db.ApiKeys.Add(key);
            await db.CommitAsync(actor, now, ct, new ApiKeyMade(key.Id, key.Scopes));
        }

        return made.Match<Result<Id<ApiKey>>>(k => k.Id, refusal => refusal);
    }
}

/// <summary>Ends a key at once.</summary>
public sealed class RevokeApiKey(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<ApiKey> Id);

    public async Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var (now, agency) = (clock.GetUtcNow(), actor.AgencyId);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == command.Id && k.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        var revoked = key.Revoke(actor, now);
        if (revoked.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new ApiKeyRevoked(key.Id));
        }

        return revoked;
    }
}

/// <summary>Which key somebody sends by, if it works.</summary>
public sealed class KnownApiKey(CaseDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan _noted = TimeSpan.FromMinutes(1);

    /// <summary>Null when there is no such key, or it is revoked or has run out: the three look alike.</summary>
    public async Task<ApiKey?> ReadAsync(byte[] hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, ct);
        if (key?.IsLive(now) is not true)
        {
            return null;
        }

        if (key.LastUsedAt is not { } used || now - used >= _noted)
        {
            var id = key.Id;
            await db.ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(k => k.SetProperty(a => a.LastUsedAt, now), ct);
        }

        return key;
    }
}
