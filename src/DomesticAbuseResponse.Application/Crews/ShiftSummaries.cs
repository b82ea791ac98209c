using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Rota;

namespace DomesticAbuseResponse.Application.Crews;

public sealed record SummarySigned(Guid Shift, int Lines) : Happened;

public sealed record SummaryRead(Guid Shift) : Happened;

/// <summary>
/// The summary of a shift: a draft for its crew until one of them signs it; then for the crews of the next shifts of the same service, for the IDVAs of its victims and
/// for the force that asked, each without the lines about somebody who is kept from them (R5.5, R6.10).
/// </summary>
public sealed class ShiftSummaryView(CaseDbContext db, RecordDoor door)
{
    /// <summary>How long a crew that comes after is asked to read it.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromDays(14);

    public sealed record Reader(string Name, DateTimeOffset At);

    /// <param name="Summary">Signed, or the draft of this moment.</param>
    /// <param name="Lines">Those the reader may see.</param>
    /// <param name="Refused">Why it cannot be signed yet.</param>
    /// <param name="Sections">What of a visit the reader is shown (<see cref="VisitReaders"/>).</param>
    public sealed record View(ShiftSummary? Summary, Shift Shift, IReadOnlyList<SummaryLine> Lines, Refusal? Refused, string? SignedBy, IReadOnlyList<Reader> Readers, bool IsOwn, DateTimeOffset? ReadAt, bool OpensIncidents,
        IReadOnlyList<VisitSection> Sections);

    public async Task<View> ReadAsync(Actor actor, Id<Shift> id, DateTimeOffset now, CancellationToken ct)
    {
        var shift = await db.Shifts.AsNoTracking().Include(s => s.Crew).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new RecordNotFoundException();
        var summary = await db.ShiftSummaries.AsNoTracking().Include(s => s.Lines.OrderBy(l => l.Number)).Include(s => s.Receipts.OrderBy(r => r.Number)).AsSplitQuery().SingleOrDefaultAsync(s => s.ShiftId == id, ct);
        var (isCrew, asks) = (shift.Crew.Any(m => m.StaffId == actor.StaffId), actor.AgencyId == shift.ForceId && actor.Roles.Any(CrewStanding.Askers.Contains));
        var isNext = summary is not null && await db.ComesAfterAsync(actor, summary, ct);
        if (summary is null && !isCrew)
        {
            throw new RecordNotFoundException(); // nobody else reads it before it is signed
        }

        var drafted = summary is null ? ShiftSummary.Sign(shift, actor, null, await db.TasksToldAsync(id, ct), now) : (Result<ShiftSummary>?)null;
        var lines = summary?.Lines ?? drafted!.Value.Match(draft => draft.Lines, _ => []);
        var seen = await VisibleAsync(actor, lines, isCrew || isNext, ct);
        if (!isCrew && !isNext && !asks && seen.Count == 0)
        {
            throw new RecordNotFoundException();
        }

        Id<StaffMember>[] named = [.. summary is null ? [] : new[] { summary.SignedBy }, .. summary?.Receipts.Select(r => r.StaffId) ?? []];
        var names = named.Length == 0 ? [] : await db.Staff.Where(s => named.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, ct);
        await door.ShowListAsync(actor, "Summary of a crew's shift", seen.Select(l => l.IncidentId.Value).Distinct(), ct);
        return new View(
            summary, shift, seen, drafted?.Refusal, summary is null ? null : names.GetValueOrDefault(summary.SignedBy, ""), [.. (summary?.Receipts ?? []).Select(r => new Reader(names.GetValueOrDefault(r.StaffId, ""), r.At))],
            summary?.SignedBy == actor.StaffId, summary?.Receipts.FirstOrDefault(r => r.StaffId == actor.StaffId)?.At, asks, VisitReaders.Of(actor, isCrew || isNext));
    }

    /// <summary>A crew reads what its service did, but for whoever is kept from one of them or restricted; everybody else what they may open.</summary>
    private async Task<IReadOnlyList<SummaryLine>> VisibleAsync(Actor actor, IReadOnlyList<SummaryLine> lines, bool asCrew, CancellationToken ct)
    {
        var about = lines.Select(l => l.IncidentId).Distinct().ToArray();
        var open = await db.Incidents.VisibleTo(actor, db).Where(i => about.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct);
        if (asCrew)
        {
            var (barred, people) = (db.BarredFrom(actor), db.People.NotKeptFrom(actor, db));
            Id<CrewTask>[] tasks = [.. lines.Select(l => l.TaskId)];
            open.AddRange(await db.CrewTasks.Where(t => tasks.Contains(t.Id) && people.Any(p => p.Id == t.VictimId && !p.IsRestricted)
                && db.Incidents.Any(i => i.Id == t.IncidentId && !i.IsRestricted) && !barred.Any(e => e.RecordId == (Guid)(object)t.IncidentId)).Select(t => t.IncidentId).ToListAsync(ct));
        }

        return [.. lines.Where(l => open.Contains(l.IncidentId))];
    }
}

/// <summary>One of the crew signs the summary of their shift: it stands as it is drafted at that moment, and the IDVAs of its victims are told.</summary>
public sealed class SignShiftSummary(CaseDbContext db, TimeProvider clock)
{
    internal static Refusal Late { get; } = new("summary.signed", "Your colleague has signed it meanwhile.");

    public sealed record Command(Id<Shift> Id, string? Notes);

    public async Task<Result<ShiftSummary>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var (now, id) = (clock.GetUtcNow(), command.Id);
        var shift = await db.Shifts.AsNoTracking().Include(s => s.Crew).SingleOrDefaultAsync(s => s.Id == id, ct);
        if (shift?.Crew.Any(m => m.StaffId == actor.StaffId) is not true)
        {
            throw new RecordNotFoundException();
        }

        if (await db.ShiftSummaries.AnyAsync(s => s.ShiftId == id, ct))
        {
            return Late;
        }

        var signed = ShiftSummary.Sign(shift, actor, command.Notes, await db.TasksToldAsync(id, ct), now);
        return await signed.Match<Task<Result<ShiftSummary>>>(
            async summary =>
            {
                db.ShiftSummaries.Add(summary);
                await TellAsync(summary, now, ct);
                return await db.TryCommitAsync(actor, now, Late, ct, new SummarySigned(id.Value, summary.Lines.Count)) is { } late ? late : summary;
            },
            refusal => Task.FromResult<Result<ShiftSummary>>(refusal));
    }

    private async Task TellAsync(ShiftSummary summary, DateTimeOffset now, CancellationToken ct)
    {
        Id<CrewTask>[] tasks = [.. summary.Lines.Select(l => l.TaskId)];
        var idvas = await (from t in db.CrewTasks
                           from p in db.Incidents.Where(i => i.Id == t.IncidentId).SelectMany(i => i.Parties)
                           join c in db.Cases on p.CaseId equals (Id<Case>?)c.Id
                           join s in db.Staff on c.IdvaId equals (Id<StaffMember>?)s.Id
                           where tasks.Contains(t.Id) && p.PersonId == t.VictimId
                           select new { Case = c.Id, Idva = s.Id, s.AgencyId }).Distinct().ToListAsync(ct);
        db.Notices.AddRange(idvas.Select(i => Notice.To(i.AgencyId, i.Idva, NoticeKind.CrewSummary, i.Case, summary.ShiftId.Value, now)));
    }
}

/// <summary>Somebody the summary was written for says that they have read it. Twice is once.</summary>
public sealed class ReadShiftSummary(CaseDbContext db, ShiftSummaryView view, TimeProvider clock)
{
    public Task<Result<bool>> HandleAsync(Actor actor, Id<Shift> id, CancellationToken ct) => db.NewestWinsAsync<Result<bool>>(
        async () =>
        {
            var now = clock.GetUtcNow();
            await view.ReadAsync(actor, id, now, ct);
            var summary = await db.ShiftSummaries.Include(s => s.Receipts).SingleOrDefaultAsync(s => s.ShiftId == id, ct) ?? throw new RecordNotFoundException();
            var read = summary.Read(actor, now);
            if (read.Match(isNew => isNew, _ => false))
            {
                await db.CommitAsync(actor, now, ct, new SummaryRead(id.Value));
            }

            return read;
        },
        ct);
}

internal static class ShiftSummaryRows
{
    extension(CaseDbContext db)
    {
        internal async Task<IReadOnlyList<TaskTold>> TasksToldAsync(Id<Shift> shift, CancellationToken ct)
        {
            var tasks = await (from t in db.CrewTasks.AsNoTracking().Include(t => t.Steps)
                               join i in db.Incidents on t.IncidentId equals i.Id
                               where t.ShiftId == shift
                               orderby t.AskedAt
                               select new { Task = t, i.Reference }).ToListAsync(ct);
            Id<CrewTask>[] ids = [.. tasks.Select(t => t.Task.Id)];
            var visits = await db.Visits.AsNoTracking().Include(v => v.Changes).Where(v => ids.Contains(v.TaskId)).ToDictionaryAsync(v => v.TaskId, ct);
            return
            [
                .. tasks.Select(t => new TaskTold(
                    t.Task.Id, t.Task.IncidentId, t.Reference, t.Task.State, t.Task.At(CrewStepKind.Arrived) ?? t.Task.At(CrewStepKind.PhoneContact), visits.GetValueOrDefault(t.Task.Id)?.Record)),
            ];
        }

        /// <summary>They are on a shift of the same service that begins after this one.</summary>
        internal Task<bool> ComesAfterAsync(Actor actor, ShiftSummary summary, CancellationToken ct)
        {
            var (me, force, service, from, until) = ((Id<StaffMember>?)actor.StaffId, summary.ForceId, summary.Service, summary.From, summary.From + ShiftSummaryView.AskedFor);
            return db.Shifts.AnyAsync(s => s.ForceId == force && s.Service == service && s.CancelledAt == null && s.PlannedFrom > from && s.PlannedFrom < until && s.Crew.Any(m => m.StaffId == me), ct);
        }

        /// <summary>The newest summary before a shift of the same service, where its crew has not said that they have read it.</summary>
        internal Task<Id<Shift>?> SummaryToReadAsync(Actor actor, Shift shift, CancellationToken ct)
        {
            var (me, force, service, from, since) = (actor.StaffId, shift.ForceId, shift.Service, shift.PlannedFrom, shift.PlannedFrom - ShiftSummaryView.AskedFor);
            return db.ShiftSummaries.Where(s => s.ForceId == force && s.Service == service && s.From < from && s.From > since).OrderByDescending(s => s.From).Take(1)
                .Where(s => s.SignedBy != me && !s.Receipts.Any(r => r.StaffId == me)).Select(s => (Id<Shift>?)s.ShiftId).SingleOrDefaultAsync(ct);
        }
    }
}
