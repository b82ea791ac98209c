using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>Shuts a colleague out at once: their open sessions are refused on the next request, and roles asked for them are wanted no longer. It can be undone.</summary>
public sealed class DisableStaffMember(CaseDbContext db, RecordProtection protection, TimeProvider clock)
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
            return StaffChanges.UnconfirmedAccount;
        }

        if (member.DisabledAt is not null == command.Disabled)
        {
            return member.Id;
        }

        var now = clock.GetUtcNow();
        List<Happened> happened = [];
        if (command.Disabled)
        {
            member.Disable(now);
            happened.AddRange([new StaffMemberDisabled(member.Id), .. await db.WithdrawRolesAsync(member.Id, actor, now, ct)]);
        }
        else
        {
            member.Enable();
            happened.Add(new StaffMemberEnabled(member.Id));
        }

        await db.CommitStandingAsync(protection, actor, member.Id, happened, now, ct);
        return member.Id;
    }
}
