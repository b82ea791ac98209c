using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>One IDVA of a service and what they carry.</summary>
public sealed record IdvaLoad(StaffLine Idva, int OpenCases, CaseloadState State);

/// <summary>What each IDVA of a service carries, against the service's caps and their own hours (R3.1), and whether they may take another case.</summary>
public sealed class IdvaLoads(CaseDbContext db, PolicyBook policies)
{
    /// <summary>As shown: a case the reader may not see is not counted (R6.10).</summary>
    public async Task<IReadOnlyList<IdvaLoad>> ReadAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var caps = await CapsAsync(actor.AgencyId, now, ct);
        var staff = await db.StaffInAsync(actor.AgencyId, [Role.Idva, Role.IdvaManager], ct);
        var ids = staff.Select(s => (Id<StaffMember>?)s.Id).ToArray();
        var open = db.Cases.VisibleTo(actor, db).Where(c => c.ClosedAt == null && ids.Contains(c.IdvaId));
        var weighed = (await db.WeighAsync(actor, open, WeightsOf(caps), UkTime.DateOf(now), ct)).ToLookup(c => c.IdvaId);
        var hours = await HoursAsync(ids, ct);
        return
        [
            .. from s in staff
               let carried = weighed[s.Id].ToList()
               select new IdvaLoad(s, carried.Count, IdvaCaseload.Of(
                   carried.Count(c => c.Burden.Grade is RiskGrade.High), carried.Sum(c => CaseWeight.Of(c.Burden, WeightsOf(caps)).Points), caps, hours.GetValueOrDefault(s.Id))),
        ];
    }

    /// <summary>Why this member of staff cannot be given the case, or null when they can. Only managers give cases to others. The caps are checked over all cases.</summary>
    /// <param name="more">How many high-risk cases they are given at once beside this one.</param>
    public async Task<Refusal?> CheckTakeAsync(Actor actor, Id<StaffMember> idva, RiskGrade? grade, string? reason, DateTimeOffset now, CancellationToken ct, int more = 0)
    {
        var isManager = actor.Has(Role.IdvaManager);
        if (idva != actor.StaffId && !isManager)
        {
            return new Refusal("caseload.not-manager", "Only a manager can give a case to somebody else.");
        }

        var service = actor.AgencyId;
        if (!(await db.StaffInAsync(service, [Role.Idva, Role.IdvaManager], ct)).Any(s => s.Id == idva))
        {
            return new Refusal("caseload.not-an-idva", "Choose an IDVA of your own service.");
        }

        var today = UkTime.DateOf(now);
        var cover = idva == actor.StaffId ? null : await db.StaffLeaves.Where(l => l.StaffId == idva && l.CancelledAt == null && l.FromOn <= today && l.UntilOn >= today)
            .Select(l => new { l.UntilOn, Name = db.Staff.Where(s => s.Id == l.CoverId).Select(s => s.DisplayName).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        if (cover is not null)
        {
            return new Refusal("caseload.on-leave", $"That person is on leave until {UkTime.Describe(cover.UntilOn)}. {(cover.Name is { } name ? $"{name} covers: choose them." : "Choose somebody else.")}");
        }

        if (grade is not RiskGrade.High)
        {
            return null;
        }

        var carrier = (Id<StaffMember>?)idva;
        var high = await db.Cases.CountAsync(c => c.ClosedAt == null && c.IdvaId == carrier && c.Grade == RiskGrade.High, ct);
        var limits = (await CapsAsync(service, now, ct)).For((await HoursAsync([idva], ct)).GetValueOrDefault(idva));
        return IdvaCaseload.CheckTake(high + more, limits, isManager, reason);
    }

    /// <summary>Why this member of staff is kept apart from a case, or null when they are not: they, whoever covers for them or whom they cover for, carry one that holds the same two people the other way round (R4.17, T13).</summary>
    /// <param name="given">With its perpetrators.</param>
    public async Task<Refusal?> CheckApartAsync(Case given, Id<StaffMember> idva, DateTimeOffset now, CancellationToken ct)
    {
        var (today, cover, victim) = (UkTime.DateOf(now), (Id<StaffMember>?)idva, given.VictimId);
        var leaves = await db.StaffLeaves.Where(l => (l.StaffId == idva || l.CoverId == cover) && l.CancelledAt == null && l.UntilOn >= today).Select(l => new { l.StaffId, l.CoverId }).ToListAsync(ct);
        Id<StaffMember>?[] together = [idva, .. leaves.SelectMany(l => new[] { (Id<StaffMember>?)l.StaffId, l.CoverId }).Where(s => s is not null)];
        var carried = await db.Cases.Include(c => c.Perpetrators).Where(c => c.ClosedAt == null && together.Contains(c.IdvaId) && c.Perpetrators.Any(p => p.PersonId == victim)).ToListAsync(ct);
        return CounterAllegations.CheckApart(given, carried);
    }

    internal async Task<CaseloadCaps> CapsAsync(Id<Agency> service, DateTimeOffset now, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.IdvaCaseload, service.Value, UkTime.DateOf(now), ct)).Content;

    internal static CaseWeights WeightsOf(CaseloadCaps caps) => caps.Weights ?? CaseWeights.Default;

    private async Task<Dictionary<Id<StaffMember>, decimal?>> HoursAsync(Id<StaffMember>?[] ids, CancellationToken ct) =>
        await db.Staff.Where(s => ids.Contains(s.Id) && s.WeeklyHours != null).ToDictionaryAsync(s => s.Id, s => s.WeeklyHours, ct);
}
