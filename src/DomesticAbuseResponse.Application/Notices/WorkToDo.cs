using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Handovers;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Notices;

/// <summary>What waits for one person, in numbers that each lead to a list: what their roles do not do is not counted.</summary>
public sealed class WorkToDo(CaseDbContext db, NoticeBoard notices, DeadlineList deadlines, StaffChangeList staff, HandoverList handovers, SergeantsWork supervising, IncomingList incoming, SchoolNoticeList schools, ScreeningList screenings)
{
    private const int _shown = 5;
    private const int _notices = 10;

    /// <param name="Supervising">What waits on a supervisor's lists.</param>
    /// <param name="ReferralsToAnswer">Null when answering is not this person's work; the same for the other counts.</param>
    /// <param name="FormsToFinish">Assessments this person began and has not finished, oldest first.</param>
    public sealed record View(
        NoticeBoard.View Notices, DeadlineList.Counts Deadlines, IReadOnlyDictionary<DueWhen, IReadOnlyList<DeadlineList.Row>> Due,
        SergeantsWork.View Supervising, int? ReferralsToAnswer, int? CallsToReview, int? CasesCarried, IReadOnlyList<Unfinished> FormsToFinish, int? StaffToConfirm, int? HandoversToRead, int? IncomingToSettle,
        SchoolNoticeList.Counts? Schools, ScreeningList.Counts? Screenings);

    public sealed record Unfinished(Id<RiskAssessment> Id, string CaseReference, DateTimeOffset StartedAt);

    public async Task<View> ReadAsync(Actor actor, CancellationToken ct)
    {
        var due = new Dictionary<DueWhen, IReadOnlyList<DeadlineList.Row>>();
        var counts = await deadlines.CountAsync(actor, ct);
        foreach (var (when, count) in new[] { (DueWhen.Overdue, counts.Overdue), (DueWhen.Today, counts.Today), (DueWhen.Next, counts.Next) })
        {
            due[when] = count == 0 ? [] : (await deadlines.ReadAsync(actor, when, 1, ct, _shown)).Rows;
        }

        return new View(
            await notices.ReadAsync(actor, done: false, 1, ct, _notices), counts, due,
            await supervising.ReadAsync(actor, ct), await ReferralsAsync(actor, ct), await CallsAsync(actor, ct), await CarriedAsync(actor, ct), await UnfinishedAsync(actor, ct),
            actor.HasAny([.. StaffChange.Seconds]) ? await staff.CountAsync(actor, ct) : null,
            actor.HasAny(Role.CallHandler, Role.ControlRoomSupervisor, Role.ControlRoomSupportWorker) ? await handovers.CountUnreadAsync(actor, ct) : null,
            actor.HasAny(Role.ControlRoomSupervisor, Role.ControlRoomSupportWorker) ? await incoming.CountAsync(actor, ct) : null,
            actor.HasAny(Role.SafeguardingOfficer, Role.ControlRoomSupervisor) ? await schools.CountAsync(actor, ct) : null,
            actor.HasAny(Role.SafeguardingOfficer, Role.AgencyRepresentative) ? await screenings.CountAsync(actor, ct) : null);
    }

    private async Task<int?> ReferralsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.HasAny(Role.Idva, Role.IdvaManager, Role.MaracCoordinator, Role.MaracChair, Role.AgencyRepresentative))
        {
            return null;
        }

        var agency = (Id<Agency>?)actor.AgencyId;
        var kinds = ReferralInbox.AnsweredBy(actor);
        var maracs = actor.HasAny(Role.MaracCoordinator, Role.MaracChair) ? actor.Maracs.Select(m => (Id<Marac>?)m).ToArray() : [];
        var cases = db.Cases.VisibleTo(actor, db, AccessLevel.Referral);
        return await db.Referrals.CountAsync(
            r => (r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried)
                && ((kinds.Contains(r.Kind) && r.ToAgencyId == agency) || maracs.Contains(r.MaracId)) && cases.Any(c => c.Id == r.CaseId), ct);
    }

    private async Task<int?> CallsAsync(Actor actor, CancellationToken ct) => actor.Has(Role.ControlRoomSupervisor)
        ? await db.Incidents.VisibleTo(actor, db).AwaitingSupervisor().CountAsync(ct)
        : null;

    private async Task<int?> CarriedAsync(Actor actor, CancellationToken ct)
    {
        var staff = (Id<StaffMember>?)actor.StaffId;
        return actor.HasAny(Role.Idva, Role.IdvaManager) ? await db.Cases.VisibleTo(actor, db).CountAsync(c => c.IdvaId == staff && c.ClosedAt == null, ct) : null;
    }

    private async Task<IReadOnlyList<Unfinished>> UnfinishedAsync(Actor actor, CancellationToken ct)
    {
        var (staff, known) = (actor.StaffId, db.People.NotKeptFrom(actor, db));
        return await (from a in db.Assessments
                      join c in db.Cases.VisibleTo(actor, db) on a.CaseId equals c.Id
                      where a.StartedBy == staff && a.CompletedAt == null && (a.PersonId == c.VictimId || known.Any(p => p.Id == a.PersonId))
                      orderby a.StartedAt
                      select new Unfinished(a.Id, c.Reference, a.StartedAt)).Take(_shown).ToListAsync(ct);
    }
}
