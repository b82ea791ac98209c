using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Domain.Incoming;

/// <summary>What a key may do. There is no scope that reads.</summary>
public enum ApiScope
{
    LogIncidents,
}

/// <summary>
/// The key by which another system of an agency sends incidents. The key itself is shown once and is not kept: what is kept is its hash.
/// </summary>
public sealed class ApiKey
{
    public const int NameMaxLength = 80;

    public const int LongestDays = 366;

    private readonly List<ApiScope> _scopes = [];

    private ApiKey()
    {
    }

    public Id<ApiKey> Id { get; private init; }

    public Id<Agency> AgencyId { get; private init; }

    /// <summary>Which system it is for.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The first characters, by which somebody who has the key can tell which it is.</summary>
    public string Hint { get; private init; } = "";

    public byte[] Hash { get; private init; } = [];

    public IReadOnlyList<ApiScope> Scopes => _scopes;

    public Id<StaffMember> MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public Id<StaffMember>? RevokedBy { get; private set; }

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <param name="days">How long it works.</param>
    public static Result<ApiKey> Make(Actor by, AgencyKind kind, string name, string hint, byte[] hash, int days, DateTimeOffset now)
    {
        if (kind is not AgencyKind.PoliceForce)
        {
            return new Refusal("api-key.not-police", "Only a police force logs incidents, so only a police force can have a key for it.");
        }

        if (days is < 1 or > LongestDays)
        {
            return new Refusal("api-key.days", $"A key works for 1 to {LongestDays} days.");
        }

        var key = new ApiKey { Id = Id<ApiKey>.New(now), AgencyId = by.AgencyId, Name = name.Trim(), Hint = hint, Hash = hash, MadeBy = by.StaffId, MadeAt = now, ExpiresAt = now.AddDays(days) };
        key._scopes.Add(ApiScope.LogIncidents);
        return key;
    }

    public Result<DateTimeOffset> Revoke(Actor by, DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return new Refusal("api-key.revoked", "This key has been revoked already.");
        }

        (RevokedAt, RevokedBy) = (now, by.StaffId);
        return now;
    }

    /// <summary>
    /// Whoever sends by this key, as the use cases know them: it logs calls as a call handler of its agency does and sees what one sees. Records say
    /// which key it was by its id.
    /// </summary>
    public Actor ToActor() => FeedActor.Of(Id.Value, AgencyId);
}

/// <summary>Another system, or a file, that logs incidents for an agency.</summary>
public static class FeedActor
{
    /// <summary>What stands where a member of staff would be named.</summary>
    public const string Name = "another system";

    private static readonly HashSet<Role> _roles = [Role.CallHandler];

    /// <param name="source">The key's or the batch's id: it stands in the records where the id of a member of staff would.</param>
    public static Actor Of(Guid source, Id<Agency> agency) => new(new Id<StaffMember>(source), agency, _roles, new HashSet<Id<Maracs.Marac>>());
}
