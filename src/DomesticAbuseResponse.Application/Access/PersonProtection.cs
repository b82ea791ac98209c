using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>How a person's record is protected: restricted or not, who is named on it, who is kept from it and why, and all that was done about it.</summary>
public sealed class PersonProtection(CaseDbContext db, PersonFiles people)
{
    public sealed record Named(long Number, string Name, string JobTitle, string Agency, NamedBecause Because, DateTimeOffset Since);

    /// <param name="IsOwn">False when it was made on somebody else of the same case; it is lifted there.</param>
    public sealed record Barred(long Number, string Who, string Reason, DateTimeOffset Since, bool IsOwn);

    public sealed record Act(ProtectionActKind Kind, string? About, string By, string? Reason, DateTimeOffset At);

    /// <param name="Barred">With <paramref name="History"/>, for those alone who answer for the record.</param>
    public sealed record View(Person Person, bool MayProtect, IReadOnlyList<Named> Named, IReadOnlyList<Barred> Barred, IReadOnlyList<Act> History, int Incidents, int Cases);

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Protection of the record", ct);
        var mayProtect = Standing.MayProtect(actor, person.AgencyId);
        return new View(
            person, mayProtect, await NamedAsync(id, ct), mayProtect ? await BarredAsync(id, ct) : [], mayProtect ? await HistoryAsync(id, ct) : [],
            await db.Incidents.VisibleTo(actor, db).CountAsync(i => i.Parties.Any(p => p.PersonId == id), ct),
            await db.Cases.VisibleTo(actor, db).CountAsync(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id), ct));
    }

    private async Task<IReadOnlyList<Named>> NamedAsync(Id<Person> id, CancellationToken ct) => await (
        from n in db.NamedStaff
        where n.RecordId == id.Value
        join s in db.Staff on n.StaffId equals s.Id
        join a in db.Agencies on s.AgencyId equals a.Id
        orderby n.Number
        select new Named(n.Number, s.DisplayName, s.JobTitle, a.Name, n.Because, n.Since)).ToListAsync(ct);

    private async Task<IReadOnlyList<Barred>> BarredAsync(Id<Person> id, CancellationToken ct) =>
        await db.Exclusions.AsNoTracking().Where(e => e.RecordId == id.Value).OrderBy(e => e.SourceId != null).ThenBy(e => e.Number)
            .Select(e => new Barred(
                e.Number,
                db.Staff.Where(s => s.Id == e.StaffId).Select(s => s.DisplayName).FirstOrDefault() ?? db.Agencies.Where(a => a.Id == e.AgencyId).Select(a => a.Name).FirstOrDefault() ?? "",
                e.Reason, e.Since, e.SourceId == null)).ToListAsync(ct);

    private async Task<IReadOnlyList<Act>> HistoryAsync(Id<Person> id, CancellationToken ct) =>
        await db.ProtectionActs.AsNoTracking().Where(a => a.PersonId == id).OrderByDescending(a => a.Number)
            .Select(a => new Act(
                a.Kind,
                db.Staff.Where(s => s.Id == a.StaffId).Select(s => s.DisplayName).FirstOrDefault() ?? db.Agencies.Where(g => g.Id == a.AgencyId).Select(g => g.Name).FirstOrDefault(),
                db.Staff.Where(s => s.Id == a.By).Select(s => s.DisplayName).FirstOrDefault() ?? "The system",
                a.Reason, a.At)).ToListAsync(ct);
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
