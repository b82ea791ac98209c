using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Disclosures;

namespace DomesticAbuseResponse.Application.Disclosures;

public sealed record DisclosureTaken(Guid Request, DisclosureRoute Route) : Happened;

public sealed record DisclosureStepRecorded(Guid Request, DisclosureStage Stage) : Happened;

public sealed record DisclosureEnded(Guid Request, DisclosureOutcome Outcome) : Happened;

public sealed record DisclosureKeptFrom(Guid Request, Guid Staff, bool ByName) : Happened;

public sealed record DisclosureOpenedTo(Guid Request, Guid Staff) : Happened;

/// <summary>The requests somebody may see, as SQL: the twin of <see cref="DisclosureAccess"/>.</summary>
internal static class DisclosureVisibility
{
    extension(IQueryable<DisclosureRequest> requests)
    {
        public IQueryable<DisclosureRequest> VisibleTo(Actor actor, CaseDbContext db)
        {
            var (force, decides, barred) = (actor.AgencyId, actor.Roles.Any(DisclosureAccess.Deciders.Contains), db.BarredFrom(actor));
            return requests.Where(r => decides && r.ForceId == force && !barred.Any(e => e.RecordId == (Guid)(object)r.Id));
        }
    }
}

/// <summary>The one door to a request under the disclosure scheme. Every look is written down.</summary>
public sealed class DisclosureFiles(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const string Kind = "Disclosure request";

    /// <exception cref="RecordNotFoundException">There is none, or it is not theirs to see.</exception>
    public async Task<DisclosureRequest> OpenAsync(Actor actor, Id<DisclosureRequest> id, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var request = await db.DisclosureRequests.Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == id, ct);
        var excluded = await db.BarredFrom(actor).AnyAsync(e => e.RecordId == id.Value, ct);
        var decision = request is null ? new AccessDecision(AccessLevel.None, "No such record") : DisclosureAccess.Decide(actor, request.ForceId, excluded);
        if (decision.Level > AccessLevel.None && await IsNamesakeAsync(actor, request!, ct))
        {
            decision = DisclosureAccess.Decide(actor, request!.ForceId, excluded: true);
        }

        await door.PassAsync(actor, Kind, id.Value, decision, wanted, purpose, ct);
        return request!;
    }

    /// <summary>Whoever got a name of the request, or the role, after it was taken is kept out when they try to open it, unless a colleague has opened it to them before.</summary>
    private async Task<bool> IsNamesakeAsync(Actor actor, DisclosureRequest request, CancellationToken ct)
    {
        var (staff, record, now) = (actor.StaffId, request.Id.Value, clock.GetUtcNow());
        var name = await db.Staff.Where(s => s.Id == staff).Select(s => s.DisplayName).SingleOrDefaultAsync(ct);
        if (name is null || !DisclosureAccess.MayBeIn(name, request.Asked) || await db.Exclusions.IgnoreQueryFilters().AnyAsync(e => e.RecordId == record && e.StaffId == staff, ct))
        {
            return false;
        }

        db.Exclusions.Add(new Exclusion(record, staff, null, Namesake, now));
        await db.CommitAsync(Actor.System, now, ct, new DisclosureKeptFrom(record, staff.Value, ByName: true));
        return true;
    }

    internal const string Namesake = "A name of the request is theirs, or may be";
}
