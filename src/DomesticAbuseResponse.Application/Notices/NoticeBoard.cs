using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Notices;

/// <summary>A notice as its reader sees it: what kind of thing, when, and about which case by its reference.</summary>
/// <param name="Referral">Which kind of referral it is about.</param>
/// <param name="IncidentReference">Of the call it is about, where it is about no case.</param>
public sealed record NoticeLine(
    Id<Notice> Id, NoticeKind Kind, DateTimeOffset At, Id<Case>? CaseId, string? CaseReference, Guid? SubjectId, bool ToMeAlone, DateTimeOffset? DoneAt, string? DoneBy, string? Decision, uint Version,
    ReferralKind? Referral = null, string? IncidentReference = null);

/// <summary>
/// What a person is told: by name, or as a holder of a role in their agency. A notice about a case they may not know of is not there,
/// counts included (R6.10, S62). What a role is told of a restricted case reaches those named on it who stand for their agency too, so that it
/// is not lost when nobody of that role may open the case. What is told of a case to somebody on leave reaches whoever covers for them as well.
/// </summary>
public sealed class NoticeBoard(CaseDbContext db, TimeProvider clock)
{
    public const int PageSize = 25;

    public sealed record View(IReadOnlyList<NoticeLine> Notices, int Total, int Danger);

    /// <param name="done">Those dealt with, newest first, instead of those that wait: of these danger comes first, the newest of it before the older.</param>
    /// <param name="page">The first is 1.</param>
    public async Task<View> ReadAsync(Actor actor, bool done, int page, CancellationToken ct, int size = PageSize)
    {
        var mine = (await ToAsync(actor, ct)).Where(n => done ? n.DoneAt != null : n.DoneAt == null);
        var counts = await mine.GroupBy(_ => 1).Select(g => new
        {
            Total = g.Count(),
            Danger = g.Count(n => n.Kind == NoticeKind.PerpetratorAnswered || n.Kind == NoticeKind.HighRiskInspector),
        }).SingleOrDefaultAsync(ct);
        if (counts is null)
        {
            return new View([], 0, 0);
        }

        var staff = actor.StaffId;
        var ordered = done
            ? mine.OrderByDescending(n => n.DoneAt)
            : mine.OrderBy(n => n.Kind == NoticeKind.PerpetratorAnswered ? 0
                    : n.Kind == NoticeKind.HighRiskInspector ? 1
                    : n.Kind == NoticeKind.MaracToChoose || n.Kind == NoticeKind.IdvaServiceToChoose || n.Kind == NoticeKind.ChildrensServicesToChoose || n.Kind == NoticeKind.SchoolNoticeLate ? 2
                    : n.Kind == NoticeKind.DeadlineOverdue ? 3 : 4)
                .ThenByDescending(n => n.Kind == NoticeKind.PerpetratorAnswered || n.Kind == NoticeKind.HighRiskInspector ? (DateTimeOffset?)n.At : null).ThenBy(n => n.At);
        var lines = await ordered.Skip((Math.Max(page, 1) - 1) * size).Take(size).Select(n => new NoticeLine(
            n.Id, n.Kind, n.At, n.CaseId, db.Cases.Where(c => c.Id == n.CaseId).Select(c => c.Reference).FirstOrDefault(), n.SubjectId, n.StaffId == staff,
            n.DoneAt, db.Staff.Where(s => s.Id == n.DoneBy).Select(s => s.DisplayName).FirstOrDefault(), n.Decision, n.Version,
            db.Referrals.Where(r => (Guid)(object)r.Id == n.SubjectId).Select(r => (ReferralKind?)r.Kind).FirstOrDefault(),
            db.Incidents.Where(i => n.CaseId == null && (Guid)(object)i.Id == n.SubjectId).Select(i => i.Reference).FirstOrDefault())).ToListAsync(ct);
        return new View(lines, counts.Total, done ? 0 : counts.Danger);
    }

    /// <summary>One notice of theirs, or the answer given for a record that is not there.</summary>
    /// <exception cref="RecordNotFoundException">It is not theirs, or there is none.</exception>
    public async Task<NoticeLine> ReadAsync(Actor actor, Id<Notice> id, CancellationToken ct) => await FindAsync(actor, id, ct) ?? throw new RecordNotFoundException();

    /// <summary>One notice of theirs; null when it is not theirs, or there is none.</summary>
    public async Task<NoticeLine?> FindAsync(Actor actor, Id<Notice> id, CancellationToken ct)
    {
        var staff = actor.StaffId;
        return await (await ToAsync(actor, ct)).Where(n => n.Id == id).Select(n => new NoticeLine(
            n.Id, n.Kind, n.At, n.CaseId, db.Cases.Where(c => c.Id == n.CaseId).Select(c => c.Reference).FirstOrDefault(), n.SubjectId, n.StaffId == staff,
            n.DoneAt, db.Staff.Where(s => s.Id == n.DoneBy).Select(s => s.DisplayName).FirstOrDefault(), n.Decision, n.Version,
            db.Referrals.Where(r => (Guid)(object)r.Id == n.SubjectId).Select(r => (ReferralKind?)r.Kind).FirstOrDefault(),
            db.Incidents.Where(i => n.CaseId == null && (Guid)(object)i.Id == n.SubjectId).Select(i => i.Reference).FirstOrDefault())).SingleOrDefaultAsync(ct);
    }

    internal async Task<IQueryable<Notice>> ToAsync(Actor actor, CancellationToken ct)
    {
        var (staff, agency) = (actor.StaffId, actor.AgencyId);
        var roles = actor.Roles.Select(r => (Role?)r).ToArray();
        var cases = db.Cases.VisibleTo(actor, db, AccessLevel.Referral);
        var stands = actor.Roles.Any(Standing.WorkingOnRoles.Contains);
        var barred = db.BarredFrom(actor);
        var incidents = db.Incidents.VisibleTo(actor, db);
        var shared = db.Incidents.NotKeptFrom(actor, db);
        var requests = db.DisclosureRequests.VisibleTo(actor, db);
        var people = db.People.VisibleTo(actor, db, AccessLevel.Referral);
        var orders = db.Orders.VisibleTo(actor, db);
        var mine = await db.WorkingAsAsync(actor, UkTime.DateOf(clock.GetUtcNow()), ct); // as values, so that each half of the question keeps its index
        return db.Notices.Where(n =>
            ((mine.Contains(n.StaffId) && (n.StaffId == staff || n.CaseId != null)) || (n.AgencyId == agency && n.Role != null && (roles.Contains(n.Role) || (stands && cases.Any(c => c.Id == n.CaseId && c.IsRestricted)))))
            && (n.CaseId == null || cases.Any(c => c.Id == n.CaseId))
            && ((n.Kind != NoticeKind.RegradeAsked && n.Kind != NoticeKind.RegradeDecided) || incidents.Any(i => (Guid)(object)i.Id == n.SubjectId))
            && ((n.Kind != NoticeKind.CrewTaskLapsed && n.Kind != NoticeKind.CrewDeclined && n.Kind != NoticeKind.VisitEntriesLate) || incidents.Any(i => (Guid)(object)i.Id == n.SubjectId))
            && ((n.Kind != NoticeKind.DisclosureAsked && n.Kind != NoticeKind.DisclosureLate) || requests.Any(r => (Guid)(object)r.Id == n.SubjectId))
            && (n.Kind != NoticeKind.DeadlineOverdue || !db.Deadlines.Any(d => (Guid)(object)d.Id == n.SubjectId && d.OrderId != null && !orders.Any(o => o.Id == d.OrderId)))
            && (n.Kind != NoticeKind.SchoolNoticeLate || db.SchoolNotices.Any(s => (Guid)(object)s.Id == n.SubjectId && incidents.Any(i => i.Id == s.IncidentId) && people.Any(p => p.Id == s.PersonId)))
            && (n.Kind != NoticeKind.ScreeningShared || db.Screenings.Any(s => (Guid)(object)s.Id == n.SubjectId && people.Any(p => p.Id == s.PersonId) && shared.Any(i => i.Id == s.IncidentId)))
            && ((n.Kind != NoticeKind.ProtectionChanged && n.Kind != NoticeKind.RestrictedOpened) || !barred.Any(e => e.RecordId == n.SubjectId)));
    }
}
