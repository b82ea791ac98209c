using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Application.Crews;

public sealed record SpaceAsked(Guid Space, SpaceKind Kind) : Happened;

public sealed record SpaceCame(Guid Space, SpaceStepKind To) : Happened;

/// <summary>The crew asks a service for a safe place, with no more than it needs (R5.2, R5.5).</summary>
public sealed class AskForSpace(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    public sealed record Command(Id<CrewTask> Id, SpaceAsk Ask);

    public async Task<Result<Id<SafeSpace>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (task, _, incident, _, _) = await files.OpenAsync(actor, command.Id, "Ask for a safe place", ct, crewOnly: true);
        return await SafeSpace.Ask(task, command.Ask, actor, now).Match<Task<Result<Id<SafeSpace>>>>(
            async space =>
            {
                db.SafeSpaces.Add(space);
                await db.CommitAsync(actor, now, ct, new SpaceAsked(space.Id.Value, space.Kind) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
                return space.Id;
            },
            refusal => Task.FromResult<Result<Id<SafeSpace>>>(refusal));
    }
}

/// <summary>What came of asking: a space, none, accepted, moved in. Pressed twice, it is one step.</summary>
public sealed class RecordSpace(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    public sealed record Command(Id<CrewTask> TaskId, Id<SafeSpace> Id, SpaceStepKind To);

    public Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (task, _, incident, _, _) = await files.OpenAsync(actor, command.TaskId, "Record what came of asking for a safe place", ct, crewOnly: true);
            var (id, of) = (command.Id, task.Id);
            var space = await db.SafeSpaces.Include(s => s.Steps).SingleOrDefaultAsync(s => s.Id == id && s.TaskId == of, ct) ?? throw new RecordNotFoundException();
            var came = space.Come(command.To, actor, now);
            if (came.Match(isNew => isNew, _ => false))
            {
                await db.CommitAsync(actor, now, ct, new SpaceCame(space.Id.Value, command.To) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
            }

            return came;
        },
        ct);
}

/// <summary>The safe places asked for in a task, for its crew and for the force that asked the crew.</summary>
public sealed class SpaceList(CaseDbContext db, VisitFile visits)
{
    public sealed record Step(SpaceStepKind Kind, string By, DateTimeOffset At);

    public sealed record Line(SafeSpace Space, IReadOnlyList<Step> Steps);

    public sealed record View(VisitFile.View Visit, IReadOnlyList<Line> Spaces);

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var visit = await visits.ReadAsync(actor, id, ct);
        var spaces = await db.SafeSpaces.AsNoTracking().Include(s => s.Steps.OrderBy(x => x.Number)).Where(s => s.TaskId == id).OrderBy(s => s.Id).ToListAsync(ct);
        var staff = await db.StaffAsync(spaces.SelectMany(s => s.Steps).Select(s => s.By), ct);
        return new View(visit, [.. spaces.Select(s => new Line(s, [.. s.Steps.Select(x => new Step(x.Kind, staff[x.By].Name, x.At))]))]);
    }
}
