using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>
/// Adds a colleague to the administrator's own agency. Credentials are made beside it, under the same id. The account lets nobody in until a second
/// person has confirmed it (<see cref="StaffChange"/>).
/// </summary>
public sealed class AddStaffMember(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> Id, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles);

    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        OwnStaff.Demand(actor);
        var kind = await db.OwnAgencyKindAsync(actor, ct);
        if (RoleGrants.Refuse(actor, kind, command.Id, [], command.Roles) is { } refusal)
        {
            return refusal;
        }

        return await StaffMember.Add(command.Id, actor.AgencyId, command.DisplayName, command.JobTitle, command.Roles).Match(
            async added =>
            {
                var now = clock.GetUtcNow();
                added.Disable(now);
                db.Staff.Add(added);
                await db.CommitAsync(actor, now, ct, new StaffMemberAdded(added.Id, added.Roles), await db.AskAsync(added, StaffChangeKind.NewAccount, added.Roles, actor, now, ct));
                return (Result<Id<StaffMember>>)added.Id;
            },
            refused => Task.FromResult((Result<Id<StaffMember>>)refused));
    }
}
