using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Changes a colleague's name, job and roles. A change of roles ends their sessions on the next request.</summary>
public sealed class EditStaffMember(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> Id, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles, uint? Version);

    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var member = await db.OwnStaffMemberAsync(actor, command.Id, ct);
        db.Expect(member, command.Version);
        var before = member.Roles.ToList();
        if (RoleGrants.Refuse(actor, await db.OwnAgencyKindAsync(actor, ct), member.Id, before, command.Roles) is { } refusal)
        {
            return refusal;
        }

        List<Happened> happened = [];
        if ((member.DisplayName, member.JobTitle) != (command.DisplayName.Trim(), command.JobTitle.Trim()))
        {
            member.Rename(command.DisplayName, command.JobTitle);
            happened.Add(new StaffMemberRenamed(member.Id));
        }

        if (!before.ToHashSet().SetEquals(command.Roles))
        {
            if (member.ChangeRoles(command.Roles).Refusal is { } refused)
            {
                return refused;
            }

            happened.Add(new RolesChanged(member.Id, before, [.. member.Roles]));
        }

        await db.CommitAsync(actor, clock.GetUtcNow(), ct, happened);
        return member.Id;
    }
}
