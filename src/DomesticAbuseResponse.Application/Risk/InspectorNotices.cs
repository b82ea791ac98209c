using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>
/// Brings every High to an inspector (R1.17, S13): of the force whose area the case lies in, else of the force that holds it or works on it.
/// Only a force in the circle of the case is told, and only where an inspector there may open it; otherwise the manager of the service that
/// graded is. On a restricted record on which none of them is named, those who are named are told, each by name. Waits for the caller's commit.
/// </summary>
internal sealed class InspectorNotices(CaseDbContext db)
{
    /// <param name="subject">The assessment that was graded High.</param>
    /// <param name="gradedBy">The agency whose form it is.</param>
    public async Task TellAsync(Case @case, Guid subject, Id<Agency> gradedBy, DateTimeOffset now, CancellationToken ct)
    {
        var circle = await CircleAsync(@case, ct);
        gradedBy = circle.Contains(gradedBy) ? gradedBy : @case.AgencyId; // a crew graded, whose agency has no place on the case
        var unit = @case.UnitId;
        var area = unit is null ? null : await db.PolicingUnits.Where(u => u.Id == unit).Select(u => (Id<Agency>?)u.ForceId).SingleOrDefaultAsync(ct);
        var forces = await db.Agencies.Where(a => circle.Contains(a.Id) && a.Kind == AgencyKind.PoliceForce).Select(a => a.Id).ToListAsync(ct);
        Id<Agency>[] inOrder = [.. forces.OrderByDescending(f => f == area).ThenByDescending(f => f == @case.AgencyId).ThenBy(f => f.Value)];

        var able = await AbleAsync(@case, circle, ct);
        foreach (var (agency, role) in inOrder.Select(f => (f, Role.Inspector)).Append((gradedBy, Role.IdvaManager)))
        {
            if (able.Any(s => s.AgencyId == agency && s.Roles.Contains(role)))
            {
                Tell(Notice.To(agency, role, NoticeKind.HighRiskInspector, @case.Id, subject, now));
                return;
            }
        }

        // It stands on the inspectors' list from the moment one of them is appointed or named.
        var (waits, asRole) = inOrder is [var first, ..] ? (first, Role.Inspector) : (gradedBy, Role.IdvaManager);
        Tell(Notice.To(waits, asRole, NoticeKind.HighRiskInspector, @case.Id, subject, now));
        foreach (var named in @case.IsRestricted ? able : [])
        {
            Tell(Notice.To(named.AgencyId, named.Id, NoticeKind.HighRiskInspector, @case.Id, subject, now));
        }
    }

    private void Tell(Notice notice) => db.Notices.Add(notice);

    private async Task<Id<Agency>[]> CircleAsync(Case @case, CancellationToken ct)
    {
        var record = @case.Id.Value;
        var places = await db.Participations.Where(p => p.RecordId == record && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner))
            .Select(p => p.AgencyId).ToListAsync(ct);
        places.AddRange(db.Participations.Local.Where(p => p.RecordId == record && p.Until is null && p.Kind is ParticipationKind.Owner or ParticipationKind.Partner).Select(p => p.AgencyId));
        return [.. places.OfType<Id<Agency>>().Distinct()];
    }

    /// <summary>Staff in the circle who may open the case: not excluded, and named where it is restricted.</summary>
    private async Task<IReadOnlyList<StaffMember>> AbleAsync(Case @case, Id<Agency>[] circle, CancellationToken ct)
    {
        var record = @case.Id.Value;
        var staff = await db.Staff.AsNoTracking().Where(s => circle.Contains(s.AgencyId) && s.DisabledAt == null
            && !db.Exclusions.Any(e => e.RecordId == record && (e.StaffId == s.Id || e.AgencyId == s.AgencyId))).ToListAsync(ct);
        if (!@case.IsRestricted)
        {
            return staff;
        }

        var named = (await db.NamedStaff.Where(n => n.RecordId == record).Select(n => n.StaffId).ToListAsync(ct))
            .Concat(db.NamedStaff.Local.Where(n => n.RecordId == record).Select(n => n.StaffId)).ToHashSet();
        return [.. staff.Where(s => named.Contains(s.Id) && !db.Exclusions.Local.Any(e => e.RecordId == record && (e.StaffId == s.Id || e.AgencyId == s.AgencyId)))];
    }
}
