using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>A manager says how many hours a week an IDVA of their service works: the caps go down with them (R3.1).</summary>
public sealed class SetHours(CaseDbContext db, TimeProvider clock)
{
    public const int Most = 60;

    /// <param name="WeeklyHours">Null is a full week.</param>
    public sealed record Command(Id<StaffMember> StaffId, decimal? WeeklyHours);

    /// <exception cref="RecordNotFoundException">They are no IDVA of the manager's service.</exception>
    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var member = await db.OwnIdvaAsync(actor, command.StaffId, ct);
        if (command.WeeklyHours is <= 0 or > Most)
        {
            return new Refusal("hours.range", $"Hours a week must be more than 0 and no more than {Most}");
        }

        var before = member.WeeklyHours;
        if (before != command.WeeklyHours)
        {
            member.Works(command.WeeklyHours);
            await db.CommitAsync(actor, clock.GetUtcNow(), ct, new HoursChanged(member.Id, before, command.WeeklyHours));
        }

        return member.Id;
    }
}

/// <summary>The people a manager of an IDVA service answers for. Anybody else's are not there.</summary>
internal static class OwnIdvas
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">The actor manages no service, or the person is no IDVA of it.</exception>
        public async Task<StaffMember> OwnIdvaAsync(Actor actor, Id<StaffMember> id, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            return (actor.Has(Role.IdvaManager)
                ? await db.Staff.SingleOrDefaultAsync(s => s.Id == id && s.AgencyId == agency && (s.Roles.Contains(Role.Idva) || s.Roles.Contains(Role.IdvaManager)), ct)
                : null) ?? throw new RecordNotFoundException();
        }
    }
}

/// <summary>What one IDVA of the manager's service carries.</summary>
public sealed class IdvaOfService(CaseDbContext db, IdvaLoads loads, TimeProvider clock)
{
    /// <exception cref="RecordNotFoundException">They are no IDVA of the manager's service, or may sign in no longer.</exception>
    public async Task<IdvaLoad> ReadAsync(Actor actor, Id<StaffMember> id, CancellationToken ct)
    {
        await db.OwnIdvaAsync(actor, id, ct);
        return (await loads.ReadAsync(actor, clock.GetUtcNow(), ct)).FirstOrDefault(l => l.Idva.Id == id) ?? throw new RecordNotFoundException();
    }
}
