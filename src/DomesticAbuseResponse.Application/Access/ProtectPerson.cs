using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

public sealed record PersonRestricted : Happened;

public sealed record StaffNamed(Id<StaffMember> StaffId) : Happened;

public sealed record ExclusionMade(Id<StaffMember>? StaffId, Id<Agency>? AgencyId) : Happened;

/// <summary>
/// Restricts a person to named staff, names staff, and excludes people or agencies with a conflict of interest (R6.10). Only those who answer for
/// such records at the agency that owns this one do so (<see cref="Standing"/>), and their colleagues are told. The person's incidents and cases
/// take all of it over in the same transaction.
/// </summary>
public sealed class ProtectPerson(CaseDbContext db, PersonFiles people, RecordProtection protection, TimeProvider clock)
{
    public const int ReasonMaxLength = Standing.ReasonMaxLength;

    internal static readonly Refusal NobodyLeft = new(
        "protect.nobody-left", "Nobody who answers for this record could open it any more. Name another safeguarding officer, sergeant, inspector or IDVA manager first.");

    /// <param name="RestrictReason">Why the record is restricted; null leaves that as it is.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, string? RestrictReason, IReadOnlyList<Id<StaffMember>> Name, IReadOnlyList<Exclude> Exclude);

    /// <summary>One member of staff, or a whole agency, that must not see the person.</summary>
    public sealed record Exclude(Id<StaffMember>? StaffId, Id<Agency>? AgencyId, string Reason);

    public async Task<Result<Person>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Protect the record", ct);
        if (Standing.RefuseProtecting(actor, person.AgencyId, command.Name) is { } refused)
        {
            return refused;
        }

        if ((await UnknownAsync(command, ct) ?? await OwnerAsync(person, command, ct)) is { } cannot)
        {
            return cannot;
        }

        db.Expect(person, command.Version);
        List<Happened> happened = [];
        await NameAsync(actor, person, command.Name, happened, now, ct);
        await ExcludeAsync(actor, person, command.Exclude, happened, now, ct);
        if (command.RestrictReason is { } reason && !person.IsRestricted)
        {
            happened.AddRange(await protection.RestrictAsync(actor, person, reason, now, ct));
        }

        if (happened.Count == 0)
        {
            return person;
        }

        if (!await protection.IsReachableAsync(person, ct))
        {
            await db.ForgetChangesAsync(ct);
            return NobodyLeft;
        }

        await db.CommitProtectionAsync(protection, actor, person, happened, now, ct);
        return person;
    }

    private async Task<Refusal?> UnknownAsync(Command command, CancellationToken ct)
    {
        var named = command.Name.Distinct().ToArray();
        if (named.Length > 0 && await db.Staff.CountAsync(s => named.Contains(s.Id) && s.DisabledAt == null, ct) < named.Length)
        {
            return new Refusal("protect.unknown-staff", "Choose a working member of staff. This one is not on record, or has left.");
        }

        var staff = command.Exclude.Select(e => e.StaffId).OfType<Id<StaffMember>>().Distinct().ToArray();
        var agencies = command.Exclude.Select(e => e.AgencyId).OfType<Id<Agency>>().Distinct().ToArray();
        if (command.Exclude.Any(e => e.StaffId is null == e.AgencyId is null) || await db.Staff.CountAsync(s => staff.Contains(s.Id), ct) < staff.Length)
        {
            return new Refusal("protect.unknown-staff", "Choose a member of staff. This one is not on record.");
        }

        return await db.Agencies.CountAsync(a => agencies.Contains(a.Id), ct) < agencies.Length
            ? new Refusal("protect.unknown-agency", "Choose an agency from the list. This one is not on record.")
            : null;
    }

    private async Task<Refusal?> OwnerAsync(Person person, Command command, CancellationToken ct)
    {
        var (id, agencies) = (person.Id, command.Exclude.Select(e => e.AgencyId).OfType<Id<Agency>>().ToArray());
        var owns = agencies.Contains(person.AgencyId)
            || await db.Cases.AnyAsync(c => agencies.Contains(c.AgencyId) && (c.VictimId == id || c.Perpetrators.Any(p => p.PersonId == id)), ct);
        return owns ? new Refusal("exclude.owner", "The agency that owns the record or a case of this person cannot be excluded from it. Exclude the people concerned.") : null;
    }

    private async Task NameAsync(Actor actor, Person person, IReadOnlyList<Id<StaffMember>> staff, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var already = (await protection.NamesOnAsync([person.Id.Value], ct)).Select(n => n.StaffId);
        foreach (var member in staff.Distinct().Except(already))
        {
            db.NamedStaff.Add(new NamedStaff(person.Id.Value, member, now));
            db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.Named, actor.StaffId, null, now) { StaffId = member });
            happened.Add(new StaffNamed(member) { PersonId = person.Id });
        }
    }

    private async Task ExcludeAsync(Actor actor, Person person, IReadOnlyList<Exclude> wanted, List<Happened> happened, DateTimeOffset now, CancellationToken ct)
    {
        var record = person.Id.Value;
        var already = (await protection.ExclusionsOnAsync([record], ct)).Where(e => e.SourceId is null).ToList();
        foreach (var exclude in wanted.Where(w => !already.Any(a => a.StaffId == w.StaffId && a.AgencyId == w.AgencyId)))
        {
            db.Exclusions.Add(new Exclusion(record, exclude.StaffId, exclude.AgencyId, exclude.Reason, now));
            db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.Excluded, actor.StaffId, exclude.Reason, now) { StaffId = exclude.StaffId, AgencyId = exclude.AgencyId });
            happened.Add(new ExclusionMade(exclude.StaffId, exclude.AgencyId) { PersonId = person.Id });
        }
    }
}

/// <summary>The one way a change of somebody's roles or standing is saved: the names their role gave them on restricted records follow it (R6.10).</summary>
internal static class StandingCommit
{
    extension(CaseDbContext db)
    {
        public async Task CommitStandingAsync(
            RecordProtection protection, Actor actor, Id<StaffMember> staff, IReadOnlyList<Happened> happened, DateTimeOffset now, CancellationToken ct)
        {
            await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
            await db.CommitAsync(actor, now, ct, happened);
            await db.CommitAsync(actor, now, ct, await protection.FollowStandingAsync(staff, now, ct));
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }
    }
}

/// <summary>The one way a change of protection is saved: with its spread, and with word to those who answer for the owner's records.</summary>
internal static class ProtectionCommit
{
    extension(CaseDbContext db)
    {
        public async Task CommitProtectionAsync(
            RecordProtection protection, Actor actor, Person person, IReadOnlyList<Happened> happened, DateTimeOffset now, CancellationToken ct)
        {
            person.Touch(now);
            await db.TellOwnerAsync(actor, person, now, ct);
            await using var work = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
            await db.CommitAsync(actor, now, ct, happened);
            await db.CommitAsync(actor, now, ct, await protection.SpreadAsync(person.Id, now, ct));
            await (work?.CommitAsync(ct) ?? Task.CompletedTask);
        }

        private async Task TellOwnerAsync(Actor actor, Person person, DateTimeOffset now, CancellationToken ct)
        {
            var agency = person.AgencyId;
            var told = Standing.ToldIn(await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct));
            var held = (await db.Staff.Where(s => s.AgencyId == agency && s.DisabledAt == null && s.Id != actor.StaffId).Select(s => s.Roles).ToListAsync(ct)).SelectMany(r => r).ToHashSet();
            var role = told.Cast<Role?>().FirstOrDefault(r => held.Contains(r!.Value)) ?? told[0];
            db.Notices.Add(Notice.To(agency, role, NoticeKind.ProtectionChanged, null, person.Id.Value, now));
        }
    }
}
