using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

public sealed record PersonRestricted : Happened;

public sealed record StaffNamed(Id<StaffMember> StaffId) : Happened;

public sealed record ExclusionMade(Id<StaffMember>? StaffId, Id<Agency>? AgencyId) : Happened;

/// <summary>The protection of a person reached their incidents and cases.</summary>
public sealed record ProtectionSpread(int Incidents, int Cases) : Happened;

/// <summary>
/// Restricts a person to named staff, names staff, and excludes people or agencies with a conflict of interest (R6.10). The person's incidents
/// and cases take all of it over in the same transaction. Whoever restricts is named, so that they do not lock themselves out.
/// </summary>
public sealed class ProtectPerson(CaseDbContext db, PersonFiles people, RecordCircle circle, TimeProvider clock)
{
    public const int ReasonMaxLength = 500;

    /// <param name="RestrictReason">Why the record is restricted; null leaves that as it is.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, string? RestrictReason, IReadOnlyList<Id<StaffMember>> Name, IReadOnlyList<Exclude> Exclude);

    /// <summary>One member of staff, or a whole agency, that must not see the person.</summary>
    public sealed record Exclude(Id<StaffMember>? StaffId, Id<Agency>? AgencyId, string Reason);

    public async Task<Result<Person>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Protect the record", ct);
        if (command.Exclude.Any(e => e.AgencyId == person.AgencyId))
        {
            return new Refusal("exclude.owner", "The agency that owns the record cannot be excluded from it. Exclude the people concerned.");
        }

        db.Expect(person, command.Version);
        List<Happened> happened = [];
        if (command.RestrictReason is { } reason && !person.IsRestricted)
        {
            person.Restrict(reason, now);
            happened.Add(new PersonRestricted { PersonId = person.Id });
        }

        await NameAsync(person, person.IsRestricted ? [actor.StaffId, .. command.Name] : command.Name, happened, now, ct);
        await ExcludeAsync(person, command.Exclude, happened, now, ct);
        if (happened.Count == 0)
        {
            return person;
        }

        person.Touch(now);
        await using var work = await db.Database.BeginTransactionAsync(ct);
        await db.CommitAsync(actor, now, ct, happened);
        await db.CommitAsync(actor, now, ct, await SpreadAsync(person, now, ct));
        await work.CommitAsync(ct);
        return person;
    }

    private async Task NameAsync(Person person, IReadOnlyList<Id<StaffMember>> staff, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var record = person.Id.Value;
        var already = await db.NamedStaff.Where(n => n.RecordId == record).Select(n => n.StaffId).ToListAsync(ct);
        foreach (var member in staff.Distinct().Except(already))
        {
            db.NamedStaff.Add(new NamedStaff(record, member, now));
            happened.Add(new StaffNamed(member) { PersonId = person.Id });
        }
    }

    private async Task ExcludeAsync(Person person, IReadOnlyList<Exclude> wanted, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var record = person.Id.Value;
        var already = await db.Exclusions.Where(e => e.RecordId == record).Select(e => new { e.StaffId, e.AgencyId }).ToListAsync(ct);
        foreach (var exclude in wanted.Where(w => !already.Any(a => a.StaffId == w.StaffId && a.AgencyId == w.AgencyId)))
        {
            db.Exclusions.Add(new Exclusion(record, exclude.StaffId, exclude.AgencyId, exclude.Reason, now));
            happened.Add(new ExclusionMade(exclude.StaffId, exclude.AgencyId) { PersonId = person.Id });
        }
    }

    private async Task<ProtectionSpread> SpreadAsync(Person person, DateTimeOffset now, CancellationToken ct)
    {
        var id = person.Id;
        var incidents = await db.Incidents.Include(i => i.Parties).Where(i => i.Parties.Any(p => p.PersonId == id)).ToListAsync(ct);
        foreach (var incident in incidents)
        {
            await circle.InheritAsync(incident, now, ct);
        }

        var cases = await db.Cases.Include(c => c.Perpetrators).Where(c => c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id)).ToListAsync(ct);
        foreach (var @case in cases)
        {
            await circle.InheritAsync(@case, now, ct);
        }

        return new ProtectionSpread(incidents.Count, cases.Count) { PersonId = id };
    }
}
