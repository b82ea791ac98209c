using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>How a person's record is protected: restricted or not, who is named on it, and who is kept from it and why.</summary>
public sealed class PersonProtection(CaseDbContext db, PersonFiles people)
{
    public sealed record Named(string Name, string JobTitle, string Agency, DateTimeOffset Since);

    public sealed record Barred(string Who, string Reason, DateTimeOffset Since);

    public sealed record View(Person Person, IReadOnlyList<Named> Named, IReadOnlyList<Barred> Barred, int Incidents, int Cases);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Protection of the record", ct);
        var record = id.Value;
        var named = await (
            from n in db.NamedStaff
            where n.RecordId == record
            join s in db.Staff on n.StaffId equals s.Id
            join a in db.Agencies on s.AgencyId equals a.Id
            orderby n.Number
            select new Named(s.DisplayName, s.JobTitle, a.Name, n.Since)).ToListAsync(ct);
        var barred = await db.Exclusions.AsNoTracking().Where(e => e.RecordId == record).OrderBy(e => e.Number)
            .Select(e => new Barred(
                db.Staff.Where(s => s.Id == e.StaffId).Select(s => s.DisplayName).FirstOrDefault() ?? db.Agencies.Where(a => a.Id == e.AgencyId).Select(a => a.Name).FirstOrDefault() ?? "",
                e.Reason, e.Since)).ToListAsync(ct);
        return new View(
            person, named, barred,
            await db.Incidents.VisibleTo(actor, db).CountAsync(i => i.Parties.Any(p => p.PersonId == id), ct),
            await db.Cases.VisibleTo(actor, db).CountAsync(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id), ct));
    }
}

/// <summary>Finds working members of staff, of any agency, by part of their name; and the agencies themselves.</summary>
public sealed class StaffDirectory(CaseDbContext db)
{
    public const int Most = 25;

    public sealed record Row(Id<StaffMember> Id, string Name, string JobTitle, string Agency);

    public sealed record AgencyRow(Id<Agency> Id, string Name);

    public async Task<IReadOnlyList<Row>> ReadAsync(string? name, CancellationToken ct)
    {
        var part = (name ?? "").Trim();
        var pattern = $"%{part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return part.Length == 0 ? [] : await (
            from s in db.Staff.AsNoTracking()
            join a in db.Agencies on s.AgencyId equals a.Id
            where s.DisabledAt == null && EF.Functions.ILike(s.DisplayName, pattern)
            orderby s.DisplayName, s.Id
            select new Row(s.Id, s.DisplayName, s.JobTitle, a.Name)).Take(Most).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<AgencyRow>> AgenciesAsync(CancellationToken ct) =>
        await db.Agencies.AsNoTracking().OrderBy(a => a.Name).Select(a => new AgencyRow(a.Id, a.Name)).ToListAsync(ct);
}
