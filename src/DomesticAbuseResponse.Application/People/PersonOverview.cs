using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.People;

/// <summary>
/// One person with what stands around them, as far as the actor may read it: a relative, an incident or a case the actor may not open is not
/// there. Protected addresses are only said to be held.
/// </summary>
public sealed class PersonOverview(CaseDbContext db, PersonFiles people, RecordDoor door, TimeProvider clock)
{
    public sealed record Address(long Number, string? Lines, string? Postcode, AddressVisibility Visibility, DateOnly? From, DateOnly? To, bool IsUnconfirmed)
    {
        public bool IsProtected => Visibility is not AddressVisibility.Open;
    }

    /// <param name="IsReversed">True when the other person comes first: they are the parent of this one.</param>
    public sealed record Relative(long Number, Id<Person> PersonId, string Name, RelationshipKind Kind, bool IsReversed);

    public sealed record Housemate(long Number, Id<Person> PersonId, string Name, DateOnly? From);

    public sealed record IncidentRole(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, PartyRole Role);

    public sealed record CaseRole(Id<Case> Id, string Reference, bool IsVictim, bool IsOpen, RiskGrade? Grade);

    public sealed record View(
        Person Person, DateOnly Today, IReadOnlyList<Address> Addresses, IReadOnlyList<Relative> Relatives, IReadOnlyList<Housemate> Household,
        IReadOnlyList<IncidentRole> Incidents, IReadOnlyList<CaseRole> Cases, bool MayEdit);

    private const int _most = 50;

    public async Task<View> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var person = await people.OpenAsync(actor, id, AccessLevel.Read, "Read the person", ct);
        var facts = await door.FactsAsync(actor, id.Value, person.IsRestricted, ct);
        return new View(
            person, UkTime.DateOf(clock.GetUtcNow()),
            [.. person.Addresses.OrderBy(a => a.To is not null).ThenByDescending(a => a.Number).Select(Shown)],
            await RelativesAsync(actor, id, ct),
            await HouseholdAsync(actor, id, ct),
            await IncidentsAsync(actor, id, ct),
            await CasesAsync(actor, id, ct),
            RecordAccess.Decide(actor, RecordKind.Person, facts).Level >= AccessLevel.Edit);
    }

    private static Address Shown(PersonAddress a) => a.Visibility is AddressVisibility.Open
        ? new(a.Number, a.Lines, a.Postcode, a.Visibility, a.From, a.To, a.IsUnconfirmed)
        : new(a.Number, null, null, a.Visibility, null, a.To, a.IsUnconfirmed);

    private async Task<IReadOnlyList<Relative>> RelativesAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var found = await db.Set<Relationship>().AsNoTracking().Where(r => (r.FromId == id || r.ToId == id) && r.EndedAt == null).OrderBy(r => r.Number).ToListAsync(ct);
        var names = await db.NamesAsync(actor, found.Select(r => r.FromId == id ? r.ToId : r.FromId), ct);
        return [.. found.Select(r => (r, Other: r.FromId == id ? r.ToId : r.FromId)).Where(r => names.ContainsKey(r.Other))
            .Select(r => new Relative(r.r.Number, r.Other, names[r.Other], r.r.Kind, r.r.ToId == id))];
    }

    private async Task<IReadOnlyList<Housemate>> HouseholdAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var households = db.Set<HouseholdMember>().Where(m => m.PersonId == id && m.To == null).Select(m => m.HouseholdId);
        var found = await db.Set<HouseholdMember>().AsNoTracking().Where(m => households.Contains(m.HouseholdId) && m.To == null && m.PersonId != id).OrderBy(m => m.Number).ToListAsync(ct);
        var names = await db.NamesAsync(actor, found.Select(m => m.PersonId), ct);
        return [.. found.Where(m => names.ContainsKey(m.PersonId)).Select(m => new Housemate(m.Number, m.PersonId, names[m.PersonId], m.From))];
    }

    private async Task<IReadOnlyList<IncidentRole>> IncidentsAsync(Actor actor, Id<Person> id, CancellationToken ct)
    {
        var found = await db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.PersonId == id))
            .OrderByDescending(i => i.ReportedAt).ThenByDescending(i => i.Id).Take(_most)
            .Select(i => new { i.Id, i.Reference, i.ReportedAt, Roles = i.Parties.Where(p => p.PersonId == id).OrderBy(p => p.Number).Select(p => p.Role).ToList() }).ToListAsync(ct);
        return [.. found.SelectMany(i => i.Roles.Select(role => new IncidentRole(i.Id, i.Reference, i.ReportedAt, role)))];
    }

    private async Task<IReadOnlyList<CaseRole>> CasesAsync(Actor actor, Id<Person> id, CancellationToken ct) =>
        await db.Cases.AsNoTracking().VisibleTo(actor, db).Where(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id))
            .OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Take(_most)
            .Select(c => new CaseRole(c.Id, c.Reference, c.VictimId == id, c.ClosedAt == null, c.Grade)).ToListAsync(ct);
}

/// <summary>A person's record as its edit forms need it: the fields, and the version they were read at.</summary>
public sealed class PersonFields(PersonFiles people)
{
    public Task<Person> ReadAsync(Actor actor, Id<Person> id, CancellationToken ct) => people.OpenAsync(actor, id, AccessLevel.Read, "Change the person", ct);
}
