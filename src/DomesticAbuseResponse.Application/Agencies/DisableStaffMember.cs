using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Plans;

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
            await TellStrandedAsync(member, actor.StaffId, now, ct);
        }
        else
        {
            member.Enable();
            happened.Add(new StaffMemberEnabled(member.Id));
        }

        await db.CommitStandingAsync(protection, actor, member.Id, happened, now, ct);
        return member.Id;
    }

    /// <summary>
    /// Whoever carried cases leaves none behind unseen: the managers of the service, or those who stand for a force, are told and hand them over. Of restricted cases whoever holds
    /// the record is told, since no manager need be named on them; so are they of one in which each accuses the other, which a manager on the other side does not see (T13).
    /// </summary>
    private async Task TellStrandedAsync(StaffMember member, Id<StaffMember> by, DateTimeOffset now, CancellationToken ct)
    {
        var (staff, agency, subject) = ((Id<StaffMember>?)member.Id, member.AgencyId, (Guid?)member.Id.Value);
        if (await db.Cases.AnyAsync(c => c.IdvaId == staff && c.ClosedAt == null, ct) || await db.CaseTasks.AnyAsync(t => t.AgencyId == agency && t.StaffId == staff && t.DoneAt == null, ct)
            || await db.PlanLines.AnyAsync(l => l.OwnerStaffId == staff && l.Status == PlanLineStatus.Open, ct))
        {
            var kind = await db.Agencies.Where(a => a.Id == agency).Select(a => a.Kind).SingleAsync(ct);
            db.Notices.Add(Notice.To(agency, Standing.ToldIn(kind)[0], NoticeKind.CaseloadStranded, null, subject, now));
            await db.TellOwnersAsync(member.Id, db.Cases.Where(c => !c.IsRestricted && !c.CounterAllegation), now, ct);
        }

        var leaving = await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.StaffLeaves && n.DoneAt == null).ToListAsync(ct);
        leaving.ForEach(n => n.Done(by, null, now));
    }
}
