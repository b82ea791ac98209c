using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Board;

/// <summary>
/// Which calls have changed since it was last asked, whatever instance of the product changed them: every change writes what happened, in order. A
/// number that is missing belongs to a change that is not committed yet, and is asked for again. One for each process that has boards open.
/// </summary>
public sealed class ChangeFeed
{
    /// <summary>Changes that were not yet committed when the first board was opened are among the last so many.</summary>
    private const int _before = 200;

    private const int _most = 2000;

    private const int _mostGaps = 1000;

    /// <summary>No change takes longer to be committed; a number missing for longer was given up.</summary>
    private static readonly TimeSpan _givenUp = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<long, DateTimeOffset> _missing = [];
    private long? _last;

    /// <summary>The calls that changed, closed ones too: what happened to them, to their people and to their cases.</summary>
    public async Task<IReadOnlyCollection<Id<Incident>>> NextAsync(CaseDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        _last ??= Math.Max(0, await db.RecordEvents.MaxAsync(e => (long?)e.Number, ct) - _before ?? 0);
        var last = _last.Value;
        var fresh = await db.RecordEvents.AsNoTracking().Where(e => e.Number > last).OrderBy(e => e.Number).Take(_most)
            .Select(e => new { e.Number, e.IncidentId, e.CaseId, e.PersonId }).ToListAsync(ct);
        if (_missing.Count > 0)
        {
            var missing = _missing.Keys.ToArray();
            fresh.AddRange(await db.RecordEvents.AsNoTracking().Where(e => missing.Contains(e.Number)).Select(e => new { e.Number, e.IncidentId, e.CaseId, e.PersonId }).ToListAsync(ct));
        }

        Note([.. fresh.Select(e => e.Number)], now);
        var calls = fresh.Select(e => e.IncidentId).OfType<Id<Incident>>().ToHashSet();
        var cases = fresh.Select(e => e.CaseId).Distinct().Where(c => c is not null).ToArray();
        var people = fresh.Select(e => e.PersonId).OfType<Id<Person>>().Distinct().ToArray();
        if (cases.Length > 0)
        {
            calls.UnionWith(await OpenOf(db, db.Set<IncidentParty>().Where(p => cases.Contains(p.CaseId))).ToListAsync(ct));
        }

        if (people.Length > 0)
        {
            calls.UnionWith(await OpenOf(db, db.Set<IncidentParty>().Where(p => people.Contains(p.PersonId))).ToListAsync(ct));
        }

        return calls;
    }

    private static IQueryable<Id<Incident>> OpenOf(CaseDbContext db, IQueryable<IncidentParty> parties) =>
        parties.Where(p => db.Incidents.Any(i => i.Id == p.IncidentId && i.ClosedAt == null)).Select(p => p.IncidentId).Distinct();

    private void Note(HashSet<long> seen, DateTimeOffset now)
    {
        foreach (var number in _missing.Where(m => seen.Contains(m.Key) || now - m.Value > _givenUp).Select(m => m.Key).ToList())
        {
            _missing.Remove(number);
        }

        var newest = seen.Count == 0 ? 0 : seen.Max();
        for (var number = _last!.Value + 1; number < newest && _missing.Count < _mostGaps; number++)
        {
            if (!seen.Contains(number))
            {
                _missing.TryAdd(number, now);
            }
        }

        _last = Math.Max(_last.Value, newest);
    }
}
