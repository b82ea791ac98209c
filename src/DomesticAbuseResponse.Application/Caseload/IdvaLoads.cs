using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>One IDVA of a service and what they carry.</summary>
public sealed record IdvaLoad(StaffLine Idva, int OpenCases, CaseloadState State);

/// <summary>What each IDVA of a service carries, against the service's caps (R3.1), and whether they may take another case.</summary>
public sealed class IdvaLoads(CaseDbContext db, PolicyBook policies)
{
    /// <summary>As shown: a case the reader may not see is not counted (R6.10).</summary>
    public Task<IReadOnlyList<IdvaLoad>> ReadAsync(Actor actor, DateTimeOffset now, CancellationToken ct) =>
        CountAsync(db.Cases.VisibleTo(actor, db), actor.AgencyId, now, ct);

    /// <summary>Counted over all cases only where the caps are checked.</summary>
    private async Task<IReadOnlyList<IdvaLoad>> CountAsync(IQueryable<Case> cases, Id<Agency> service, DateTimeOffset now, CancellationToken ct)
    {
        var caps = await CapsAsync(service, now, ct);
        var staff = await db.StaffInAsync(service, [Role.Idva, Role.IdvaManager], ct);
        var ids = staff.Select(s => (Id<StaffMember>?)s.Id).ToArray();
        var open = await cases.Where(c => c.ClosedAt == null && ids.Contains(c.IdvaId))
            .GroupBy(c => c.IdvaId).Select(g => new { Idva = g.Key, All = g.Count(), High = g.Count(c => c.Grade == RiskGrade.High) }).ToListAsync(ct);
        return
        [
            .. from s in staff
               let load = open.FirstOrDefault(o => o.Idva == s.Id)
               select new IdvaLoad(s, load?.All ?? 0, IdvaCaseload.Of(load?.High ?? 0, caps)),
        ];
    }

    /// <summary>Why this member of staff cannot be given the case, or null when they can. Only managers give cases to others.</summary>
    public async Task<Refusal?> CheckTakeAsync(Actor actor, Id<StaffMember> idva, RiskGrade? grade, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        var isManager = actor.Has(Role.IdvaManager);
        if (idva != actor.StaffId && !isManager)
        {
            return new Refusal("caseload.not-manager", "Only a manager can give a case to somebody else.");
        }

        var loads = await CountAsync(db.Cases, actor.AgencyId, now, ct);
        if (loads.FirstOrDefault(l => l.Idva.Id == idva) is not { } load)
        {
            return new Refusal("caseload.not-an-idva", "Choose an IDVA of your own service.");
        }

        return grade is RiskGrade.High ? IdvaCaseload.CheckTake(load.State.OpenHigh, await CapsAsync(actor.AgencyId, now, ct), isManager, reason) : null;
    }

    private async Task<CaseloadCaps> CapsAsync(Id<Agency> service, DateTimeOffset now, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.IdvaCaseload, service.Value, UkTime.DateOf(now), ct)).Content;
}
