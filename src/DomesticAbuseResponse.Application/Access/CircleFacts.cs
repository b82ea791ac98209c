using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>
/// Everything that decides who may see some records, read once for as many readers as there are: the rule itself stays
/// <see cref="RecordAccess.Decide"/>. For what is shown to many at the same moment.
/// </summary>
public sealed class CircleFacts
{
    private readonly ILookup<Guid, (Id<Agency>? Agency, Id<Marac>? Marac, ParticipationKind Kind)> _places;
    private readonly ILookup<Guid, (Id<StaffMember>? Staff, Id<Agency>? Agency)> _exclusions;
    private readonly ILookup<Guid, Id<StaffMember>> _named;

    private CircleFacts(
        ILookup<Guid, (Id<Agency>?, Id<Marac>?, ParticipationKind)> places, ILookup<Guid, (Id<StaffMember>?, Id<Agency>?)> exclusions, ILookup<Guid, Id<StaffMember>> named) =>
        (_places, _exclusions, _named) = (places, exclusions, named);

    public static async Task<CircleFacts> ReadAsync(CaseDbContext db, Guid[] records, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var places = await db.Participations.AsNoTracking().Where(p => p.Until == null && records.Contains(p.RecordId)).Select(p => new { p.RecordId, p.AgencyId, p.MaracId, p.Kind }).ToListAsync(ct);
        var exclusions = await db.Exclusions.AsNoTracking().Where(e => records.Contains(e.RecordId)).Select(e => new { e.RecordId, e.StaffId, e.AgencyId }).ToListAsync(ct);
        var named = await db.NamedStaff.AsNoTracking().Where(n => records.Contains(n.RecordId)).Select(n => new { n.RecordId, n.StaffId }).ToListAsync(ct);
        return new CircleFacts(
            places.ToLookup(p => p.RecordId, p => (p.AgencyId, p.MaracId, p.Kind)), exclusions.ToLookup(e => e.RecordId, e => (e.StaffId, e.AgencyId)), named.ToLookup(n => n.RecordId, n => n.StaffId));
    }

    public AccessLevel LevelOf(Actor actor, RecordKind kind, Guid record, bool isRestricted)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return RecordAccess.Decide(actor, kind, new AccessFacts(
            isRestricted, isRestricted && _named[record].Contains(actor.StaffId), IsExcluded(actor, record),
            [.. _places[record].Where(p => p.Agency == actor.AgencyId || (p.Marac is { } marac && actor.Maracs.Contains(marac))).Select(p => p.Kind)])).Level;
    }

    /// <summary>Whether the actor is told the grade of a case: whoever may read it, and a control room that is not excluded (R6.12).</summary>
    public bool IsToldGrade(Actor actor, Guid @case, bool isRestricted)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Standing.IsToldGrades(actor) ? !IsExcluded(actor, @case) : LevelOf(actor, RecordKind.Case, @case, isRestricted) >= AccessLevel.Read;
    }

    private bool IsExcluded(Actor actor, Guid record) => _exclusions[record].Any(e => e.Staff == actor.StaffId || e.Agency == actor.AgencyId);
}
