using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Definitions;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Definitions;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Incidents;

public enum IncidentState
{
    Open,
    Closed,
    All,
}

/// <summary>A place in a list that is sorted by time of report: what comes after this one is older.</summary>
public readonly record struct ListPosition(DateTimeOffset ReportedAt, Guid Id) : IParsable<ListPosition>
{
    public static ListPosition Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var position) ? position : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out ListPosition result)
    {
        result = default;
        if (s?.Split('_') is not [var ticks, var id] || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || at > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(id, "N", out var guid))
        {
            return false;
        }

        result = new(new DateTimeOffset(at, TimeSpan.Zero), guid);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ReportedAt.UtcTicks}_{Id:N}");
}

/// <summary>The incidents the actor may read, newest report first, a page at a time. Each page shown is written down.</summary>
public sealed class IncidentList(CaseDbContext db, RecordDoor door, DefinitionFlags flags)
{
    public const int PageSize = 25;

    /// <param name="After">Where the page before ended; null for the newest.</param>
    public sealed record Query(IncidentState State, ListPosition? After);

    public sealed record Row(
        Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, CallSource? Source, ResponseGrade? Grade, RiskGrade? Risk, string? Victim,
        bool AwaitsReview, bool AwaitsAttendance, bool IsClosed, bool IsRestricted, IReadOnlyList<DefinitionKind> Flags);

    /// <param name="Definitions">Whose definitions the flags were evaluated by, and in which version; null where the reader is told none.</param>
    /// <param name="Older">Where the next page begins; null on the last.</param>
    /// <param name="Total">How many there are in all, on this page and every other.</param>
    public sealed record View(IReadOnlyList<Row> Rows, ListPosition? Older, ListTotal Total, FlagView? Definitions);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        var visible = db.Incidents.AsNoTracking().VisibleTo(actor, db);
        visible = query.State switch
        {
            IncidentState.Open => visible.Where(i => i.ClosedAt == null),
            IncidentState.Closed => visible.Where(i => i.ClosedAt != null),
            IncidentState.All => visible,
        };
        var all = visible;
        if (query.After is { ReportedAt: var at, Id: var last })
        {
            visible = visible.Where(i => i.ReportedAt <= at && (i.ReportedAt < at || ((Guid)(object)i.Id).CompareTo(last) < 0));
        }

        var graded = db.Cases.GradedFor(actor, db).GravestFirst();
        var found = await visible.OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Take(PageSize + 1)
            .Select(i => new
            {
                i.Id,
                i.Reference,
                i.ReportedAt,
                i.Call.Source,
                i.Grade,
                Risk = graded.Where(c => i.Parties.Any(p => p.CaseId == c.Id)).Select(c => c.Grade).FirstOrDefault(),
                Victim = i.Parties.Where(p => p.Role == PartyRole.Victim).OrderBy(p => p.Number).Select(p => (Id<Person>?)p.PersonId).FirstOrDefault(),
                Unreviewed = i.ReviewDueSince != null || i.Grade == null,
                Unattended = (i.Call.Silence == Silence.Silent || i.Call.Silence == Silence.Abandoned) && i.AttendedAt == null,
                IsClosed = i.ClosedAt != null,
                i.IsRestricted,
                i.UnitId,
                Parties = i.Parties.Where(p => p.Role == PartyRole.Victim || p.Role == PartyRole.Perpetrator).OrderBy(p => p.Number).Select(p => new { p.PersonId, p.Role }).ToList(),
            }).ToListAsync(ct);

        var page = found.Take(PageSize).ToList();
        var total = query.After is null && found.Count <= PageSize ? new ListTotal(page.Count) : await ListTotal.OfAsync(all, ct);
        var names = await db.NamesAsync(actor, page.SelectMany(i => i.Parties).Select(p => p.PersonId), ct);
        var met = await flags.ReadAsync(actor, actor.AgencyId, [.. page.Select(i => new FlagSubject(
            [.. i.Parties.Where(p => p.Role is PartyRole.Victim && names.ContainsKey(p.PersonId)).Select(p => p.PersonId).Distinct()],
            [.. i.Parties.Where(p => p.Role is PartyRole.Perpetrator && names.ContainsKey(p.PersonId)).Select(p => p.PersonId).Distinct()], i.UnitId))], ct);
        await door.ShowListAsync(actor, "Incidents", page.Select(i => i.Id.Value), ct);
        return new View(
            [.. page.Select((i, n) => new Row(
                i.Id, i.Reference, i.ReportedAt, i.Source, i.Grade, i.Risk, i.Victim is { } victim ? names.GetValueOrDefault(victim) : null,
                i.Unreviewed && !i.IsClosed, i.Unattended && !i.IsClosed, i.IsClosed, i.IsRestricted, met?.MetBy(n) ?? []))],
            found.Count > PageSize ? new ListPosition(page[^1].ReportedAt, page[^1].Id.Value) : null,
            total, met);
    }
}

/// <summary>The local policing units a call can be given to: those of the actor's force, or all when the actor works elsewhere.</summary>
public sealed class UnitChoices(CaseDbContext db)
{
    public sealed record Row(Id<Domain.Places.PolicingUnit> Id, string Name);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var units = await db.PolicingUnits.AsNoTracking().OrderBy(u => u.Name).ToListAsync(ct);
        var own = units.Where(u => u.ForceId == actor.AgencyId).ToList();
        return [.. (own.Count > 0 ? own : units).Select(u => new Row(u.Id, u.Name))];
    }
}
