using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>
/// What the staff of the auditor's own agency looked at, newest first, without a word of any record (R6.12): references say nothing about
/// anybody, and people stand as numbers of their record.
/// </summary>
public sealed class AccessLog(CaseDbContext db, RecordDoor door)
{
    public const int PageSize = 25;

    /// <summary>How many of a list's records are named; the others are counted.</summary>
    public const int MostNamed = 3;

    /// <param name="Staff">Only looks of one member of staff.</param>
    /// <param name="Record">Only looks at one record, opened or shown in a list: the reference of a case or incident, the number in a record's address, or its end as the log shows it.</param>
    /// <param name="From">Only looks of this day in London and later.</param>
    /// <param name="To">Only looks of this day in London and earlier.</param>
    /// <param name="RefusedOnly">Only attempts that were turned away.</param>
    public sealed record Query(Id<StaffMember>? Staff, string? Record, DateOnly? From, DateOnly? To, bool RefusedOnly, long? Before);

    /// <param name="RecordId">The record opened; null when a list was shown.</param>
    /// <param name="Record">The reference or, of a meeting, its MARAC and day; of a person, the end of the record's number; null when a list was shown.</param>
    /// <param name="Named">The first references of a list.</param>
    public sealed record Row(
        long Number, DateTimeOffset At, string Who, string AsWhat, string Kind, Guid? RecordId, string? Record, IReadOnlyList<string> Named, int Shown, string Purpose, AccessLevel Level, string Reason);

    public sealed record StaffLine(Id<StaffMember> Id, string Name);

    public sealed record View(IReadOnlyList<Row> Rows, IReadOnlyList<StaffLine> Staff, long? Older);

    public async Task<View> ReadAsync(Actor actor, Query query, CancellationToken ct)
    {
        await door.ShowListAsync(actor, "Access log", [], ct);
        var agency = actor.AgencyId;
        var looks = db.AccessRecords.AsNoTracking().Where(a => a.ByAgencyId == agency);
        looks = query.Staff is { } one ? looks.Where(a => a.ByStaffId == one) : looks;
        looks = await OfRecordAsync(looks, query.Record?.Trim(), ct);
        if (query.From is { } from)
        {
            var start = UkTime.StartOfDay(from).ToUniversalTime();
            looks = looks.Where(a => a.At >= start);
        }

        if (query.To is { } to && to < DateOnly.MaxValue)
        {
            var end = UkTime.StartOfDay(to.AddDays(1)).ToUniversalTime();
            looks = looks.Where(a => a.At < end);
        }

        looks = query.RefusedOnly ? looks.Where(a => a.Level == AccessLevel.None) : looks;
        looks = query.Before is { } number ? looks.Where(a => a.Number < number) : looks;

        var rows = await looks.OrderByDescending(a => a.Number).Take(PageSize + 1).ToListAsync(ct);
        var staff = await db.Staff.Where(s => s.AgencyId == agency).OrderBy(s => s.DisplayName).Select(s => new StaffLine(s.Id, s.DisplayName)).ToListAsync(ct);
        var names = staff.ToDictionary(s => s.Id, s => s.Name);
        var known = await NamesAsync(rows, ct);

        return new View(
            [.. rows.Take(PageSize).Select(r => new Row(
                r.Number, r.At, names.GetValueOrDefault(r.ByStaffId, "Not in this agency any more"), r.Roles, r.Kind,
                r.RecordId,
                r.RecordId is { } id ? known.GetValueOrDefault(id, EndOf(id)) : null, [.. NamedOf(r).Select(s => known.GetValueOrDefault(s)).OfType<string>()], r.Shown.Length, r.Purpose, r.Level, r.Reason))],
            staff,
            rows.Count > PageSize ? rows[PageSize - 1].Number : null);
    }

    private static string EndOf(Guid id) => id.ToString("N")[^8..];

    private static IEnumerable<Guid> NamedOf(AccessRecord look) => look.Shown.Take(MostNamed);

    private async Task<IQueryable<AccessRecord>> OfRecordAsync(IQueryable<AccessRecord> looks, string? record, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(record))
        {
            return looks;
        }

        var last = record.TrimEnd('/').Split('/')[^1];
        if (Guid.TryParse(last, out var number))
        {
            return looks.Where(a => a.RecordId == number || a.Shown.Contains(number));
        }

        if (last.Length == 8 && last.All(char.IsAsciiHexDigit))
        {
            var ids = await EndingAsync(last.ToLowerInvariant(), ct);
            return looks.Where(a => (a.RecordId != null && ids.Contains(a.RecordId.Value)) || a.Shown.Any(s => ids.Contains(s)));
        }

        var reference = record.ToUpperInvariant();
        var found = await db.Cases.Where(c => c.Reference == reference).Select(c => (Guid)(object)c.Id)
            .Concat(db.Incidents.Where(i => i.Reference == reference).Select(i => (Guid)(object)i.Id)).ToListAsync(ct);
        return found is [var one] ? looks.Where(a => a.RecordId == one || a.Shown.Contains(one)) : looks.Where(_ => false);
    }

    /// <summary>What has been opened, or is a person, whose number ends so; lists show people without opening them. Both have an index on that end.</summary>
    private Task<Guid[]> EndingAsync(string end, CancellationToken ct) => db.Database.SqlQuery<Guid>($"""
        select record_id as "Value" from access_records where record_id is not null and right(record_id::text, 8) = {end}
        union select id from people where right(id::text, 8) = {end}
        """).ToArrayAsync(ct);

    /// <summary>What can be said of a record without a word about anybody: references, and the MARAC and day of a meeting.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(List<AccessRecord> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.SelectMany(r => NamedOf(r).Concat(r.RecordId is { } id ? [id] : [])).Distinct()];
        Id<Case>[] cases = [.. ids.Select(id => new Id<Case>(id))];
        Id<Incident>[] incidents = [.. ids.Select(id => new Id<Incident>(id))];
        Id<Meeting>[] meetings = [.. ids.Select(id => new Id<Meeting>(id))];
        var found = await db.Cases.Where(c => cases.Contains(c.Id)).Select(c => new { Id = (Guid)(object)c.Id, c.Reference })
            .Concat(db.Incidents.Where(i => incidents.Contains(i.Id)).Select(i => new { Id = (Guid)(object)i.Id, i.Reference })).ToListAsync(ct);
        var held = await db.Meetings.Where(m => meetings.Contains(m.Id)).Join(db.Maracs, m => m.MaracId, m => m.Id, (meeting, marac) => new { meeting.Id, marac.Name, meeting.HeldOn }).ToListAsync(ct);
        return found.Select(f => KeyValuePair.Create(f.Id, f.Reference)).Concat(held.Select(m => KeyValuePair.Create(m.Id.Value, $"of {m.Name}, {UkTime.Describe(m.HeldOn)}"))).ToDictionary();
    }
}
