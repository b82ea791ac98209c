using System.Collections.Concurrent;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>Every instrument there is here: those shipped with the product, and those a deployer has loaded (R1.2).</summary>
public sealed class InstrumentBook(CaseDbContext db)
{
    // A definition never changes, so that a library read once serves every request and every instance of the same database.
    private static readonly ConcurrentDictionary<string, InstrumentLibrary> _known = new();

    private InstrumentLibrary? _read;

    /// <exception cref="InvalidOperationException">A loaded definition no longer fits those shipped with this release.</exception>
    public async Task<InstrumentLibrary> ReadAsync(CancellationToken ct)
    {
        if (_read is { } read)
        {
            return read;
        }

        var hashes = await db.LoadedInstruments.OrderBy(i => i.Number).Select(i => i.Hash).ToListAsync(ct);
        var key = string.Join(' ', hashes);
        return _read = hashes.Count == 0 ? InstrumentLibrary.Embedded : _known.TryGetValue(key, out var known) ? known : _known[key] = await LoadAsync(ct);
    }

    /// <summary>Forgets what was read, because a definition was added.</summary>
    internal void Forget() => _read = null;

    private async Task<InstrumentLibrary> LoadAsync(CancellationToken ct) =>
        (await db.LoadedInstruments.AsNoTracking().OrderBy(i => i.Number).ToListAsync(ct)).Aggregate(
            InstrumentLibrary.Embedded,
            (library, loaded) => library.Load(loaded.Definition).Match(
                more => more,
                refusal => throw new InvalidOperationException($"The loaded {loaded.Code} ({loaded.Version}) cannot be used: {refusal.Message}")));
}
