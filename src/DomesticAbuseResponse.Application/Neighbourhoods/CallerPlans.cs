using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Neighbourhoods;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Neighbourhoods;

public sealed record CallerPlanOpened(Id<CallerPlan> Plan, CallerKind Kind) : Happened;

public sealed record PlanActionSet(Id<CallerPlan> Plan, Id<Agency> Owner, DateOnly DueOn) : Happened;

public sealed record PlanActionFinished(Id<CallerPlan> Plan, PlanOutcome Outcome) : Happened;

public sealed record CallerPlanClosed(Id<CallerPlan> Plan) : Happened;

public sealed record PartnershipMeetingRecorded(Id<Neighbourhood> Neighbourhood, DateOnly HeldOn) : Happened;

/// <summary>One plan with its actions, for staff of the force who may know of the caller.</summary>
public sealed class CallerPlanView(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public sealed record ActionLine(PlanAction Action, string Agency, string? FinishedBy, bool IsOverdue);

    public sealed record View(CallerPlan Plan, string Name, string Neighbourhood, string OpenedBy, IReadOnlyList<ActionLine> Actions, IReadOnlyList<(Id<Agency> Id, string Name)> Agencies, (Id<Incident> Id, string Reference)? Newest);

    /// <exception cref="RecordNotFoundException">It is another force's, about somebody kept from the reader, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<CallerPlan> id, CancellationToken ct)
    {
        var plan = await db.CallerPlans.SeenBy(actor, db).AsNoTracking().Include(p => p.Actions.OrderBy(a => a.Number)).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new RecordNotFoundException();
        var today = UkTime.DateOf(clock.GetUtcNow());
        var names = await db.NamedAsync(plan.PersonId is { } person ? [person] : [], ct);
        var (place, opener, incident) = (plan.NeighbourhoodId, plan.OpenedBy, plan.IncidentId);
        var agencies = await db.Agencies.OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        Id<StaffMember>[] staff = [.. plan.Actions.Select(a => a.FinishedBy).OfType<Id<StaffMember>>().Append(opener).Distinct()];
        var members = await db.Staff.Where(s => staff.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        var newest = await db.Incidents.VisibleTo(actor, db).Where(i => i.Id == incident).Select(i => new { i.Id, i.Reference }).SingleOrDefaultAsync(ct);
        await door.ShowListAsync(actor, "Repeat-caller plan", [plan.PersonId?.Value ?? incident.Value], ct);
        return new(
            plan, CallerNames.Of(plan.Key, names), await db.Set<Neighbourhood>().Where(n => n.Id == place).Select(n => n.Name).SingleAsync(ct), members[opener],
            [.. plan.Actions.Select(a => new ActionLine(a, agencies.First(x => x.Id == a.OwnerAgencyId).Name, a.FinishedBy is { } by ? members[by] : null, a.IsOverdueOn(today))).OrderByDescending(a => a.Action.IsOpen).ThenBy(a => a.Action.DueOn)],
            [.. agencies.Select(a => (a.Id, a.Name))], newest is null ? null : (newest.Id, newest.Reference));
    }
}

/// <summary>Begins a plan for somebody on the list of repeat callers (R4.19). One plan is open for one caller: whoever comes second is led to it.</summary>
public sealed class OpenCallerPlan(CaseDbContext db, PolicyBook policies, TimeProvider clock)
{
    /// <param name="Newest">The caller's newest call, by which the list names them.</param>
    public sealed record Command(Id<Neighbourhood> NeighbourhoodId, Id<Incident> Newest);

    public async Task<Result<Id<CallerPlan>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id) = (clock.GetUtcNow(), command.NeighbourhoodId);
        var place = await db.NeighbourhoodsOf(actor).AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new RecordNotFoundException();
        var settings = (await policies.AtAsync(PolicyKinds.RepeatCallers, actor.AgencyId.Value, UkTime.DateOf(now), ct)).Content;
        var calls = await db.CallsOfAsync(actor, place.UnitId, [place], settings, now, ct);
        if (RepeatCallers.Rank([.. calls.Select(c => c.Fact)], settings).FirstOrDefault(c => c.Incidents.Contains(command.Newest)) is not { } caller)
        {
            return new Refusal("plan.no-caller", "This caller is no longer on the list: their calls lie too far back.");
        }

        if (await OpenedAsync(id, caller.Key, ct) is { } known)
        {
            return known;
        }

        var plan = CallerPlan.Open(id, caller, actor, now);
        db.Add(plan);
        var late = await db.TryCommitAsync(actor, now, new Refusal("plan.raced", "Somebody has just begun a plan for this caller."), ct, new CallerPlanOpened(plan.Id, plan.Kind) { PersonId = plan.PersonId, IncidentId = plan.IncidentId });
        return late is null ? plan.Id : await OpenedAsync(id, caller.Key, ct) is { } first ? first : late;
    }

    private async Task<Id<CallerPlan>?> OpenedAsync(Id<Neighbourhood> place, CallerKey key, CancellationToken ct)
    {
        var (kind, person, words) = (key.Kind, key.Person, key.Words);
        return await db.CallerPlans.Where(p => p.NeighbourhoodId == place && p.ClosedAt == null && p.Kind == kind && p.PersonId == person && p.Words == words).Select(p => (Id<CallerPlan>?)p.Id).FirstOrDefaultAsync(ct);
    }
}

/// <summary>Sets an action of a plan: what, who of which agency, by when.</summary>
public sealed class SetPlanAction(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<CallerPlan> PlanId, string? Text, Id<Agency>? OwnerAgencyId, string? OwnerName, DateOnly? DueOn);

    public async Task<Result<PlanAction>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var plan = await db.OwnPlanAsync(actor, command.PlanId, ct);
        var owner = command.OwnerAgencyId;
        if (owner is null || !await db.Agencies.AnyAsync(a => a.Id == owner, ct))
        {
            return new Refusal("plan.agency", "Choose the agency that does it.");
        }

        if (command.DueOn is not { } due)
        {
            return new Refusal("plan.due", "Enter the date by which it is done.");
        }

        var set = plan.Add(command.Text, owner.Value, command.OwnerName, due, UkTime.DateOf(now), actor, now);
        if (set.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new PlanActionSet(plan.Id, owner.Value, due) { PersonId = plan.PersonId });
        }

        return set;
    }
}

/// <summary>Says what came of an action: the force that keeps the plan, or the agency that owns the action.</summary>
public sealed class FinishPlanAction(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<CallerPlan> PlanId, long Number, PlanOutcome? Outcome, string? Words);

    public async Task<Result<PlanAction>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id, agency, number) = (clock.GetUtcNow(), command.PlanId, actor.AgencyId, command.Number);
        var plan = await db.CallerPlans.SeenBy(actor, db).Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == id, ct)
            ?? await db.CallerPlans.ActedOnBy(actor, db).Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == id && p.Actions.Any(a => a.Number == number && a.OwnerAgencyId == agency), ct)
            ?? throw new RecordNotFoundException();
        if (command.Outcome is not { } outcome)
        {
            return new Refusal("plan.choose", "Choose what came of it.");
        }

        var finished = plan.Finish(number, outcome, command.Words, actor, now);
        return finished.Refusal is not null ? finished
            : await db.TryCommitAsync(actor, now, new Refusal("plan.action-done", "Somebody has already said what came of this."), ct, new PlanActionFinished(plan.Id, outcome) { PersonId = plan.PersonId }) is { } late ? late : finished;
    }
}

/// <summary>Closes a plan once every action has its outcome.</summary>
public sealed class CloseCallerPlan(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<CallerPlan> PlanId, string? Reason);

    public async Task<Result<CallerPlan>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var plan = await db.OwnPlanAsync(actor, command.PlanId, ct);
        var closed = plan.Close(command.Reason, now);
        if (closed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new CallerPlanClosed(plan.Id) { PersonId = plan.PersonId });
        }

        return closed;
    }
}

/// <summary>Writes down one weekly meeting of the partners of a neighbourhood.</summary>
public sealed class RecordPartnershipMeeting(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Neighbourhood> NeighbourhoodId, DateOnly HeldOn, string? Present, string? Notes);

    public async Task<Result<PartnershipMeeting>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id) = (clock.GetUtcNow(), command.NeighbourhoodId);
        if (!await db.NeighbourhoodsOf(actor).AnyAsync(n => n.Id == id, ct))
        {
            throw new RecordNotFoundException();
        }

        var recorded = PartnershipMeeting.Record(id, command.HeldOn, command.Present, command.Notes, UkTime.DateOf(now), actor, now);
        if (recorded.Refusal is null)
        {
            recorded.Match(m => db.Add(m), _ => null!);
            await db.CommitAsync(actor, now, ct, new PartnershipMeetingRecorded(id, command.HeldOn));
        }

        return recorded;
    }
}

/// <summary>
/// The actions that the reader's agency has taken on in plans of a force. Its staff are told what was asked of them at the meeting, and whom it is about only where they may know of the
/// person; a plan about somebody from whom they are excluded, or who is restricted to others, is not there.
/// </summary>
public sealed class PartnerActions(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int Most = 100;

    /// <param name="About">Null where the reader may not know of the person.</param>
    public sealed record Row(Id<CallerPlan> PlanId, PlanAction Action, string Neighbourhood, string Force, string? About, bool IsOverdue);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var (agency, today, visible) = (actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()), db.People.VisibleTo(actor, db));
        var found = await (from p in db.CallerPlans.ActedOnBy(actor, db).AsNoTracking()
                           from a in p.Actions
                           where a.OwnerAgencyId == agency && p.ForceId != agency && a.Outcome == null
                           orderby a.DueOn, a.Number
                           select new
                           {
                               p.Id,
                               Action = a,
                               Neighbourhood = db.Set<Neighbourhood>().Where(n => n.Id == p.NeighbourhoodId).Select(n => n.Name).First(),
                               Force = db.Agencies.Where(x => x.Id == p.ForceId).Select(x => x.Name).First(),
                               Person = visible.Where(x => x.Id == p.PersonId).Select(x => (Id<Person>?)x.Id).FirstOrDefault(),
                           }).Take(Most).ToListAsync(ct);
        var names = await db.NamedAsync(found.Select(f => f.Person).OfType<Id<Person>>(), ct);
        await door.ShowListAsync(actor, "Partnership actions", found.Select(f => f.Person?.Value ?? f.Id.Value).Distinct(), ct);
        return [.. found.Select(f => new Row(f.Id, f.Action, f.Neighbourhood, f.Force, f.Person is { } person ? names[person].Name : null, f.Action.IsOverdueOn(today)))];
    }
}

internal static class Plans
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">It is another force's, about somebody kept from the actor, or there is none.</exception>
        public async Task<CallerPlan> OwnPlanAsync(Actor actor, Id<CallerPlan> id, CancellationToken ct) =>
            await db.CallerPlans.SeenBy(actor, db).Include(p => p.Actions).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new RecordNotFoundException();
    }

    extension(IQueryable<CallerPlan> plans)
    {
        /// <summary>Plans in which the actor's agency has an action, about nobody who is kept from the actor.</summary>
        public IQueryable<CallerPlan> ActedOnBy(Actor actor, CaseDbContext db)
        {
            var (agency, known, barred) = (actor.AgencyId, db.People.NotKeptFrom(actor, db), db.BarredFrom(actor));
            return plans.Where(p => p.Actions.Any(a => a.OwnerAgencyId == agency) && (p.PersonId == null || known.Any(x => x.Id == p.PersonId)) && !barred.Any(e => e.RecordId == (Guid)(object)p.IncidentId));
        }
    }
}

/// <summary>Which postcodes lie in a neighbourhood: how its calls are found. A postcode lies in one neighbourhood of a force.</summary>
public sealed class SetPostcodes(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Neighbourhood> NeighbourhoodId, string? Typed);

    /// <exception cref="RecordNotFoundException">It is another force's, or there is none.</exception>
    public async Task<(Neighbourhood Neighbourhood, string Unit)> FindAsync(Actor actor, Id<Neighbourhood> id, CancellationToken ct)
    {
        Agencies.OwnStaff.Demand(actor);
        var place = await db.NeighbourhoodsOf(actor).SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new RecordNotFoundException();
        var unit = place.UnitId;
        return (place, await db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(ct));
    }

    public async Task<Result<Neighbourhood>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (place, _) = await FindAsync(actor, command.NeighbourhoodId, ct);
        var id = place.Id;
        string[] typed = [.. (command.Typed ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (typed.FirstOrDefault(t => PostcodeArea.Read(t) is null) is { } odd)
        {
            return new Refusal("postcodes.odd", $"“{(odd.Length > 20 ? odd[..20] + "…" : odd)}” is not the beginning of a postcode. Write DM4, DM4 1 or DM4 1AA.");
        }

        string[] areas = [.. typed.Select(t => PostcodeArea.Read(t)!).Distinct().Order(StringComparer.Ordinal)];
        if (areas.Length > PostcodeArea.Most)
        {
            return new Refusal("postcodes.many", $"Write {PostcodeArea.Most} or fewer. Shorter beginnings hold more postcodes.");
        }

        var others = await db.NeighbourhoodsOf(actor).AsNoTracking().Where(n => n.Id != id).ToListAsync(ct);
        if (others.SelectMany(n => n.PostcodeAreas.Select(a => (n.Name, Area: a))).FirstOrDefault(o => areas.Any(a => PostcodeArea.Overlap(a, o.Area))) is { Name: { } other, Area: var taken })
        {
            return new Refusal("postcodes.taken", $"{taken} lies in {other} already.");
        }

        place.HasPostcodes(areas);
        await db.CommitAsync(actor, clock.GetUtcNow(), ct, new Agencies.NeighbourhoodPlaced(id, areas.Length));
        return place;
    }
}
