using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <param name="Leaves">Whether they leave the service.</param>
public sealed record CaseloadHandedOver(Id<StaffMember> From, int Cases, int Tasks, int Notices, int Forms, int Drafts, bool Leaves) : Happened;

public sealed record TasksHandedOver(Id<StaffMember> From) : Happened;

/// <summary>
/// Hands somebody's cases over with all that hangs on them, in one step: who carries them, tasks, notices, forms begun and drafts. Clocks belong to the
/// agency and run on untouched. Above a hard cap the manager says why (R3.1). Nothing of it is half done: a case that somebody else gave away meanwhile stops the whole step.
/// </summary>
public sealed class HandOverCaseload(CaseDbContext db, CaseFiles cases, RecordCircle circle, IdvaLoads loads, TimeProvider clock)
{
    private const int _daysForForms = 2;

    private static readonly Refusal _changed = new("handover.changed", "Somebody else changed one of these cases at the same moment. Look at the list as it is now.");

    /// <param name="To">Null: nobody yet, the case goes on the team's list.</param>
    public sealed record Give(Id<Case> CaseId, Id<StaffMember>? To);

    /// <param name="Reason">Why somebody goes beyond their limit.</param>
    /// <param name="Leaves">They leave: whoever minds accounts is told to shut theirs.</param>
    public sealed record Command(Id<StaffMember> From, IReadOnlyList<Give> Cases, string? Reason, bool Leaves);

    /// <param name="DraftsKept">Drafts that stay, because whoever takes the case has begun the same form.</param>
    public sealed record Done(int Cases, int Tasks, int Notices, int Forms, int Drafts, int DraftsKept);

    /// <summary>What is moved with the cases, before it is moved.</summary>
    private sealed record Moving(StaffMember From, IReadOnlyDictionary<Id<Case>, Id<StaffMember>?> To, DateTimeOffset Now)
    {
        public Id<Case>[] Ids => [.. To.Keys];
    }

    public async Task<Result<Done>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var from = await db.OwnCarrierAsync(actor, command.From, ct);
        var gives = command.Cases.DistinctBy(g => g.CaseId).ToList();
        var leaves = command.Leaves || from.DisabledAt is not null;
        if (gives.Count == 0 && !leaves)
        {
            return new Refusal("handover.nothing", "Choose who takes at least one case.");
        }

        if (await RefuseAsync(actor, from, gives, command.Reason, now, ct) is { } refusal)
        {
            return refusal;
        }

        List<Happened> happened = [];
        foreach (var give in gives)
        {
            var @case = db.Cases.Local.Single(c => c.Id == give.CaseId);
            @case.CarriedBy(give.To, now);
            happened.Add(give.To is { } to ? new IdvaAssigned(from.Id, to, !string.IsNullOrWhiteSpace(command.Reason)) { CaseId = @case.Id } : new CaseAwaitsCarrier(from.Id) { CaseId = @case.Id });
            happened.AddRange(await circle.HandOverAsync(@case, from.Id, now, ct));
            if (@case.IsRestricted && give.To is { } named)
            {
                await circle.NameAsync(@case, [named], NamedBecause.CarriesCase, now, ct);
            }
        }

        var moving = new Moving(from, gives.ToDictionary(g => g.CaseId, g => g.To), now);
        var (tasks, notices, forms) = (await TasksAsync(actor, moving, ct), await NoticesAsync(actor, moving, ct), await FormsAsync(actor, moving, ct));
        happened.AddRange(await PlanLinesAsync(actor, moving, ct));
        happened.AddRange(tasks.Distinct().Select(id => new TasksHandedOver(from.Id) { CaseId = id }));
        Tell(actor, moving, leaves);
        await (leaves ? db.TellOwnersAsync(from.Id, db.Cases.VisibleTo(actor, db, AccessLevel.Edit), now, ct) : Task.CompletedTask);
        return await SaveAsync(actor, moving, new(gives.Count, tasks.Count, notices, forms, 0, 0), leaves, happened, ct);
    }

    /// <summary>Drafts move in the same transaction; they are rows of their owner and no record.</summary>
    private async Task<Result<Done>> SaveAsync(Actor actor, Moving moving, Done done, bool leaves, List<Happened> happened, CancellationToken ct)
    {
        await using var work = await db.Database.BeginTransactionAsync(ct);
        var (moved, kept) = await DraftsAsync(moving, ct);
        var all = done with { Drafts = moved, DraftsKept = kept };
        happened.Add(new CaseloadHandedOver(moving.From.Id, all.Cases, all.Tasks, all.Notices, all.Forms, all.Drafts, leaves));
        try
        {
            await db.CommitAsync(actor, moving.Now, ct, happened);
        }
        catch (DbUpdateConcurrencyException)
        {
            await work.RollbackAsync(ct);
            await db.ForgetChangesAsync(ct);
            return _changed;
        }

        await work.CommitAsync(ct);
        return all;
    }

    /// <summary>Opens each case and sees whether it may go where it is to go.</summary>
    private async Task<Refusal?> RefuseAsync(Actor actor, StaffMember from, IReadOnlyList<Give> gives, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        Dictionary<Id<StaffMember>, int> high = [];
        List<(Id<StaffMember> To, Case Case)> given = [];
        foreach (var give in gives)
        {
            var @case = await cases.OpenAsync(actor, give.CaseId, AccessLevel.Edit, "Hand a caseload over", ct);
            if (@case.IdvaId != from.Id)
            {
                return _changed;
            }

            if (give.To is not { } to)
            {
                continue;
            }

            var record = @case.Id.Value;
            if (to == from.Id || await db.Exclusions.AnyAsync(e => e.RecordId == record && e.StaffId == to, ct))
            {
                return new Refusal("handover.kept", $"Choose somebody else for {@case.Reference}.");
            }

            if (to == actor.StaffId && await db.StaffLeaves.AnyAsync(l => l.StaffId == to && l.CancelledAt == null && l.FromOn <= today && l.UntilOn >= today, ct))
            {
                return new Refusal("caseload.on-leave", $"Whoever you chose for {@case.Reference} is on leave. Choose somebody else.");
            }

            if (await loads.CheckTakeAsync(actor, to, @case.Grade, reason, now, ct, high.GetValueOrDefault(to)) is { } full)
            {
                return full;
            }

            if ((await loads.CheckApartAsync(@case, to, now, ct) ?? CounterAllegations.CheckApart(@case, given.Where(g => g.To == to).Select(g => g.Case))) is not null)
            {
                return new Refusal("handover.kept", $"Choose somebody else for {@case.Reference}.");
            }

            given.Add((to, @case));
            high[to] = high.GetValueOrDefault(to) + (@case.Grade is RiskGrade.High ? 1 : 0);
        }

        return null;
    }

    /// <summary>
    /// Their tasks in these cases go with the case. In cases that others carry, they go to whoever does; where nobody does, to the manager. Those in a case that the manager
    /// may not open stay: whoever holds the record is told.
    /// </summary>
    /// <returns>The case of each task that went.</returns>
    private async Task<IReadOnlyList<Id<Case>>> TasksAsync(Actor actor, Moving moving, CancellationToken ct)
    {
        var (agency, from, visible) = (actor.AgencyId, (Id<StaffMember>?)moving.From.Id, db.Cases.VisibleTo(actor, db, AccessLevel.Edit));
        var open = await db.CaseTasks.Where(t => t.AgencyId == agency && t.StaffId == from && t.DoneAt == null && visible.Any(c => c.Id == t.CaseId)).ToListAsync(ct);
        var elsewhere = open.Select(t => t.CaseId).Except(moving.Ids).ToArray();
        var carriers = await db.Cases.Where(c => elsewhere.Contains(c.Id)).Select(c => new { c.Id, c.IdvaId, Ours = db.Staff.Any(s => s.Id == c.IdvaId && s.AgencyId == agency) }).ToDictionaryAsync(c => c.Id, ct);
        List<Id<Case>> moved = [];
        foreach (var task in open)
        {
            var given = moving.To.TryGetValue(task.CaseId, out var to);
            if (!given && carriers[task.CaseId].IdvaId == from)
            {
                continue; // it goes when its case does
            }

            task.HandTo(given ? to ?? actor.StaffId : carriers[task.CaseId].Ours ? null : actor.StaffId, moving.Now);
            moved.Add(task.CaseId);
        }

        return moved;
    }

    /// <summary>Their open lines of safety plans go the same way; what a line says is not looked at by that.</summary>
    private async Task<IReadOnlyList<Happened>> PlanLinesAsync(Actor actor, Moving moving, CancellationToken ct)
    {
        var (from, visible) = ((Id<StaffMember>?)moving.From.Id, db.Cases.VisibleTo(actor, db, AccessLevel.Edit));
        var open = await db.PlanLines.Where(l => l.OwnerStaffId == from && l.Status == PlanLineStatus.Open && visible.Any(c => c.Id == l.CaseId && c.ClosedAt == null)).ToListAsync(ct);
        var elsewhere = open.Select(l => l.CaseId).Except(moving.Ids).ToArray();
        var still = (await db.Cases.Where(c => elsewhere.Contains(c.Id) && c.IdvaId == from).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        List<Happened> happened = [];
        foreach (var line in open.Where(l => !still.Contains(l.CaseId)))
        {
            line.HandTo(moving.To.GetValueOrDefault(line.CaseId) ?? actor.StaffId, actor, moving.Now);
            happened.Add(new PlanLineChanged(line.Number, [PlanField.Owner]) { CaseId = line.CaseId });
        }

        return happened;
    }

    private async Task<int> NoticesAsync(Actor actor, Moving moving, CancellationToken ct)
    {
        var (from, ids) = ((Id<StaffMember>?)moving.From.Id, moving.Ids.Select(i => (Id<Case>?)i).ToArray());
        var open = await db.Notices.Where(n => n.StaffId == from && n.DoneAt == null && ids.Contains(n.CaseId)).ToListAsync(ct);
        open.ForEach(n => n.HandTo(moving.To[n.CaseId!.Value] ?? actor.StaffId));
        return open.Count;
    }

    /// <summary>A form begun stays the beginner's; whoever takes the case is set the task to finish it or begin anew.</summary>
    private async Task<int> FormsAsync(Actor actor, Moving moving, CancellationToken ct)
    {
        var (from, ids, today) = (moving.From.Id, moving.Ids, UkTime.DateOf(moving.Now));
        var begun = await db.Assessments.AsNoTracking().Where(a => a.StartedBy == from && a.CompletedAt == null && ids.Contains(a.CaseId)).Select(a => a.CaseId).ToListAsync(ct);
        foreach (var id in begun)
        {
            var words = $"Finish the risk assessment that {moving.From.DisplayName} began, or begin a new one";
            CaseTask.Set(id, actor, moving.To[id] ?? actor.StaffId, words, today.AddDays(_daysForForms), null, today, moving.Now).Match(t => db.CaseTasks.Add(t).Entity, _ => throw new InvalidOperationException());
        }

        return begun.Count;
    }

    private async Task<(int Moved, int Kept)> DraftsAsync(Moving moving, CancellationToken ct)
    {
        var (moved, kept) = (0, 0);
        Id<StaffMember>? from = moving.From.Id;
        foreach (var draft in await db.DraftsOfAsync(moving.From.Id, moving.Ids, ct))
        {
            var (id, form) = (draft.Id, draft.Form);
            if (moving.To[draft.CaseId] is not { } to || await db.Drafts.AnyAsync(d => d.StaffId == to && d.Form == form, ct))
            {
                kept++;
                continue;
            }

            moved += await db.Drafts.Where(d => d.Id == id).ExecuteUpdateAsync(d => d.SetProperty(x => x.StaffId, to).SetProperty(x => x.FromStaffId, from), ct);
        }

        return (moved, kept);
    }

    /// <summary>One word to each who was given cases, whatever their number; and to those who mind accounts when somebody leaves.</summary>
    private void Tell(Actor actor, Moving moving, bool leaves)
    {
        foreach (var to in moving.To.Values.OfType<Id<StaffMember>>().Distinct().Where(to => to != actor.StaffId))
        {
            db.Notices.Add(Notice.To(actor.AgencyId, to, NoticeKind.CaseloadGiven, null, moving.From.Id.Value, moving.Now));
        }

        if (leaves && moving.From.DisabledAt is null)
        {
            db.Notices.Add(Notice.To(actor.AgencyId, Role.AgencyAdministrator, NoticeKind.StaffLeaves, null, moving.From.Id.Value, moving.Now));
        }
    }
}

/// <summary>Whoever answers for what somebody who goes leaves behind.</summary>
internal static class LeftBehind
{
    extension(CaseDbContext db)
    {
        /// <summary>An open case they carry or have a task in that none of these reaches is handed over by nobody behind its protection: whoever holds the record is told, once.</summary>
        public async Task TellOwnersAsync(Id<StaffMember> of, IQueryable<Case> reached, DateTimeOffset now, CancellationToken ct)
        {
            Id<StaffMember>? from = of;
            var kept = await db.Cases.AsNoTracking()
                .Where(c => c.ClosedAt == null && (c.IdvaId == from || db.CaseTasks.Any(t => t.CaseId == c.Id && t.StaffId == from && t.DoneAt == null)) && !reached.Any(v => v.Id == c.Id)
                    && !db.Notices.Any(n => n.CaseId == c.Id && n.Kind == NoticeKind.CarrierLeaves && n.DoneAt == null))
                .Select(c => new { c.Id, c.AgencyId, Kind = db.Agencies.Where(a => a.Id == c.AgencyId).Select(a => a.Kind).First() }).ToListAsync(ct);
            db.Notices.AddRange(kept.Select(c => Notice.To(c.AgencyId, Standing.ToldIn(c.Kind)[0], NoticeKind.CarrierLeaves, c.Id, null, now)));
        }
    }
}
