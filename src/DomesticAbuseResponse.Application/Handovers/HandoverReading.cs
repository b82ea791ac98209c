using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Board;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Persistence.Configurations;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Notices;

namespace DomesticAbuseResponse.Application.Handovers;

/// <summary>
/// Reads what the rules draft a handover from: the open calls that the supervisor may read, contact that is owed on them, notices nobody has dealt
/// with. A control room that is short of people has more open than anybody reads; the most urgent are drafted.
/// </summary>
public sealed class HandoverReading(CaseDbContext db, RecordDoor door, BoardCalls calls, TimeProvider clock)
{
    /// <summary>Calls of each kind that are looked at, the most urgent first.</summary>
    public const int Most = 100;

    public async Task<IReadOnlyList<DraftedLine>> DraftAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = db.Incidents.AsNoTracking().VisibleTo(actor, db).Where(i => i.ClosedAt == null);
        var high = db.Cases.GradedFor(actor, db).Where(c => c.Grade == Domain.Risk.RiskGrade.High);
        var ids = new HashSet<Id<Incident>>();
        ids.UnionWith(await open.Where(i => i.AttendedAt == null).OrderBy(i => EF.Property<int>(i, IncidentConfiguration.BoardRank)).ThenBy(i => i.ReportedAt).ThenBy(i => i.Id).Take(Most).Select(i => i.Id).ToListAsync(ct));
        ids.UnionWith(await open.Where(i => i.Parties.Any(p => high.Any(c => c.Id == p.CaseId))).OrderByDescending(i => i.ReportedAt).Take(Most).Select(i => i.Id).ToListAsync(ct));
        ids.UnionWith(await open.AwaitingSupervisor().OrderBy(i => i.ReportedAt).Take(Most).Select(i => i.Id).ToListAsync(ct));
        var rows = (await calls.ReadAsync(ids, ct)).Select(c => c.For(actor)).OfType<BoardRow>().ToList();
        var contacts = await ContactsAsync(actor, now, ct);
        await door.ShowListAsync(actor, "Shift handover", rows.Select(r => r.Id.Value).Concat(contacts.Select(c => c.IncidentId.Value)).Distinct(), ct);
        return HandoverDraft.Of(new HandoverFacts([.. rows.Select(Open)], contacts, await NoticesAsync(actor, ct)), now);
    }

    private static OpenCall Open(BoardRow row) => new(
        row.Id, row.Reference, row.ReportedAt, row.GradeName, row.Target, row.Risk, row.AwaitsAttendance, row.Silence, row.AwaitsReview, row.RegradeAskedAt, row.WithdrawnAt);

    /// <summary>By the call it came from, which the reader may read; the case itself stays closed to a control room (R6.12).</summary>
    private async Task<IReadOnlyList<ContactOwed>> ContactsAsync(Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (agency, until) = (actor.AgencyId, now + HandoverDraft.NextShift);
        var visible = db.Incidents.VisibleTo(actor, db);
        var graded = db.Cases.GradedFor(actor, db);
        return await (from d in db.Deadlines.AsNoTracking()
                      join i in visible on d.IncidentId equals i.Id
                      where d.AgencyId == agency && d.Kind == DeadlineKind.ContactVictim && d.MetAt == null && d.SupersededAt == null && d.DueAt <= until && graded.Any(c => c.Id == d.CaseId)
                      orderby d.DueAt
                      select new ContactOwed(i.Id, i.Reference, d.DueAt)).Take(Most).ToListAsync(ct);
    }

    /// <summary>What the control room as a whole was told.</summary>
    private async Task<int> NoticesAsync(Actor actor, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var visible = db.Incidents.VisibleTo(actor, db);
        return await db.Notices.CountAsync(
            n => n.AgencyId == agency && n.DoneAt == null && (n.Role == Role.ControlRoomSupervisor || n.Role == Role.CallHandler || n.Role == Role.ControlRoomSupportWorker)
                && ((n.Kind != NoticeKind.RegradeAsked && n.Kind != NoticeKind.RegradeDecided) || visible.Any(i => (Guid)(object)i.Id == n.SubjectId)), ct);
    }
}
