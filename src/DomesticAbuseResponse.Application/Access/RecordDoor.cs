using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>
/// What the four doors share: decide, write down, hand over, in that order. A look to read is written at once; a look to edit is
/// written with the change it leads to, or before the response leaves when it leads to none.
/// </summary>
public sealed class RecordDoor(CaseDbContext db, TimeProvider clock)
{
    /// <summary>Lets the actor through to a record, or throws <see cref="RecordNotFoundException"/> after writing down the attempt.</summary>
    /// <param name="record">Null when there is no such record; the answer is the same.</param>
    /// <param name="forTask">A case on which a crew writes what its task asks for, and no more.</param>
    public async Task<AccessDecision> PassAsync(
        Actor actor, RecordKind kind, Guid id, IProtectedRecord? record, AccessLevel wanted, string purpose, CancellationToken ct, bool forTask = false)
    {
        var decision = record is null ? new AccessDecision(AccessLevel.None, "No such record")
            : await FactsAsync(actor, id, record.IsRestricted, ct) is var facts && forTask ? RecordAccess.DecideForTask(actor, facts)
            : RecordAccess.Decide(actor, kind, facts);
        var granted = decision.Level >= wanted;
        NoteLook(actor, kind.ToString(), id, [], purpose, granted ? wanted : AccessLevel.None, decision.Reason);

        if (!granted)
        {
            await db.WriteLooksAsync(ct);
            throw new RecordNotFoundException();
        }

        if (record!.IsRestricted)
        {
            await AlertOwnerAsync(actor, kind, id, ct);
        }

        if (wanted < AccessLevel.Edit)
        {
            await db.WriteLookAsync(ct);
        }

        return decision;
    }

    /// <summary>Lets the actor through to what stands in a compartment of its own, by that compartment's rule, or throws after writing down the attempt; the answer for what is not there is the same.</summary>
    public async Task PassAsync(Actor actor, string compartment, Guid id, AccessDecision decision, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var granted = decision.Level >= wanted;
        NoteLook(actor, compartment, id, [], purpose, granted ? wanted : AccessLevel.None, decision.Reason);
        if (!granted)
        {
            await db.WriteLooksAsync(ct);
            throw new RecordNotFoundException();
        }

        if (wanted < AccessLevel.Edit)
        {
            await db.WriteLookAsync(ct);
        }
    }

    /// <summary>Writes down that a list showed these records, before it is shown.</summary>
    public async Task ShowListAsync(Actor actor, string list, IEnumerable<Guid> shown, CancellationToken ct)
    {
        NoteLook(actor, list, null, [.. shown], "List", AccessLevel.Read, "In the visible list");
        await db.WriteLooksAsync(ct);
    }

    /// <summary>Writes down, all at once, that several people were shown these records in a list, before any of them is.</summary>
    public async Task ShowListsAsync(string list, IEnumerable<(Actor Actor, IReadOnlyCollection<Guid> Shown)> shown, CancellationToken ct)
    {
        foreach (var (actor, records) in shown)
        {
            NoteLook(actor, list, null, [.. records], "List", AccessLevel.Read, "In the visible list");
        }

        await db.WriteLooksAsync(ct);
    }

    public async Task<AccessFacts> FactsAsync(Actor actor, Guid id, bool restricted, CancellationToken ct)
    {
        var (staff, agency) = (actor.StaffId, actor.AgencyId);
        var maracs = actor.Maracs.Select(m => (Id<Marac>?)m).ToArray();
        var places = await db.Participations
            .Where(p => p.RecordId == id && p.Until == null && (p.AgencyId == agency || p.StaffId == staff || maracs.Contains(p.MaracId)))
            .Select(p => p.Kind).ToListAsync(ct);
        var excluded = await db.Exclusions.AnyAsync(e => e.RecordId == id && (e.StaffId == staff || e.AgencyId == agency), ct)
            || (Standing.CarriesCases(actor) && (await db.OppositeOf(actor).AnyAsync(c => c == new Id<Case>(id), ct) || await db.OppositeIncidentsOf(actor).AnyAsync(i => i == new Id<Incident>(id), ct)));
        var named = restricted && await db.NamedStaff.AnyAsync(n => n.RecordId == id && n.StaffId == staff, ct);
        return new AccessFacts(restricted, named, excluded, places);
    }

    /// <summary>
    /// Tells the owning agency that a restricted record was opened (R6.10): those who restricted it or were chosen, or when the actor is the only one, the role that
    /// answers for such records, without saying whose it is. While a notice is not dealt with, no second one is raised; the access log has each look.
    /// </summary>
    private async Task AlertOwnerAsync(Actor actor, RecordKind kind, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var owners = await db.Participations.AsNoTracking().Where(p => p.RecordId == id && p.Kind == ParticipationKind.Owner && p.Until == null && p.AgencyId != null)
            .Join(db.Agencies, p => p.AgencyId, a => a.Id, (_, agency) => agency).Distinct().ToListAsync(ct);
        var named = await db.Staff.AsNoTracking()
            .Where(s => s.DisabledAt == null && s.Id != actor.StaffId
                && db.NamedStaff.Any(n => n.RecordId == id && n.StaffId == s.Id && (n.Because == NamedBecause.Chosen || n.Because == NamedBecause.Restricted))).Select(s => new { s.Id, s.AgencyId }).ToListAsync(ct);
        var waiting = await db.Notices.AsNoTracking().Where(n => n.SubjectId == id && n.Kind == NoticeKind.RestrictedOpened && n.DoneAt == null)
            .Select(n => new { n.AgencyId, n.StaffId }).ToListAsync(ct);
        Id<Case>? about = kind is RecordKind.Case ? new Id<Case>(id) : null;

        foreach (var owner in owners)
        {
            var told = named.Where(n => n.AgencyId == owner.Id).ToList();
            db.Notices.AddRange(told.Where(n => !waiting.Any(w => w.StaffId == n.Id))
                .Select(n => Notice.To(owner.Id, n.Id, NoticeKind.RestrictedOpened, about, id, now)));
            if (told.Count == 0 && !waiting.Any(w => w.AgencyId == owner.Id && w.StaffId == null))
            {
                db.Notices.Add(Notice.To(owner.Id, AnsweringFor(owner.Kind), NoticeKind.RestrictedOpened, null, id, now));
            }
        }
    }

    private static Role AnsweringFor(AgencyKind kind) => kind switch
    {
        AgencyKind.PoliceForce => Role.Inspector,
        AgencyKind.SpecialistService => Role.IdvaManager,
        AgencyKind.Council or AgencyKind.Health or AgencyKind.Housing => Role.AgencyRepresentative,
    };

    /// <summary>Writes down that somebody was turned away before any door.</summary>
    public Task NoteRefusedAsync(Actor actor, string kind, Guid id, string purpose, CancellationToken ct)
    {
        NoteLook(actor, kind, id, [], purpose, AccessLevel.None, "Your role does not open this page");
        return db.WriteLooksAsync(ct);
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
