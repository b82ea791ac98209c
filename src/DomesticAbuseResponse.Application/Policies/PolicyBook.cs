using DomesticAbuseResponse.Application.Persistence;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>Which version of a local setting is in force for a force, agency or MARAC on a London date.</summary>
public sealed class PolicyBook(CaseDbContext db)
{
    private readonly Dictionary<(string Kind, Guid? Scope, DateOnly On), object> _read = [];

    /// <summary>The scope's own version on that date, else the one that holds everywhere.</summary>
    /// <exception cref="InvalidOperationException">There is neither: the database has never been migrated and seeded.</exception>
    public async Task<PolicyInForce<T>> AtAsync<T>(PolicyKind<T> kind, Guid? scope, DateOnly on, CancellationToken ct)
        where T : notnull
    {
        var key = (kind.Code, scope, on);
        if (_read.TryGetValue(key, out var known))
        {
            return (PolicyInForce<T>)known;
        }

        var row = await db.Policies.AsNoTracking()
            .Where(p => p.Kind == kind.Code && (p.ScopeId == null || p.ScopeId == scope) && p.EffectiveFrom <= on && (p.EffectiveTo == null || p.EffectiveTo >= on))
            .OrderBy(p => p.ScopeId == null).FirstOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"There is no policy {kind.Code} in force on {on:yyyy-MM-dd}. Run the migrations.");
        var inForce = new PolicyInForce<T>(PolicyKind<T>.Read(row.Content), row.Version, row.Id);
        _read[key] = inForce;
        return inForce;
    }
}
