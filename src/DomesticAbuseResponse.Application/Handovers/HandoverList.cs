using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Handovers;

namespace DomesticAbuseResponse.Application.Handovers;

/// <summary>A control room's signed handovers, newest first, and the one that is being written.</summary>
public sealed class HandoverList(CaseDbContext db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>A handover older than this is history: nobody is asked to read it any more.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromHours(24);

    /// <param name="ReadAt">When the reader said that they have read it.</param>
    /// <param name="IsAsked">Whether the reader is still to read it.</param>
    public sealed record Row(Id<Handover> Id, DateTimeOffset SignedAt, string SignedBy, int Lines, int Readers, DateTimeOffset? ReadAt, bool IsAsked);

    /// <param name="Begun">The one that is being written, since when and by whom.</param>
    public sealed record View(IReadOnlyList<Row> Rows, int Total, (Id<Handover> Id, DateTimeOffset StartedAt, string By)? Begun);

    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        var (agency, me, since) = (actor.AgencyId, actor.StaffId, clock.GetUtcNow() - AskedFor);
        var signed = db.Handovers.AsNoTracking().Where(h => h.AgencyId == agency && h.SignedAt != null);
        var total = await signed.CountAsync(ct);
        var rows = await signed.OrderByDescending(h => h.SignedAt).ThenByDescending(h => h.Id).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .Select(h => new Row(
                h.Id, h.SignedAt!.Value, db.Staff.Where(s => s.Id == h.SignedBy).Select(s => s.DisplayName).FirstOrDefault() ?? "", h.Lines.Count(l => !l.IsLeftOut), h.Receipts.Count,
                h.Receipts.Where(r => r.StaffId == me).Select(r => (DateTimeOffset?)r.At).FirstOrDefault(),
                h.SignedBy != me && h.SignedAt >= since && !h.Receipts.Any(r => r.StaffId == me)))
            .ToListAsync(ct);
        var begun = await db.Handovers.AsNoTracking().Where(h => h.AgencyId == agency && h.SignedAt == null)
            .Select(h => new { h.Id, h.StartedAt, By = db.Staff.Where(s => s.Id == h.StartedBy).Select(s => s.DisplayName).FirstOrDefault() ?? "" }).SingleOrDefaultAsync(ct);
        return new View(rows, total, begun is null ? null : (begun.Id, begun.StartedAt, begun.By));
    }

    /// <summary>How many handovers of the last day this person has not read.</summary>
    public Task<int> CountUnreadAsync(Actor actor, CancellationToken ct)
    {
        var (agency, me, since) = (actor.AgencyId, actor.StaffId, clock.GetUtcNow() - AskedFor);
        return db.Handovers.CountAsync(h => h.AgencyId == agency && h.SignedAt >= since && h.SignedBy != me && !h.Receipts.Any(r => r.StaffId == me), ct);
    }
}

/// <summary>One handover as its reader may see it: without the lines about calls they may not read. What it shows is written down.</summary>
public sealed class HandoverView(CaseDbContext db, RecordDoor door)
{
    public sealed record Reader(string Name, DateTimeOffset At);

    /// <param name="Lines">Those the reader may see, by topic.</param>
    /// <param name="Readers">Who has read it, first of them first.</param>
    /// <param name="Staff">How many people work in the control room.</param>
    public sealed record View(
        Handover Handover, IReadOnlyList<HandoverLine> Lines, string Agency, string StartedBy, string? SignedBy, IReadOnlyList<Reader> Readers, int Staff, bool IsOwn, DateTimeOffset? ReadAt);

    public async Task<View> ReadAsync(Actor actor, Id<Handover> id, CancellationToken ct)
    {
        var handover = await db.OwnHandoverAsync(actor, id, ct);
        if (handover.SignedAt is null && !actor.Has(Role.ControlRoomSupervisor))
        {
            throw new RecordNotFoundException(); // nobody reads it before it is signed
        }

        var lines = await db.VisibleLinesAsync(actor, handover, ct);
        var agency = handover.AgencyId;
        Id<StaffMember>[] named = [handover.StartedBy, .. handover.SignedBy is { } signer ? [signer] : Array.Empty<Id<StaffMember>>(), .. handover.Receipts.Select(r => r.StaffId)];
        var names = await db.Staff.AsNoTracking().Where(s => named.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var staff = (await db.Staff.AsNoTracking().Where(s => s.AgencyId == agency && s.DisabledAt == null).Select(s => s.Roles).ToListAsync(ct))
            .Count(r => r.Any(role => role is Role.CallHandler or Role.ControlRoomSupervisor or Role.ControlRoomSupportWorker));
        var name = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Name).SingleAsync(ct);
        await door.ShowListAsync(actor, "Shift handover", lines.Select(l => l.IncidentId).OfType<Id<Domain.Incidents.Incident>>().Select(i => i.Value).Distinct(), ct);
        return new View(
            handover, lines, name, names.GetValueOrDefault(handover.StartedBy, ""), handover.SignedBy is { } by ? names.GetValueOrDefault(by, "") : null,
            [.. handover.Receipts.Select(r => new Reader(names.GetValueOrDefault(r.StaffId, ""), r.At))], staff, handover.SignedBy == actor.StaffId,
            handover.Receipts.FirstOrDefault(r => r.StaffId == actor.StaffId)?.At);
    }
}
