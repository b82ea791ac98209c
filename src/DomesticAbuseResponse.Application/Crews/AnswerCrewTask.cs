using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>The crew takes a task, or says where it is: one tap each, recorded once however often it is pressed.</summary>
public sealed class MoveCrew(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    /// <summary>What a crew says in one tap.</summary>
    public static IReadOnlyList<CrewStepKind> Taps { get; } = [CrewStepKind.Accepted, CrewStepKind.OnTheWay, CrewStepKind.Arrived, CrewStepKind.PhoneContact, CrewStepKind.Left];

    public sealed record Command(Id<CrewTask> Id, CrewStepKind Move);

    /// <returns>When it was recorded, now or before.</returns>
    public Task<Result<DateTimeOffset>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync<Result<DateTimeOffset>>(
        async () =>
        {
            var now = clock.GetUtcNow();
            var opened = await files.OpenAsync(actor, command.Id, "Where the crew is", ct, crewOnly: true);
            if (!Taps.Contains(command.Move))
            {
                return new Refusal("crew.tap", "Choose one of the buttons.");
            }

            var (task, incident) = (opened.Task, opened.Incident);
            var moved = command.Move is CrewStepKind.Accepted ? task.Accept(actor, now) : task.Move(actor, command.Move, now);
            if (moved.Refusal is { } refused)
            {
                return refused;
            }

            if (moved.Match(isNew => isNew, _ => false))
            {
                if (command.Move is CrewStepKind.Accepted)
                {
                    db.Visits.Add(new Visit(task, now)); // empty, so that two people can write the first words at once
                }

                Happened happened = command.Move is CrewStepKind.Accepted ? new CrewAccepted(task.Id.Value) : new CrewMoved(task.Id.Value, command.Move);
                await db.CommitAsync(actor, now, ct, happened with { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
            }

            return task.At(command.Move) ?? now;
        },
        ct);
}

/// <summary>The crew cannot take a task, and says why. What it could open for the task closes with it.</summary>
public sealed class DeclineCrewTask(CaseDbContext db, CrewTaskFiles files, RecordCircle circle, TimeProvider clock)
{
    public sealed record Command(Id<CrewTask> Id, uint? Version, string? Reason);

    public async Task<Result<CrewTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (task, _, incident, _, _) = await files.OpenAsync(actor, command.Id, "Decline a task", ct, crewOnly: true);
        db.Expect(task, command.Version);
        var declined = task.Decline(actor, command.Reason, now);
        if (declined.Refusal is null)
        {
            await circle.EndAsync(task, now, ct);
            await db.CommitAsync(actor, now, ct, new CrewDeclined(task.Id.Value) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
        }

        return declined;
    }
}

/// <summary>Whoever asked, or a colleague of theirs, takes the task back from the crew, and says why.</summary>
public sealed class WithdrawCrewTask(CaseDbContext db, CrewTaskFiles files, RecordCircle circle, TimeProvider clock)
{
    public sealed record Command(Id<CrewTask> Id, uint? Version, string? Reason);

    public async Task<Result<CrewTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (task, _, incident, isCrew, _) = await files.OpenAsync(actor, command.Id, "Take a task back", ct);
        if (isCrew)
        {
            throw new RecordNotFoundException(); // a crew declines or hands on
        }

        db.Expect(task, command.Version);
        var withdrawn = task.Withdraw(actor, command.Reason, now);
        if (withdrawn.Refusal is null)
        {
            await circle.EndAsync(task, now, ct);
            await db.CommitAsync(actor, now, ct, new CrewTaskWithdrawn(task.Id.Value) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
        }

        return withdrawn;
    }
}

/// <summary>
/// A task goes on to another crew, which is asked as any crew is, or to a service that has no crew on this rota, by its name. The first crew's access
/// ends with it.
/// </summary>
public sealed class HandOnCrewTask(CaseDbContext db, CrewTaskFiles files, CrewOffers offers, RecordCircle circle, TimeProvider clock)
{
    /// <param name="To">The crew that is asked now; null for another service.</param>
    /// <param name="Service">The service's name.</param>
    public sealed record Command(Id<CrewTask> Id, uint? Version, Id<Shift>? To, string? Service, string? Reason);

    public async Task<Result<CrewTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (task, _, incident, _, _) = await files.OpenAsync(actor, command.Id, "Hand a task on", ct);
        if (command.To is null && string.IsNullOrWhiteSpace(command.Service))
        {
            return new Refusal("crew.to", "Choose a crew, or say which service takes it.");
        }

        db.Expect(task, command.Version);
        CrewTask? next = null;
        if (command.To is { } shift && task.IsOpen)
        {
            var way = SecondResponse.Of(task.Kind, incident.AttendedAt).May.Contains(task.Way) ? task.Way : CrewWay.PhoneFirst;
            var offered = await offers.MakeAsync(actor, incident, task.VictimId, shift, new CrewAsk(way, DistanceBand.NotKnown, task.Reason), now, ct, task.Id);
            if (offered.Refusal is { } refused)
            {
                return refused;
            }

            next = offered.Match(made => (CrewTask?)made, _ => null);
        }

        var to = next is null ? command.Service!.Trim() : await NameAsync(next, ct);
        var handed = task.HandOn(actor, to, command.Reason, now);
        if (handed.Refusal is { } kept)
        {
            await db.ForgetChangesAsync(ct);
            return kept;
        }

        await circle.EndAsync(task, now, ct);
        List<Happened> happened = [new CrewTaskHandedOn(task.Id.Value, next?.Id.Value) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) }];
        if (next is not null)
        {
            happened.Add(CrewOffers.Asked(next, incident));
        }

        return await db.TryCommitAsync(actor, now, CrewOffers.Twice, ct, happened) is { } late ? late : handed;
    }

    private async Task<string> NameAsync(CrewTask task, CancellationToken ct)
    {
        var shift = task.ShiftId;
        return await db.Shifts.Where(s => s.Id == shift).Select(s => s.Vehicle).SingleAsync(ct) ?? task.Service;
    }
}

/// <summary>Ends tasks that outlast their shift and its time for writing up, and with them what their crews could open. Any number of passes may run.</summary>
public sealed class EndCrewTasks(CaseDbContext db, CrewTaskFiles files, RecordCircle circle, TimeProvider clock)
{
    /// <returns>How many ended in this pass; a full batch means that more may wait.</returns>
    public async Task<int> HandleAsync(Actor actor, int batchSize, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var open = await db.CrewTasks.FromSql($"""
            select t.*, t.xmin from crew_tasks t join shifts s on s.id = t.shift_id
            where t.ended_at is null and coalesce(s.ended_at, s.planned_until) < {now}
            order by t.asked_at limit {batchSize} for update of t skip locked
            """).Include(t => t.Steps).ToListAsync(ct);
        List<Happened> happened = [];
        foreach (var task in open)
        {
            var shift = await db.Shifts.AsNoTracking().SingleAsync(s => s.Id == task.ShiftId, ct);
            if (CrewTaskFiles.EndOf(shift, await files.SettingsAsync(task.ForceId, ct)) <= now)
            {
                task.Lapse(now);
                await circle.EndAsync(task, now, ct);
                Tell(task, now);
                happened.Add(new CrewTaskLapsed(task.Id.Value) { IncidentId = task.IncidentId });
            }
        }

        await db.CommitAsync(actor, now, ct, happened);
        await transaction.CommitAsync(ct);
        return happened.Count;
    }

    /// <summary>Whoever asked for the crew, and the control room that can ask another one: the victim is still waiting.</summary>
    private void Tell(CrewTask task, DateTimeOffset now)
    {
        var asked = task.Steps.First(s => s.Kind is CrewStepKind.Offered).By;
        db.Notices.Add(Notice.To(task.ForceId, Role.ControlRoomSupervisor, NoticeKind.CrewTaskLapsed, null, task.IncidentId.Value, now));
        if (asked != Actor.System.StaffId)
        {
            db.Notices.Add(Notice.To(task.ForceId, asked, NoticeKind.CrewTaskLapsed, null, task.IncidentId.Value, now));
        }
    }
}
