using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Cli.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Cli.Settings;

/// <summary>The agencies and MARACs that settings are decided for, by the names people know them by.</summary>
internal static class PolicyScopes
{
    /// <exception cref="UsageException">There is no such kind.</exception>
    public static PolicyKind Kind(string code) => PolicyKinds.Find(code)
        ?? throw new UsageException($"There is no kind of setting \"{code}\".{Suggestion.For(code, PolicyKinds.All.Select(k => k.Code))} See dar policy list.");

    /// <summary>The identifier of the agency or MARAC named; null for everybody.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static async Task<Guid?> FindAsync(CaseDbContext db, PolicyKind kind, string? name, CancellationToken ct)
    {
        if (name is null)
        {
            return null;
        }

        var known = kind.Scope is PolicyScope.Marac
            ? await db.Maracs.Select(m => new { Id = m.Id, m.Name }).ToDictionaryAsync(m => m.Name, m => m.Id.Value, StringComparer.OrdinalIgnoreCase, ct)
            : await db.Agencies.Select(a => new { Id = a.Id, a.Name }).ToDictionaryAsync(a => a.Name, a => a.Id.Value, StringComparer.OrdinalIgnoreCase, ct);
        return known.TryGetValue(name.Trim(), out var id)
            ? id
            : throw new UsageException($"There is no {(kind.Scope is PolicyScope.Marac ? "MARAC" : "agency")} \"{name}\".{Suggestion.For(name, known.Keys)}");
    }

    public static async Task<string> NameAsync(CaseDbContext db, Guid id, CancellationToken ct) =>
        await db.Agencies.Where(a => a.Id == new Id<Domain.Agencies.Agency>(id)).Select(a => a.Name).SingleOrDefaultAsync(ct)
            ?? await db.Maracs.Where(m => m.Id == new Id<Domain.Maracs.Marac>(id)).Select(m => m.Name).SingleOrDefaultAsync(ct)
            ?? id.ToString();
}
