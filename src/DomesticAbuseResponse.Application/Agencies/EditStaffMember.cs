using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Application.Agencies;

/// <summary>
/// Changes a colleague's name, job, team, end of duty and roles. Roles that are taken away go at once and end their sessions on the next request; roles
/// that are added wait for a second person (<see cref="StaffChange"/>). What has been asked for already is what is changed: to want no more than what is held
/// takes the request back.
/// </summary>
public sealed class EditStaffMember(CaseDbContext db, RecordProtection protection, TimeProvider clock)
{
    /// <param name="OffDutyAt">The usual end of their duty, London time; a DASH must reach the sergeant before it (R1.17).</param>
    public sealed record Command(Id<StaffMember> Id, string DisplayName, string JobTitle, IReadOnlyList<Role> Roles, Id<Team>? TeamId, TimeOnly? OffDutyAt, uint? Version);

    /// <param name="AwaitsConfirmation">Roles were added and count once a second person has confirmed them.</param>
    public sealed record Edited(Id<StaffMember> Id, bool AwaitsConfirmation);

    public async Task<Result<Edited>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var member = await db.OwnStaffMemberAsync(actor, command.Id, ct);
        db.Expect(member, command.Version);
        var asked = await db.RolesAskedForAsync(member, ct);
        if (OwnStaff.RefuseSystemAdministrator(actor, member) is { } apart)
        {
            return apart;
        }

        var changes = !asked.ToHashSet().SetEquals(command.Roles);
        if (changes && await RefuseAsync(actor, member, asked, command.Roles, ct) is { } refusal)
        {
            return refusal;
        }

        if (command.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.AgencyId == actor.AgencyId && t.EndedAt == null, ct))
        {
            return new Refusal("team.unknown", "Choose a team of your agency");
        }

        List<Happened> happened = [.. Describe(member, command)];
        if (changes)
        {
            happened.AddRange(await ChangeRolesAsync(actor, member, command.Roles, now, ct));
        }

        await (happened.Exists(h => h is RolesChanged) ? db.CommitStandingAsync(protection, actor, member.Id, happened, now, ct) : db.CommitAsync(actor, now, ct, happened));
        return new Edited(member.Id, happened.Any(h => h is StaffChangeAsked));
    }

    /// <summary>Roles are given by what is held, and own ones and a system administrator's are left alone by what is asked for too.</summary>
    private async Task<Refusal?> RefuseAsync(Actor actor, StaffMember member, IReadOnlyList<Role> asked, IReadOnlyList<Role> wanted, CancellationToken ct)
    {
        var kind = await db.OwnAgencyKindAsync(actor, ct);
        return RoleGrants.Refuse(actor, kind, member.Id, asked, wanted) ?? RoleGrants.Refuse(actor, kind, member.Id, member.Roles, wanted) ?? StaffMember.RefuseRoles(wanted);
    }

    private static IEnumerable<Happened> Describe(StaffMember member, Command command)
    {
        if ((member.DisplayName, member.JobTitle) != (command.DisplayName.Trim(), command.JobTitle.Trim()))
        {
            member.Rename(command.DisplayName, command.JobTitle);
            yield return new StaffMemberRenamed(member.Id);
        }

        if (member.TeamId != command.TeamId)
        {
            member.JoinTeam(command.TeamId);
            yield return new StaffMemberMoved(member.Id);
        }

        if (member.OffDutyAt != command.OffDutyAt)
        {
            member.GoOffDutyAt(command.OffDutyAt);
            yield return new OffDutyChanged(member.Id);
        }
    }

    private async Task<IReadOnlyList<Happened>> ChangeRolesAsync(Actor actor, StaffMember member, IReadOnlyList<Role> wanted, DateTimeOffset now, CancellationToken ct)
    {
        var before = member.Roles.ToList();
        if (await db.IsUnconfirmedAsync(member.Id, ct))
        {
            // The whole account waits, now with these roles; whoever changed them cannot be the second person either.
            member.ChangeRoles(wanted);
            return [new RolesChanged(member.Id, before, [.. member.Roles]), await db.AskAsync(member, StaffChangeKind.NewAccount, wanted, actor, now, ct)];
        }

        var added = wanted.Except(before).Any();
        List<Happened> happened = added ? [] : [.. await db.WithdrawRolesAsync(member.Id, actor, now, ct)];
        if (before.Except(wanted).Any())
        {
            member.KeepOnly(wanted);
            happened.Add(new RolesChanged(member.Id, before, [.. member.Roles]));
        }

        if (added)
        {
            happened.Add(await db.AskAsync(member, StaffChangeKind.Roles, wanted, actor, now, ct));
        }

        return happened;
    }
}
