using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Access;

public sealed record RestrictionLifted : Happened;

public sealed record StaffNameRemoved(Id<StaffMember> StaffId) : Happened;

public sealed record ExclusionLifted(Id<StaffMember>? StaffId, Id<Agency>? AgencyId) : Happened;

public enum LiftWhat
{
    Restriction,
    Name,
    Exclusion,
}

/// <summary>
/// Lifts a restriction, takes a name off a record, or lifts an exclusion, for a reason that stays in the history (R6.10). It leaves the person's
/// incidents and cases too, as far as nobody else in them is protected.
/// </summary>
public sealed class LiftProtection(CaseDbContext db, PersonFiles people, RecordProtection protection, TimeProvider clock)
{
    private static readonly Refusal _gone = new("protect.lifted", "This does not hold any more. Somebody else has lifted it.");

    /// <param name="Number">Which name or exclusion; null for the restriction.</param>
    public sealed record Command(Id<Person> PersonId, uint? Version, LiftWhat What, long? Number, string Reason);

    public async Task<Result<Person>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = await people.OpenAsync(actor, command.PersonId, AccessLevel.Edit, "Lift the protection of the record", ct);
        if (Standing.RefuseProtecting(actor, person.AgencyId, []) is { } refused)
        {
            return refused;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            return new Refusal("protect.lift-reason", "Say why it is lifted.");
        }

        db.Expect(person, command.Version);
        var lifted = command.What switch
        {
            LiftWhat.Restriction => await RestrictionAsync(actor, person, command.Reason.Trim(), now, ct),
            LiftWhat.Name => await NameAsync(actor, person, command.Number, command.Reason.Trim(), now, ct),
            LiftWhat.Exclusion => await ExclusionAsync(actor, person, command.Number, command.Reason.Trim(), now, ct),
        };
        if (lifted is null)
        {
            return _gone;
        }

        if (!await protection.IsReachableAsync(person, ct))
        {
            await db.ForgetChangesAsync(ct);
            return ProtectPerson.NobodyLeft;
        }

        await db.CommitProtectionAsync(protection, actor, person, [lifted], now, ct);
        return person;
    }

    /// <summary>Those who were named because of the restriction are named no longer; those who were chosen stay.</summary>
    private async Task<Happened?> RestrictionAsync(Actor actor, Person person, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (!person.IsRestricted)
        {
            return null;
        }

        person.LiftRestriction(now);
        foreach (var named in (await protection.NamesOnAsync([person.Id.Value], ct)).Where(n => n.Because is not NamedBecause.Chosen))
        {
            named.End(now);
        }

        db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.RestrictionLifted, actor.StaffId, reason, now));
        return new RestrictionLifted { PersonId = person.Id };
    }

    private async Task<Happened?> NameAsync(Actor actor, Person person, long? number, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if ((await protection.NamesOnAsync([person.Id.Value], ct)).FirstOrDefault(n => n.Number == number) is not { } named)
        {
            return null;
        }

        named.End(now);
        db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.NameRemoved, actor.StaffId, reason, now) { StaffId = named.StaffId });
        return new StaffNameRemoved(named.StaffId) { PersonId = person.Id };
    }

    /// <summary>Only where it was made is it lifted; from there it leaves every record it reached.</summary>
    private async Task<Happened?> ExclusionAsync(Actor actor, Person person, long? number, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if ((await protection.ExclusionsOnAsync([person.Id.Value], ct)).FirstOrDefault(e => e.Number == number && e.SourceId is null) is not { } exclusion)
        {
            return null;
        }

        var (source, staff, agency) = ((Guid?)person.Id.Value, exclusion.StaffId, exclusion.AgencyId);
        exclusion.End(now);
        foreach (var reached in await db.Exclusions.Where(e => e.SourceId == source && e.StaffId == staff && e.AgencyId == agency).ToListAsync(ct))
        {
            reached.End(now);
        }

        db.ProtectionActs.Add(new ProtectionAct(person.Id, ProtectionActKind.ExclusionLifted, actor.StaffId, reason, now) { StaffId = staff, AgencyId = agency });
        return new ExclusionLifted(staff, agency) { PersonId = person.Id };
    }
}
