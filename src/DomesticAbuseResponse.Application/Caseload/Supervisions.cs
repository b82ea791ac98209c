using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

public sealed record SupervisionWritten(Id<StaffMember> Staff, DateOnly HeldOn) : Happened;

public sealed record SupervisionRead(Id<StaffMember> Staff) : Happened;

/// <summary>A case was spoken about in supervision; what was said is in the record of the two.</summary>
public sealed record DiscussedInSupervision : Happened;

/// <summary>The supervision records of one IDVA, the newest first: for them and the managers of their service.</summary>
public sealed class SupervisionList(CaseDbContext db)
{
    public const int PageSize = 25;

    public sealed record Row(Id<SupervisionRecord> Id, DateOnly HeldOn, string HeldBy, DateTimeOffset? ReadAt);

    public sealed record View(StaffLine Idva, IReadOnlyList<Row> Rows, int Total, int Page);

    /// <exception cref="RecordNotFoundException">It is neither about the reader nor of their service.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<StaffMember> of, int page, CancellationToken ct)
    {
        if (of != actor.StaffId)
        {
            await db.OwnIdvaAsync(actor, of, ct);
        }

        var agency = actor.AgencyId;
        var theirs = db.Supervisions.AsNoTracking().Where(s => s.StaffId == of && s.AgencyId == agency);
        var total = await theirs.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        return new View(
            (await db.StaffAsync([of], ct))[of],
            await theirs.OrderByDescending(s => s.HeldOn).ThenByDescending(s => s.WrittenAt).Skip((shown - 1) * PageSize).Take(PageSize)
                .Select(s => new Row(s.Id, s.HeldOn, db.Staff.Where(m => m.Id == s.HeldBy).Select(m => m.DisplayName).First(), s.ReadAt)).ToListAsync(ct),
            total, shown);
    }
}

/// <summary>One supervision record. A case in it is shown to whoever may open it, and to others is not there.</summary>
public sealed class OneSupervision(CaseDbContext db, RecordDoor door)
{
    public sealed record CaseLine(Id<Case> Id, string Reference, string Victim, string Words);

    public sealed record View(SupervisionRecord Record, StaffLine Idva, StaffLine HeldBy, IReadOnlyList<CaseLine> Cases, bool MaySayRead);

    /// <exception cref="RecordNotFoundException">It is neither about the reader nor of their service, or there is none.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<SupervisionRecord> id, CancellationToken ct)
    {
        var record = await db.SupervisionAsync(actor, id, ct);
        var ids = record.Cases.Select(c => c.CaseId).ToArray();
        var cases = await db.Cases.VisibleTo(actor, db, AccessLevel.Read).AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Reference, c.VictimId }).ToDictionaryAsync(c => c.Id, ct);
        var names = await db.NamedAsync(cases.Values.Select(c => c.VictimId), ct);
        var staff = await db.StaffAsync([record.StaffId, record.HeldBy], ct);
        await door.ShowListAsync(actor, "Supervision record", cases.Keys.Select(c => c.Value), ct);
        return new View(
            record, staff[record.StaffId], staff[record.HeldBy],
            [.. record.Cases.Where(c => cases.ContainsKey(c.CaseId)).Select(c => new CaseLine(c.CaseId, cases[c.CaseId].Reference, names[cases[c.CaseId].VictimId].Name, c.Words))],
            record.StaffId == actor.StaffId && record.ReadAt is null);
    }
}

/// <summary>A manager writes down a supervision; the IDVA is told and reads it.</summary>
public sealed class WriteSupervision(CaseDbContext db, IdvaOfService idva, TimeProvider clock)
{
    public sealed record Command(Id<StaffMember> StaffId, SupervisionNotes Notes);

    public async Task<Result<Id<SupervisionRecord>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var load = await idva.ReadAsync(actor, command.StaffId, ct);
        var ids = command.Notes.Cases.Select(c => c.CaseId).ToArray();
        var visible = (await db.Cases.VisibleTo(actor, db, AccessLevel.Read).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        var notes = command.Notes with { Cases = [.. command.Notes.Cases.Where(c => visible.Contains(c.CaseId))] };
        return await SupervisionRecord.Write(actor, command.StaffId, notes, $"{load.State.Words} {load.OpenCases} open in all.", UkTime.DateOf(now), now).Match(
            async record =>
            {
                db.Supervisions.Add(record);
                db.Notices.Add(Notice.To(actor.AgencyId, record.StaffId, NoticeKind.SupervisionToRead, null, record.Id.Value, now));
                await db.CommitAsync(actor, now, ct, [new SupervisionWritten(record.StaffId, record.HeldOn), .. record.Cases.Select(c => new DiscussedInSupervision { CaseId = c.CaseId })]);
                return (Result<Id<SupervisionRecord>>)record.Id;
            },
            refused => Task.FromResult((Result<Id<SupervisionRecord>>)refused));
    }
}

/// <summary>The IDVA has read the record, and may add their own words.</summary>
public sealed class ReadSupervision(CaseDbContext db, TimeProvider clock)
{
    private static readonly Refusal _raced = new("supervision.raced", "You have just said that you have read this.");

    public sealed record Command(Id<SupervisionRecord> Id, string? Comment);

    public async Task<Result<SupervisionRecord>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var record = await db.SupervisionAsync(actor, command.Id, ct);
        var read = record.Read(actor, command.Comment, now);
        if (read.Refusal is not null)
        {
            return read;
        }

        Guid? subject = record.Id.Value;
        (await db.Notices.Where(n => n.SubjectId == subject && n.Kind == NoticeKind.SupervisionToRead && n.DoneAt == null).ToListAsync(ct)).ForEach(n => n.Done(actor.StaffId, null, now));
        return await db.TryCommitAsync(actor, now, _raced, ct, new SupervisionRead(record.StaffId)) is { } late ? late : read;
    }
}

internal static class SupervisionAccess
{
    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">It is neither about the reader nor of a service they manage, or there is none.</exception>
        public async Task<SupervisionRecord> SupervisionAsync(Actor actor, Id<SupervisionRecord> id, CancellationToken ct)
        {
            var (me, agency, manages) = (actor.StaffId, actor.AgencyId, actor.Has(Role.IdvaManager));
            return await db.Supervisions.Include(s => s.Cases.OrderBy(c => c.Number)).SingleOrDefaultAsync(s => s.Id == id && s.AgencyId == agency && (manages || s.StaffId == me), ct)
                ?? throw new RecordNotFoundException();
        }
    }
}
