using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Policies;

public sealed record PolicyAdopted(string Kind, Guid? ScopeId, string PolicyVersion, DateOnly EffectiveFrom) : Happened;

/// <summary>
/// Puts a new version of a local setting in force from a date on. The version before it ends the day before; nothing already decided changes.
/// </summary>
public sealed class AdoptPolicy(CaseDbContext db, TimeProvider clock)
{
    public Task<Result<Id<Policy>>> HandleAsync<T>(
        Actor actor, PolicyKind<T> kind, Guid? scope, string version, DateOnly from, T content, CancellationToken ct)
        where T : notnull => HandleAsync(actor, kind, scope, version, from, PolicyKind<T>.Write(content), ct);

    /// <param name="kind">What kind of setting.</param>
    /// <param name="scope">The agency or MARAC it holds for; null for all that have none of their own.</param>
    /// <param name="version">A name not used before there.</param>
    /// <param name="from">The first London date it holds on: today at the earliest, so that nothing decided is decided anew.</param>
    /// <param name="json">The setting in the shape of its kind.</param>
    public async Task<Result<Id<Policy>>> HandleAsync(
        Actor actor, PolicyKind kind, Guid? scope, string version, DateOnly from, string json, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrWhiteSpace(version) || version.Length > Policy.VersionMaxLength)
        {
            return new Refusal("policy.version", $"A version has a name of up to {Policy.VersionMaxLength} characters.");
        }

        if (from < UkTime.DateOf(now))
        {
            return new Refusal("policy.past", "A setting takes effect today or later: what was decided in the past stands.");
        }

        var prepared = kind.Prepare(json, version);
        if (prepared.Refusal is { } refused)
        {
            return refused;
        }

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

        var policy = new Policy
        {
            Id = Id<Policy>.New(now),
            Kind = kind.Code,
            ScopeId = scope,
            Version = version,
            EffectiveFrom = from,
            Content = prepared.Match(content => content, _ => throw new InvalidOperationException()),
        };
        db.Policies.Add(policy);
        await db.CommitAsync(actor, now, ct, new PolicyAdopted(kind.Code, scope, version, from));
        return policy.Id;
    }
}
