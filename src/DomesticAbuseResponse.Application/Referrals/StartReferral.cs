using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Begins a referral by hand, from any case the actor works on. One of each kind is open at a time; asking again leads to it.</summary>
public sealed class StartReferral(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    /// <param name="ToAgencyId">The IDVA service, or the council, for a referral to one.</param>
    /// <param name="MaracId">The MARAC, for a referral to one.</param>
    /// <param name="ChildId">The child of the case, for a referral to children's services.</param>
    public sealed record Command(Id<Case> CaseId, ReferralKind Kind, Id<Agency>? ToAgencyId, Id<Marac>? MaracId, string Because, Id<Person>? ChildId = null);

    public async Task<Result<Id<Referral>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (caseId, kind) = (command.CaseId, command.Kind);
        var @case = await cases.OpenAsync(actor, caseId, Standing.ToRefer(actor), "Start a referral", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        var open = await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId && r.Kind == kind && (kind != ReferralKind.Childrens || r.ChildId == command.ChildId)).ToListAsync(ct);
        if (open.FirstOrDefault(r => r.IsOpen) is { } going)
        {
            return going.Id;
        }

        if (kind is ReferralKind.Idva && (command.ToAgencyId is not { } service || service == actor.AgencyId || !await db.AgenciesWithIdvas().AnyAsync(a => a.Id == service, ct)))
        {
            return new Refusal("referral.no-service", "Choose an IDVA service other than your own.");
        }

        if (kind is ReferralKind.Marac && !await db.Maracs.AnyAsync(m => m.Id == command.MaracId, ct))
        {
            return new Refusal("referral.no-marac", "Choose a MARAC.");
        }

        if (kind is ReferralKind.Childrens && await WrongAsync(actor, @case, command, ct) is { } wrong)
        {
            return wrong;
        }

        var (agency, staff, because) = (actor.AgencyId, actor.StaffId, command.Because.Trim());
        var referral = kind switch
        {
            ReferralKind.Idva => Referral.RaiseTo(command.ToAgencyId!.Value, caseId, agency, staff, because, now),
            ReferralKind.Marac => Referral.RaiseTo(command.MaracId!.Value, caseId, agency, staff, because, now),
            ReferralKind.Childrens => Referral.RaiseFor(command.ChildId!.Value, command.ToAgencyId!.Value, caseId, agency, staff, because, now),
        };
        db.Referrals.Add(referral);
        @case.Touch(now);
        var chosen = RaiseReferrals.ToChoose(kind);
        foreach (var waiting in await db.Notices.Where(n => n.CaseId == caseId && n.Kind == chosen && n.DoneAt == null).ToListAsync(ct))
        {
            waiting.Done(actor.StaffId, null, now); // it asked for somebody to choose where the referral goes
        }

        await db.CommitAsync(actor, now, ct, new ReferralStarted(kind, referral.Id) { CaseId = caseId });
        return referral.Id;
    }

    private async Task<Refusal?> WrongAsync(Actor actor, Case @case, Command command, CancellationToken ct)
    {
        var (id, victim, council) = (@case.Id, @case.VictimId, command.ToAgencyId);
        return council is null || council == actor.AgencyId || !await db.Agencies.AnyAsync(a => a.Id == council && a.Kind == AgencyKind.Council, ct)
                ? new Refusal("referral.no-council", "Choose children’s services of where the child lives.")
            : command.ChildId is not { } child || (child != victim && !await db.ChildrenOf(id).AnyAsync(p => p == child, ct)) || await db.IsKeptFromAsync(actor, id, child, ct)
                ? new Refusal("referral.no-child", "Choose the child.")
            : null;
    }
}
