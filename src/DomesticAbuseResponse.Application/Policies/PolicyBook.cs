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

    /// <summary>What holds on that date for whoever has decided, and for all others, in one query.</summary>
    /// <exception cref="InvalidOperationException">None holds for all: the database has never been migrated and seeded.</exception>
    public async Task<(T Everywhere, IReadOnlyDictionary<Guid, T> Decided)> AllAtAsync<T>(PolicyKind<T> kind, DateOnly on, CancellationToken ct)
        where T : notnull
    {
        var rows = await db.Policies.AsNoTracking().Where(p => p.Kind == kind.Code && p.EffectiveFrom <= on && (p.EffectiveTo == null || p.EffectiveTo >= on)).Select(p => new { p.ScopeId, p.Content }).ToListAsync(ct);
        var everywhere = rows.Find(r => r.ScopeId is null) ?? throw new InvalidOperationException($"There is no policy {kind.Code} in force on {on:yyyy-MM-dd}. Run the migrations.");
        return (PolicyKind<T>.Read(everywhere.Content), rows.Where(r => r.ScopeId is not null).ToDictionary(r => r.ScopeId!.Value, r => PolicyKind<T>.Read(r.Content)));
    }
}
