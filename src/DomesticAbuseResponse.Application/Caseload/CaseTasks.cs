using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>The tasks of the reader's own agency in one case: those to do, the soonest first, then those done, the newest first.</summary>
public sealed class CaseTaskList(CaseDbContext db, CaseFiles cases, CaseFrames frames, TimeProvider clock)
{
    public const int MostDone = 50;

    /// <param name="Who">Whose it is; null for whoever carries the case.</param>
    public sealed record Row(Id<CaseTask> Id, string Words, DateOnly DueOn, string? WaitsFor, string? Who, bool IsLate, DateTimeOffset? DoneAt, string? DoneBy, string? Outcome);

    /// <param name="Carrier">The IDVA of the reader's agency who carries the case; null when none does.</param>
    /// <param name="MoreDone">Whether older ones that are done are not shown.</param>
    public sealed record View(CaseFrame Frame, IReadOnlyList<Row> Open, IReadOnlyList<Row> Done, bool MoreDone, string? Carrier, IReadOnlyList<StaffLine> Workers);

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Edit, "Read the tasks", ct);
        var (agency, today) = (actor.AgencyId, UkTime.DateOf(clock.GetUtcNow()));
        var open = await db.CaseTasks.AsNoTracking().Where(t => t.CaseId == id && t.AgencyId == agency && t.DoneAt == null).OrderBy(t => t.DueOn).ThenBy(t => t.Id).ToListAsync(ct);
        var done = await db.CaseTasks.AsNoTracking().Where(t => t.CaseId == id && t.AgencyId == agency && t.DoneAt != null).OrderByDescending(t => t.DoneAt).Take(MostDone + 1).ToListAsync(ct);
        var names = await db.StaffAsync(open.Concat(done).SelectMany(t => new[] { t.StaffId, t.DoneBy }).OfType<Id<StaffMember>>(), ct);
        var workers = await db.WorkersOnAsync(actor, opened, ct);

        Row Line(CaseTask t) => new(
            t.Id, t.Words, t.DueOn, t.WaitsFor, t.StaffId is { } who ? names[who].Name : null, t.IsOpen && t.DueOn < today, t.DoneAt, t.DoneBy is { } by ? names[by].Name : null, t.Outcome);
        return new View(
            await frames.ReadAsync(actor, opened, ct), [.. open.Select(Line)], [.. done.Take(MostDone).Select(Line)], done.Count > MostDone,
            workers.FirstOrDefault(w => w.Id == opened.IdvaId)?.Name, workers);
    }

    /// <summary>One task of the reader's agency, with the frame of its case.</summary>
    /// <exception cref="RecordNotFoundException">It is another agency's, of a case that is not open to the reader, or there is none.</exception>
    public async Task<(CaseTask Task, View View)> OneAsync(Actor actor, Id<CaseTask> id, CancellationToken ct)
    {
        var task = await db.OwnTaskAsync(actor, id, ct);
        return (task, await ReadAsync(actor, task.CaseId, ct));
    }
}

/// <summary>Sets a task in a case for the actor's own agency.</summary>
public sealed class SetTask(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    /// <param name="StaffId">Who does it; null for whoever carries the case.</param>
    /// <param name="WaitsFor">Whom it waits for, in words; null while it is the agency's own to do.</param>
    public sealed record Command(Id<Case> CaseId, Id<StaffMember>? StaffId, string? Words, DateOnly DueOn, string? WaitsFor);

    public async Task<Result<Id<CaseTask>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var @case = await cases.OpenAsync(actor, command.CaseId, AccessLevel.Edit, "Set a task", ct);
        if (!@case.IsOpen)
        {
            return CaseClosing.IsClosed;
        }

        if (await db.RefuseWorkerAsync(actor, @case, command.StaffId, ct) is { } refusal)
        {
            return refusal;
        }

        return await CaseTask.Set(@case.Id, actor, command.StaffId, command.Words, command.DueOn, command.WaitsFor, UkTime.DateOf(now), now).Match(
            async task =>
            {
                db.CaseTasks.Add(task);
                await db.CommitAsync(actor, now, ct, new CaseTaskSet(task.Id, task.DueOn) { CaseId = @case.Id });
                return (Result<Id<CaseTask>>)task.Id;
            },
            refused => Task.FromResult((Result<Id<CaseTask>>)refused));
    }
}

/// <summary>Changes what a task is, who does it, by when and whom it waits for.</summary>
public sealed class ChangeTask(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    public sealed record Command(Id<CaseTask> TaskId, uint? Version, Id<StaffMember>? StaffId, string? Words, DateOnly DueOn, string? WaitsFor);

    public async Task<Result<CaseTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var task = await db.OwnTaskAsync(actor, command.TaskId, ct);
        var @case = await cases.OpenAsync(actor, task.CaseId, AccessLevel.Edit, "Change a task", ct);
        if (await db.RefuseWorkerAsync(actor, @case, command.StaffId, ct) is { } refusal)
        {
            return refusal;
        }

        db.Expect(task, command.Version);
        var changed = task.Change(command.StaffId, command.Words, command.DueOn, command.WaitsFor, UkTime.DateOf(now), now);
        if (changed.Refusal is null)
        {
            await db.CommitAsync(actor, now, ct, new CaseTaskChanged(task.Id, task.DueOn) { CaseId = task.CaseId });
        }

        return changed;
    }
}

/// <summary>Says that a task is done, and what came of it. The first to say so wins.</summary>
public sealed class FinishTask(CaseDbContext db, CaseFiles cases, TimeProvider clock)
{
    private static readonly Refusal _raced = new("task.raced", "Somebody has just changed this task. Look at it again.");

    public sealed record Command(Id<CaseTask> TaskId, string? Outcome);

    public async Task<Result<CaseTask>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var task = await db.OwnTaskAsync(actor, command.TaskId, ct);
        await cases.OpenAsync(actor, task.CaseId, AccessLevel.Edit, "Finish a task", ct);
        var done = task.Finish(actor.StaffId, command.Outcome, now);
        return done.Refusal is not null ? done
            : await db.TryCommitAsync(actor, now, _raced, ct, new CaseTaskFinished(task.Id) { CaseId = task.CaseId }) is { } late ? late : done;
    }
}

/// <summary>Whose a task is, and who may be given one.</summary>
internal static class TaskOwners
{
    private static readonly Role[] _working = [.. Enum.GetValues<Role>().Where(r => RoleCeiling.For(r, RecordKind.Case) >= AccessLevel.Edit)];

    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">It is another agency's, or there is none.</exception>
        public async Task<CaseTask> OwnTaskAsync(Actor actor, Id<CaseTask> id, CancellationToken ct)
        {
            var agency = actor.AgencyId;
            return await db.CaseTasks.SingleOrDefaultAsync(t => t.Id == id && t.AgencyId == agency, ct) ?? throw new RecordNotFoundException();
        }

        /// <summary>Colleagues of the actor's agency who work on cases and may open this one (R6.10).</summary>
        public async Task<IReadOnlyList<StaffLine>> WorkersOnAsync(Actor actor, Case @case, CancellationToken ct)
        {
            var (agency, record, restricted) = (actor.AgencyId, @case.Id.Value, @case.IsRestricted);
            return await db.StaffLines(db.Staff.AsNoTracking().Where(s => s.AgencyId == agency && s.DisabledAt == null && s.Roles.Any(r => _working.Contains(r))
                && !db.Exclusions.Any(e => e.RecordId == record && e.StaffId == s.Id)
                && (!restricted || db.NamedStaff.Any(n => n.RecordId == record && n.StaffId == s.Id)))).ToListAsync(ct);
        }

        public async Task<Refusal?> RefuseWorkerAsync(Actor actor, Case @case, Id<StaffMember>? staff, CancellationToken ct)
        {
            var workers = await db.WorkersOnAsync(actor, @case, ct);
            return staff is null
                ? workers.Any(w => w.Id == @case.IdvaId) ? null : new Refusal("task.nobody", "Choose who does it: nobody of your agency carries this case")
                : workers.Any(w => w.Id == staff) ? null : new Refusal("task.who", "Choose a colleague who works on this case");
        }
    }
}
