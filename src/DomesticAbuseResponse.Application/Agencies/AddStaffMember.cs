using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Adds a colleague to the administrator's own agency. Credentials are made beside it, under the same id.</summary>
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
                db.Staff.Add(added);
                await db.CommitAsync(actor, clock.GetUtcNow(), ct, new StaffMemberAdded(added.Id, added.Roles));
                return (Result<Id<StaffMember>>)added.Id;
            },
            refused => Task.FromResult((Result<Id<StaffMember>>)refused));
    }
}
