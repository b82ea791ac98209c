using DomesticAbuseResponse.Application.Orders;
using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

public enum CaseState
{
    Open,
    Closed,
    All,
}

/// <summary>A place in the case list: cases with a date come first, by date; the others after them, newest first.</summary>
public readonly record struct CasePosition(DateTimeOffset? DueAt, Guid Id) : IParsable<CasePosition>
{
    public static CasePosition Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var position) ? position : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out CasePosition result)
    {
        result = default;
        if (s?.Split('_') is not [var ticks, var id] || !Guid.TryParseExact(id, "N", out var guid))
        {
            return false;
        }

        if (ticks.Length == 0)
        {
            result = new(null, guid);
            return true;
        }

        if (!long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        result = new(new DateTimeOffset(at, TimeSpan.Zero), guid);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DueAt?.UtcTicks}_{Id:N}");
}

/// <summary>
/// The cases the actor may read, the next deadline of the actor's agency first, a page at a time. Each page shown is written down.
/// </summary>
public sealed class CaseList(CaseDbContext db, RecordDoor door, DefinitionFlags flags)
{
    public const int PageSize = 25;

    /// <param name="Mine">Only those the actor carries as IDVA.</param>
    /// <param name="Grade">Only those of this grade; with <paramref name="NotAssessed"/> only those nobody has graded.</param>
    public sealed record Query(CaseState State, bool Mine, RiskGrade? Grade, bool NotAssessed, CasePosition? After);

    public sealed record Row(
        Id<Case> Id, string Reference, string Victim, RiskGrade? Grade, Id<Deadline>? DeadlineId, DeadlineKind? NextKind, DateTimeOffset? NextDue, string? Idva,
        DateTimeOffset OpenedAt, bool IsRestricted, bool IsClosed, IReadOnlyList<DefinitionKind> Flags);

    /// <param name="Total">How many there are in all, on this page and every other.</param>
    /// <param name="Definitions">Whose definitions the flags were evaluated by, and in which version; null where the reader is told none.</param>
    public sealed record View(IReadOnlyList<Row> Rows, CasePosition? Next, ListTotal Total, FlagView? Definitions);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        var (staff, grade, agency) = (actor.StaffId, query.Grade, actor.AgencyId);
        var cases = db.Cases.AsNoTracking().VisibleTo(actor, db);
        cases = query.State switch
        {
            CaseState.Open => cases.Where(c => c.ClosedAt == null),
            CaseState.Closed => cases.Where(c => c.ClosedAt != null),
            CaseState.All => cases,
        };
        cases = query.Mine ? cases.Where(c => c.IdvaId == staff) : cases;
        cases = query.NotAssessed ? cases.Where(c => c.Grade == null) : grade is not null ? cases.Where(c => c.Grade == grade) : cases;
        var open = db.Deadlines.WithoutHiddenOrders(actor, db).Where(d => d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null);

        List<Found> found = [];
        if (query.After is null or { DueAt: not null })
        {
            found.AddRange(await WithDate(cases, open, query.After).Take(PageSize + 1).ToListAsync(ct));
        }

        if (found.Count <= PageSize)
        {
            var after = query.After is { DueAt: null } place ? place : (CasePosition?)null;
            found.AddRange(await WithoutDate(cases, open, after).Take(PageSize + 1 - found.Count).ToListAsync(ct));
        }

        var shown = found.Take(PageSize).ToList();
        var total = query.After is null && found.Count <= PageSize ? new ListTotal(shown.Count) : await ListTotal.OfAsync(cases, ct);
        var names = await db.NamedAsync(shown.Select(f => f.Case.VictimId), ct);
        var idvas = shown.Select(f => f.Case.IdvaId).OfType<Id<StaffMember>>().Distinct().ToArray();
        var staffNames = await db.Staff.Where(s => idvas.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var ids = shown.Select(f => f.Case.Id).ToArray();
        var perpetrators = (await db.Set<CasePerpetrator>().Where(p => ids.Contains(p.CaseId) && db.People.NotKeptFrom(actor, db).Any(k => k.Id == p.PersonId)).Select(p => new { p.CaseId, p.PersonId }).ToListAsync(ct))
            .ToLookup(p => p.CaseId, p => p.PersonId);
        var met = await flags.ReadAsync(actor, agency, [.. shown.Select(f => new FlagSubject([f.Case.VictimId], [.. perpetrators[f.Case.Id]], f.Case.UnitId))], ct);
        await door.ShowListAsync(actor, "Cases", shown.Select(f => f.Case.Id.Value), ct);

        return new View(
            [.. shown.Select((f, n) => new Row(
                f.Case.Id, f.Case.Reference, names[f.Case.VictimId].Name, f.Case.Grade, f.Deadline?.Id, f.Deadline?.Kind, f.Deadline?.DueAt,
                f.Case.IdvaId is { } idva ? staffNames.GetValueOrDefault(idva) : null, f.Case.OpenedAt, f.Case.IsRestricted, f.Case.ClosedAt is not null, met?.MetBy(n) ?? []))],
            found.Count > PageSize ? new CasePosition(shown[^1].Deadline?.DueAt, shown[^1].Case.Id.Value) : null,
            total, met);
    }

    private static IQueryable<Found> WithDate(IQueryable<Case> cases, IQueryable<Deadline> open, CasePosition? after)
    {
        var first = open.Where(d => !open.Any(e => e.CaseId == d.CaseId
            && (e.DueAt < d.DueAt || (e.DueAt == d.DueAt && ((Guid)(object)e.Id).CompareTo((Guid)(object)d.Id) < 0))));
        if (after is { DueAt: { } at, Id: var id })
        {
            first = first.Where(d => d.DueAt >= at && (d.DueAt > at || ((Guid)(object)d.CaseId).CompareTo(id) > 0));
        }

        return from d in first
               join c in cases on d.CaseId equals c.Id
               orderby d.DueAt, c.Id
               select new Found { Case = c, Deadline = d };
    }

    private static IQueryable<Found> WithoutDate(IQueryable<Case> cases, IQueryable<Deadline> open, CasePosition? after)
    {
        var rest = cases.Where(c => !open.Any(d => d.CaseId == c.Id));
        if (after is { Id: var id })
        {
            rest = rest.Where(c => ((Guid)(object)c.Id).CompareTo(id) < 0);
        }

        return rest.OrderByDescending(c => c.Id).Select(c => new Found { Case = c });
    }

    private sealed class Found
    {
        public required Case Case { get; init; }

        public Deadline? Deadline { get; init; }
    }
}
