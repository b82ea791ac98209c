using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>
/// What the staff of the auditor's own agency looked at, newest first, without a word of any record (R6.12): references say nothing about
/// anybody, and people stand as numbers of their record.
/// </summary>
public sealed class AccessLog(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 50;

    /// <param name="Staff">Only looks of one member of staff.</param>
    /// <param name="RefusedOnly">Only attempts that were turned away.</param>
    public sealed record Query(Id<StaffMember>? Staff, bool RefusedOnly, long? Before);

    /// <param name="Record">The reference, or the first characters of the record's number; null when a list was shown.</param>
    public sealed record Row(long Number, DateTimeOffset At, string Who, string AsWhat, string Kind, string? Record, int Shown, string Purpose, AccessLevel Level, string Reason);

    public sealed record StaffLine(Id<StaffMember> Id, string Name);

    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<StaffLine> Staff, long? Older);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        await door.ShowListAsync(actor, "Access log", [], ct);
        var agency = actor.AgencyId;
        var looks = db.AccessRecords.AsNoTracking().Where(a => a.ByAgencyId == agency);
        looks = query.Staff is { } one ? looks.Where(a => a.ByStaffId == one) : looks;
        looks = query.RefusedOnly ? looks.Where(a => a.Level == AccessLevel.None) : looks;
        looks = query.Before is { } number ? looks.Where(a => a.Number < number) : looks;

        var rows = await looks.OrderByDescending(a => a.Number).Take(PageSize + 1).ToListAsync(ct);
        var staff = await db.Staff.Where(s => s.AgencyId == agency).OrderBy(s => s.DisplayName).Select(s => new StaffLine(s.Id, s.DisplayName)).ToListAsync(ct);
        var names = staff.ToDictionary(s => s.Id, s => s.Name);
        var references = await ReferencesAsync(rows, ct);

        return new View(
            [.. rows.Take(PageSize).Select(r => new Row(
                r.Number, r.At, names.GetValueOrDefault(r.ByStaffId, "Not in this agency any more"), r.Roles, r.Kind,
                r.RecordId is { } id ? references.GetValueOrDefault(id, id.ToString("N")[^8..]) : null, r.Shown.Length, r.Purpose, r.Level, r.Reason))],
            staff,
            rows.Count > PageSize ? rows[PageSize - 1].Number : null);
    }

    private async Task<Dictionary<Guid, string>> ReferencesAsync(List<AccessRecord> rows, CancellationToken ct)
    {
        Id<Case>[] cases = [.. rows.Where(r => r.Kind == nameof(RecordKind.Case) && r.RecordId is not null).Select(r => new Id<Case>(r.RecordId!.Value)).Distinct()];
        Id<Incident>[] incidents = [.. rows.Where(r => r.Kind == nameof(RecordKind.Incident) && r.RecordId is not null).Select(r => new Id<Incident>(r.RecordId!.Value)).Distinct()];
        var found = await db.Cases.Where(c => cases.Contains(c.Id)).Select(c => new { Id = (Guid)(object)c.Id, c.Reference })
            .Concat(db.Incidents.Where(i => incidents.Contains(i.Id)).Select(i => new { Id = (Guid)(object)i.Id, i.Reference })).ToListAsync(ct);
        return found.ToDictionary(f => f.Id, f => f.Reference);
    }
}
