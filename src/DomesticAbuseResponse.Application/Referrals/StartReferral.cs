using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>Begins a referral by hand, from any case the actor works on. One of each kind is open at a time; asking again leads to it.</summary>
public sealed class StartReferral(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    /// <param name="ToAgencyId">The IDVA service, for a referral to one.</param>
    /// <param name="MaracId">The MARAC, for a referral to one.</param>
    public sealed record Command(Id<Case> CaseId, ReferralKind Kind, Id<Agency>? ToAgencyId, Id<Marac>? MaracId, string Because);

    public async Task<Result<Id<Referral>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (caseId, kind) = (command.CaseId, command.Kind);
        var @case = await cases.OpenAsync(actor, caseId, Standing.ToRefer(actor), "Start a referral", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        var open = await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId && r.Kind == kind).ToListAsync(ct);
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

        var referral = kind is ReferralKind.Idva
            ? Referral.RaiseTo(command.ToAgencyId!.Value, caseId, actor.AgencyId, actor.StaffId, command.Because.Trim(), now)
            : Referral.RaiseTo(command.MaracId!.Value, caseId, actor.AgencyId, actor.StaffId, command.Because.Trim(), now);
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
}
