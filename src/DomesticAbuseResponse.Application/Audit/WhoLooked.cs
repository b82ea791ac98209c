using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Audit;

/// <summary>One look at a record.</summary>
/// <param name="AsWhat">The roles held at that moment.</param>
/// <param name="Opened">True when the record was opened, false when it stood in a list.</param>
/// <param name="Through">The case or incident through which a person was seen, as it is called; null when the record itself was.</param>
/// <param name="Refused">Somebody tried and was turned away as if there were no such record.</param>
public sealed record Look(long Number, DateTimeOffset At, string Who, string AsWhat, string Agency, string Purpose, bool Opened, string? Through, bool Refused);

/// <summary>Who looked at a case or a person: for those who work on it. This look is among them.</summary>
public sealed class WhoLooked(CaseDbContext db, CaseFiles cases, PersonFiles people, CaseFrames frames)
{
    public const int PageSize = 25;

    /// <param name="Older">The number after which the next page begins; null on the last.</param>
    public sealed record OfCase(CaseFrame Frame, IReadOnlyList<Look> Looks, long? Older);

    public sealed record OfPerson(Id<Person> PersonId, string Name, IReadOnlyList<Look> Looks, long? Older);

    public async Task<OfCase> ReadAsync(Actor actor, Id<Case> id, long? before, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "See who looked", ct);
        await db.WriteLooksAsync(ct);
        var (looks, older) = await LooksAsync([id.Value], new Dictionary<Guid, string>(), before, ct);
        return new OfCase(await frames.ReadAsync(actor, opened, ct), looks, older);
    }

    /// <summary>Looks at the person, and at those cases about them and incidents with them that the reader may see too.</summary>
    public async Task<OfPerson> ReadAsync(Actor actor, Id<Person> id, long? before, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Edit, "See who looked", ct);
        await db.WriteLooksAsync(ct);
        var through = await db.Cases.VisibleTo(actor, db, AccessLevel.Edit).Where(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id))
            .Select(c => new { Id = (Guid)(object)c.Id, c.Reference }).ToDictionaryAsync(c => c.Id, c => $"case {c.Reference}", ct);
        var incidents = await db.Incidents.VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.PersonId == id)).Select(i => new { Id = (Guid)(object)i.Id, i.Reference }).ToListAsync(ct);
        incidents.ForEach(i => through[i.Id] = $"incident {i.Reference}");
        foreach (var gone in await db.People.Where(p => p.MergedIntoId == id).Select(p => (Guid)(object)p.Id).ToListAsync(ct))
        {
            through[gone] = "a record merged into this one";
        }

        var (looks, older) = await LooksAsync([id.Value, .. through.Keys], through, before, ct);
        return new OfPerson(id, person.DisplayName, looks, older);
    }

    private async Task<(IReadOnlyList<Look> Looks, long? Older)> LooksAsync(Guid[] records, Dictionary<Guid, string> through, long? before, CancellationToken ct)
    {
        var ids = records.Select(r => (Guid?)r).ToArray();
        var found = db.AccessRecords.AsNoTracking().Where(a => ids.Contains(a.RecordId) || a.Shown.Any(s => records.Contains(s)));
        found = before is { } number ? found.Where(a => a.Number < number) : found;
        var rows = await (from a in found
                          join s in db.Staff on a.ByStaffId equals s.Id into staff
                          from who in staff.DefaultIfEmpty()
                          join g in db.Agencies on a.ByAgencyId equals g.Id into agencies
                          from agency in agencies.DefaultIfEmpty()
                          orderby a.Number descending
                          select new { Look = a, Who = who.DisplayName, Agency = agency.Name }).Take(PageSize + 1).ToListAsync(ct);

        return (
            [.. rows.Take(PageSize).Select(r => new Look(
                r.Look.Number, r.Look.At, r.Who ?? "The system", r.Look.Roles, r.Agency ?? "", r.Look.RecordId is null ? $"List: {r.Look.Kind}" : r.Look.Purpose,
                r.Look.RecordId is not null, Through(r.Look, records[0], through), r.Look.Level is AccessLevel.None))],
            rows.Count > PageSize ? rows[PageSize - 1].Look.Number : null);
    }

    private static string? Through(AccessRecord look, Guid self, Dictionary<Guid, string> through) =>
        look.RecordId is { } opened ? through.GetValueOrDefault(opened)
        : look.Shown.Contains(self) ? null
        : look.Shown.Select(s => through.GetValueOrDefault(s)).FirstOrDefault(r => r is not null);
}
