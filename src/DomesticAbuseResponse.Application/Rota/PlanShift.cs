using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Rota;

/// <summary>Puts a shift on the rota of the planner's own force.</summary>
public sealed class PlanShift(CaseDbContext db, RotaServices services, ShiftChoices choices, TimeProvider clock)
{
    public sealed record Command(string Service, ShiftPlan Plan);

    public async Task<Result<Id<Shift>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        RotaPlanning.Demand(actor, actor.AgencyId);
        var now = clock.GetUtcNow();
        var settings = await services.ReadAsync(actor.AgencyId, UkTime.DateOf(command.Plan.From), ct);
        if (settings.Services.Find(command.Service) is not { } service)
        {
            return new Refusal("shift.service", "Choose a service from the list.");
        }

        if (await db.RefuseCrewAsync(command.Plan, null, await choices.PeopleAsync(actor.AgencyId, service, ct), ct) is { } refused)
        {
            return refused;
        }

        return await Shift.Plan(Id<Shift>.New(now), actor.AgencyId, service, command.Plan, actor.StaffId, now).Match<Task<Result<Id<Shift>>>>(
            async shift =>
            {
                db.Shifts.Add(shift);
                await db.CommitAsync(actor, now, ct, new ShiftPlanned(shift.Id.Value, shift.Service));
                return shift.Id;
            },
            refusal => Task.FromResult<Result<Id<Shift>>>(refusal));
    }
}

/// <summary>Changes what is planned for a shift that has not ended.</summary>
public sealed class ChangeShift(CaseDbContext db, RotaServices services, ShiftChoices choices, RecordCircle circle, TimeProvider clock)
{
    public sealed record Command(Id<Shift> Id, uint? Version, ShiftPlan Plan);

    public async Task<Result<Shift>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var shift = await db.ShiftAsync(actor, command.Id, ct);
        RotaPlanning.Demand(actor, shift.ForceId);
        db.Expect(shift, command.Version);
        var settings = await services.ReadAsync(shift.ForceId, UkTime.DateOf(shift.PlannedFrom), ct);
        if (await db.RefuseCrewAsync(command.Plan, shift, await choices.PeopleAsync(shift.ForceId, settings.Of(shift.Service), ct), ct) is { } refused)
        {
            return refused;
        }

        var changed = shift.Change(command.Plan, now);
        if (changed.Refusal is null)
        {
            await circle.FollowAsync(shift, now, ct);
            await db.CommitAsync(actor, now, ct, new ShiftChanged(shift.Id.Value, shift.Service));
        }

        return changed;
    }
}

/// <summary>Cancels a shift, with a reason; it stays on the rota as cancelled and its hours show as not covered.</summary>
public sealed class CancelShift(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Shift> Id, uint? Version, string Reason);

    public async Task<Result<Shift>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var shift = await db.ShiftAsync(actor, command.Id, ct);
        RotaPlanning.Demand(actor, shift.ForceId);
        db.Expect(shift, command.Version);
        if (await db.CrewTasks.AnyAsync(t => t.ShiftId == command.Id && t.EndedAt == null, ct))
        {
            return new Refusal("shift.tasks", "This crew has been asked to reach somebody. Hand its tasks on or take them back first.");
        }

        var cancelled = shift.Cancel(command.Reason, now);
        if (cancelled.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new ShiftCancelled(shift.Id.Value, shift.Service));
        }

        return cancelled;
    }
}

/// <summary>Records when a shift really began and ended (R5.5): whoever plans it, or somebody on it.</summary>
public sealed class RecordShiftTimes(CaseDbContext db, TimeProvider clock)
{
    public sealed record Command(Id<Shift> Id, uint? Version, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

    public async Task<Result<Shift>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var shift = await db.ShiftAsync(actor, command.Id, ct);
        if (!RotaStanding.MayPlan(actor, shift.ForceId) && shift.Crew.All(m => m.StaffId != actor.StaffId))
        {
            throw new RecordNotFoundException();
        }

        db.Expect(shift, command.Version);
        var worked = shift.Worked(command.StartedAt, command.EndedAt, now);
        if (worked.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new ShiftWorked(shift.Id.Value, shift.Service));
        }

        return worked;
    }
}

/// <summary>What planning a shift and changing one have in common.</summary>
internal static class RotaPlanning
{
    public static void Demand(Actor actor, Id<Agency> force)
    {
        if (!RotaStanding.MayPlan(actor, force))
        {
            throw new RecordNotFoundException();
        }
    }

    extension(CaseDbContext db)
    {
        /// <summary>Why these people cannot make up the shift, or null: each fits their part, and nobody is on two shifts at once. Whoever is on it already may stay.</summary>
        public async Task<Refusal?> RefuseCrewAsync(ShiftPlan plan, Shift? shift, IReadOnlyList<ShiftChoices.Person> people, CancellationToken ct)
        {
            var before = shift?.Crew.Select(m => (m.Part, m.StaffId)).ToHashSet() ?? [];
            if (plan.Crew.Any(m => m.StaffId is { } id && !before.Contains((m.Part, id)) && !people.Any(p => p.Id == id && p.Part == m.Part)))
            {
                return new Refusal("shift.crew", "Choose each person from the list.");
            }

            Id<StaffMember>?[] staff = [.. plan.Crew.Select(m => m.StaffId).Where(id => id is not null)];
            var (from, until, self, earliest) = (plan.From, plan.Until, shift?.Id ?? default, plan.From - Shift.Longest);
            var busy = await (from s in db.Shifts
                              from m in s.Crew
                              join who in db.Staff on m.StaffId equals (Id<StaffMember>?)who.Id
                              where staff.Contains(m.StaffId) && s.Id != self && s.CancelledAt == null && s.PlannedFrom > earliest && s.PlannedFrom < until && s.PlannedUntil > @from
                              orderby s.PlannedFrom
                              select new { who.DisplayName, s.PlannedFrom, s.PlannedUntil }).FirstOrDefaultAsync(ct);
            return busy is null ? null : new Refusal("shift.crew-busy", $"{busy.DisplayName} is on another shift then, {RotaWords.Span(busy.PlannedFrom, busy.PlannedUntil)}.");
        }
    }
}
