using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Shuts a colleague out at once: their open sessions are refused on the next request. It can be undone.</summary>
public sealed class DisableStaffMember(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> Id, bool Disabled);

    public async Task<Result<Id<StaffMember>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var member = await db.OwnStaffMemberAsync(actor, command.Id, ct);
        if (member.Id == actor.StaffId)
        {
            return new Refusal("staff.own-standing", "You cannot shut yourself out. Ask another administrator.");
        }

        if (OwnStaff.RefuseSystemAdministrator(actor, member) is { } refusal)
        {
            return refusal;
        }

        if (!command.Disabled && await db.IsUnconfirmedAsync(member.Id, ct))
        {
            return StaffChanges.Unconfirmed;
        }

        if (member.DisabledAt is not null == command.Disabled)
        {
            return member.Id;
        }

        var now = clock.GetUtcNow();
        if (command.Disabled)
        {
            member.Disable(now);
        }
        else
        {
            member.Enable();
        }

        await db.CommitAsync(actor, now, ct, command.Disabled ? new StaffMemberDisabled(member.Id) : new StaffMemberEnabled(member.Id));
        return member.Id;
    }
}
