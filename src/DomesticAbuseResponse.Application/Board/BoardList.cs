using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Persistence.Configurations;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;

namespace DomesticAbuseResponse.Application.Board;

/// <summary>
/// The open calls a person may read, the most urgent first, a page at a time. What a page shows is written down; what comes to a page that stands open
/// is written down by whoever sends it there.
/// </summary>
public sealed class BoardList(CaseDbContext db, RecordDoor door, BoardCalls calls)
{
    public const int PageSize = 50;

    /// <summary>What the access log calls the board.</summary>
    public const string Name = "Board of open calls";

    /// <param name="Total">How many there are in all, on this page and every other.</param>
    public sealed record View(IReadOnlyList<BoardRow> Rows, ListTotal Total);

    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, BoardFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var open = Open(actor, filter);
        var ids = await open.OrderBy(i => EF.Property<int>(i, IncidentConfiguration.BoardRank)).ThenBy(i => i.ReportedAt).ThenBy(i => i.Id)
            .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize + 1).Select(i => i.Id).ToListAsync(ct);
        var shown = ids.Take(PageSize).ToList();
        var rows = (await calls.ReadAsync(shown, ct)).Select(c => c.For(actor)).OfType<BoardRow>().OrderBy(r => r.Order, StringComparer.Ordinal).ToList();
        var total = page <= 1 && ids.Count <= PageSize ? new ListTotal(rows.Count) : await ListTotal.OfAsync(open, ct);
        await door.ShowListAsync(actor, Name, rows.Select(r => r.Id.Value), ct);
        return new View(rows, total);
    }

    private IQueryable<Incident> Open(Actor actor, BoardFilter filter)
    {
        var open = db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.ClosedAt == null);
        if (filter.Units.Count > 0)
        {
            var units = filter.Units.Select(u => (Id<PolicingUnit>?)u).ToArray();
            open = open.Where(i => units.Contains(i.UnitId));
        }

        if (filter.ByGrade)
        {
            var (grades, none) = (filter.Grades.Select(g => (ResponseGrade?)g).ToArray(), filter.NotGraded);
            open = open.Where(i => grades.Contains(i.Grade) || (none && i.Grade == null));
        }

        return open;
    }
}
