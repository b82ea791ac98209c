using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Policies;

public sealed record PolicyAdopted(string Kind, Guid? ScopeId, string Version, DateOnly EffectiveFrom) : Happened;

/// <summary>
/// Puts a new version of a local setting in force from a date on. The version before it ends the day before; nothing already decided changes.
/// </summary>
public sealed class AdoptPolicy(CaseDbContext db, TimeProvider clock)
{
    public async Task<Result<Id<Policy>>> HandleAsync<T>(
        Actor actor, PolicyKind<T> kind, Guid? scope, string version, DateOnly from, T content, CancellationToken ct)
        where T : notnull
    {
        var versions = await db.Policies.Where(p => p.Kind == kind.Code && p.ScopeId == scope).OrderBy(p => p.EffectiveFrom).ToListAsync(ct);
        if (versions.Any(p => p.Version == version))
        {
            return new Refusal("policy.version-taken", $"There is already a version {version}.");
        }

        if (versions.Any(p => p.EffectiveFrom >= from))
        {
            return new Refusal("policy.not-newest", "A new version takes effect after every version before it.");
        }

        foreach (var before in versions.Where(p => p.EffectiveTo is null || p.EffectiveTo >= from))
        {
            before.EffectiveTo = from.AddDays(-1);
        }

        var now = clock.GetUtcNow();
        var policy = new Policy
        {
            Id = Id<Policy>.New(now),
            Kind = kind.Code,
            ScopeId = scope,
            Version = version,
            EffectiveFrom = from,
            Content = PolicyKind<T>.Write(content),
        };
        db.Policies.Add(policy);
        await db.CommitAsync(actor, now, ct, new PolicyAdopted(kind.Code, scope, version, from));
        return policy.Id;
    }
}
