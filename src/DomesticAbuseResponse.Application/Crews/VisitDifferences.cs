using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Crews;

namespace DomesticAbuseResponse.Application.Crews;

/// <summary>A person saw an entry from a phone beside what the record says.</summary>
public sealed record EntrySettled(Guid Task, string Field, bool Taken) : Happened;

/// <summary>
/// What two people wrote into one answer, with whose and when, and what arrived when the record could no longer be written: for the crew while it writes, and for the
/// force that asked it.
/// </summary>
public sealed class VisitDifferences(CaseDbContext db, CrewTaskFiles files)
{
    /// <param name="Agency">Null for the reader's own.</param>
    /// <param name="At">When it was typed.</param>
    public sealed record Side(string? Value, string By, string? Agency, DateTimeOffset At);

    /// <param name="Record">Null where the record says nothing.</param>
    /// <param name="Shown">The number of the field's newest change.</param>
    public sealed record Line(Guid Id, EntryState State, string Field, Side Phone, Side? Record, long Shown, string? Because);

    /// <param name="Others">How many wait that are for those who work on the case to read (R6.12).</param>
    public sealed record View(OpenedCrewTask Opened, IReadOnlyList<Line> Lines, int Others, string Initials)
    {
        /// <summary>The reader writes the record still; else they can only say that they have seen it.</summary>
        public bool MayChoose => Opened is { IsCrew: true, Task.State: CrewTaskState.Accepted };
    }

    public async Task<View> ReadAsync(Actor actor, Id<CrewTask> id, CancellationToken ct)
    {
        var opened = await files.OpenAsync(actor, id, "Read two versions of a visit", ct);
        var sections = VisitReaders.Of(actor, opened.IsCrew);
        var all = await db.VisitEntries.AsNoTracking().Where(e => e.TaskId == id && (e.State == EntryState.Differs || e.State == EntryState.Late)).OrderBy(e => e.Field).ThenBy(e => e.Order).ToListAsync(ct);
        var waiting = all.FindAll(e => VisitReaders.IsIn(sections, e.Field));
        var visit = await db.Visits.AsNoTracking().Include(v => v.Changes).SingleOrDefaultAsync(v => v.TaskId == id, ct);
        Id<StaffMember>[] staff = [.. waiting.Select(e => e.By).Concat(visit?.Changes.Select(c => c.By) ?? []).Distinct()];
        var writers = await (from s in db.Staff
                             join a in db.Agencies on s.AgencyId equals a.Id
                             where staff.Contains(s.Id)
                             select new { s.Id, s.DisplayName, Agency = s.AgencyId == actor.AgencyId ? null : a.Name }).ToDictionaryAsync(s => s.Id, ct);
        var victim = opened.Task.VictimId;
        var names = await db.NamesAsync(actor, [victim], ct);
        return new View(
            opened,
            [
                .. waiting.Select(e => (Entry: e, Now: visit?.ChangesOf(e.Field) is [.., var last] ? last : null)).Select(e => new Line(
                    e.Entry.Id, e.Entry.State, e.Entry.Field, Of(e.Entry.Value, e.Entry.By, e.Entry.MadeAt), e.Now is null ? null : Of(e.Now.Value, e.Now.By, e.Now.At), e.Now?.Number ?? 0, e.Entry.Because)),
            ],
            all.Count - waiting.Count, FieldMask.Initials(names.GetValueOrDefault(victim)));

        Side Of(string? value, Id<StaffMember> by, DateTimeOffset at) => writers.GetValueOrDefault(by) is { } writer ? new(value, writer.DisplayName, writer.Agency, at) : new(value, "The system", null, at);
    }
}

/// <summary>A person chooses which of two versions stands, or says that they have seen what came late. Pressed twice, it is once.</summary>
public sealed class SettleEntry(CaseDbContext db, CrewTaskFiles files, TimeProvider clock)
{
    /// <param name="Take">What the phone sent is to stand.</param>
    /// <param name="Shown">The number of the newest change of the answer that they saw beside it.</param>
    public sealed record Command(Id<CrewTask> Task, Guid Entry, bool Take, long Shown);

    public Task<Result<bool>> HandleAsync(Actor actor, Command command, CancellationToken ct) => db.NewestWinsAsync<Result<bool>>(
        async () =>
        {
            var now = clock.GetUtcNow();
            var (task, _, incident, isCrew, _) = await files.OpenAsync(actor, command.Task, "Choose between two versions of a visit", ct);
            var (id, of) = (command.Entry, task.Id);
            var entry = await db.VisitEntries.SingleOrDefaultAsync(e => e.Id == id && e.TaskId == of, ct) ?? throw new RecordNotFoundException();
            if (!VisitReaders.IsIn(VisitReaders.Of(actor, isCrew), entry.Field) || (command.Take && !(isCrew && task.State is CrewTaskState.Accepted)) || await db.Visits.Include(v => v.Changes).SingleOrDefaultAsync(v => v.TaskId == of, ct) is not { } visit)
            {
                throw new RecordNotFoundException();
            }

            var settled = visit.Settle(entry, actor, command.Take, command.Shown, now);
            if (settled.Match(isNew => isNew, _ => false))
            {
                await db.CommitAsync(actor, now, ct, new EntrySettled(of.Value, entry.Field, command.Take) { IncidentId = incident.Id, CaseId = incident.CaseOf(task.VictimId) });
            }

            return settled;
        },
        ct);
}
