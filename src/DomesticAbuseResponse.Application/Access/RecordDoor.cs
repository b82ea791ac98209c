using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>
/// What the four doors share: decide, write down, hand over, in that order. A look to read is written at once; a look to edit is
/// written with the change it leads to, or before the response leaves when it leads to none.
/// </summary>
public sealed class RecordDoor(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Lets the actor through to a record, or throws <see cref="RecordNotFoundException"/> after writing down the attempt.</summary>
    /// <param name="record">Null when there is no such record; the answer is the same.</param>
    public async Task<AccessDecision> PassAsync(
        Actor actor, RecordKind kind, Guid id, IProtectedRecord? record, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var decision = record is null
            ? new AccessDecision(AccessLevel.None, "No such record")
            : RecordAccess.Decide(actor, kind, await FactsAsync(actor, id, record.IsRestricted, ct));
        var granted = decision.Level >= wanted;
        NoteLook(actor, kind.ToString(), id, [], purpose, granted ? wanted : AccessLevel.None, decision.Reason);

        if (!granted)
        {
            await db.WriteLooksAsync(ct);
            throw new RecordNotFoundException();
        }

        if (wanted < AccessLevel.Edit)
        {
            await db.WriteLookAsync(ct);
        }

        return decision;
    }

    /// <summary>Writes down that a list showed these records, before it is shown.</summary>
    public async Task ShowListAsync(Actor actor, string list, IEnumerable<Guid> shown, CancellationToken ct)
    {
        NoteLook(actor, list, null, [.. shown], "List", AccessLevel.Read, "In the visible list");
        await db.WriteLooksAsync(ct);
    }

    public async Task<AccessFacts> FactsAsync(Actor actor, Guid id, bool restricted, CancellationToken ct)
    {
        var (staff, agency) = (actor.StaffId, actor.AgencyId);
        var maracs = actor.Maracs.Select(m => (Id<Marac>?)m).ToArray();
        var places = await db.Participations
            .Where(p => p.RecordId == id && p.Until == null && (p.AgencyId == agency || maracs.Contains(p.MaracId)))
            .Select(p => p.Kind).ToListAsync(ct);
        var excluded = await db.Exclusions.AnyAsync(e => e.RecordId == id && (e.StaffId == staff || e.AgencyId == agency), ct);
        var named = restricted && await db.NamedStaff.AnyAsync(n => n.RecordId == id && n.StaffId == staff, ct);
        return new AccessFacts(restricted, named, excluded, places);
    }

    private void NoteLook(Actor actor, string kind, Guid? id, Guid[] shown, string purpose, AccessLevel level, string reason) =>
        db.AccessRecords.Add(new AccessRecord
        {
            RecordId = id,
            Kind = kind,
            Shown = shown,
            ByStaffId = actor.StaffId,
            ByAgencyId = actor.AgencyId,
            Roles = string.Join(", ", actor.Roles.Order()),
            At = clock.GetUtcNow(),
            Purpose = purpose,
            Level = level,
            Reason = reason,
        });
}
