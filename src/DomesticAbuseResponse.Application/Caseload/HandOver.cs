using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>
/// Everything that hangs on somebody who leaves or is away for long: each case with its clock, tasks, notices, begun forms and drafts, and a proposal who takes it.
/// A page at a time, so that nothing is given away unseen.
/// </summary>
public sealed class CaseloadToHandOver(CaseDbContext db, IdvaLoads loads, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="MayTake">Who may be given it: nobody who is excluded from it or away.</param>
    /// <param name="Proposed">Null where nobody has room or may open it.</param>
    public sealed record Line(
        Id<Case> Id, string Reference, string Victim, RiskGrade? Grade, bool IsRestricted, CaseWeight Weight, DeadlineKind? NextKind, DateTimeOffset? NextDue, int Tasks, int Notices, int Forms, int Drafts,
        IReadOnlyList<Id<StaffMember>> MayTake, Id<StaffMember>? Proposed);

    /// <param name="TasksElsewhere">Their tasks in cases that others carry.</param>
    /// <param name="Covers">Whom they are to cover for.</param>
    /// <param name="MaySignIn">False when their account is shut already.</param>
    public sealed record View(StaffLine From, bool MaySignIn, IReadOnlyList<Line> Lines, int Total, IReadOnlyList<IdvaLoad> Receivers, int TasksElsewhere, IReadOnlyList<string> Covers);

    /// <exception cref="RecordNotFoundException">They work for another agency, or carry nothing and never could, or the reader manages no service.</exception>
    public async Task<View> ReadAsync(Actor actor, Id<StaffMember> of, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (today, agency, carrier) = (UkTime.DateOf(now), actor.AgencyId, (Id<StaffMember>?)of);
        var member = await db.OwnCarrierAsync(actor, of, ct);
        var open = db.Cases.VisibleTo(actor, db, AccessLevel.Edit);
        var carried = open.Where(c => c.IdvaId == carrier && c.ClosedAt == null);
        var total = await carried.CountAsync(ct);
        var shown = carried.OrderBy(c => c.Grade == RiskGrade.High ? 0 : 1).ThenBy(c => c.Reference).Take(PageSize);
        var deadlines = db.Deadlines.WithoutHiddenOrders(actor, db);
        var rows = await shown.AsNoTracking().Select(c => new
        {
            c.Id,
            c.Reference,
            c.VictimId,
            c.Grade,
            c.IsRestricted,
            Next = deadlines.Where(d => d.CaseId == c.Id && d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null).OrderBy(d => d.DueAt).Select(d => new { d.Kind, d.DueAt }).FirstOrDefault(),
            Tasks = db.CaseTasks.Count(t => t.CaseId == c.Id && t.AgencyId == agency && t.DoneAt == null && (t.StaffId == of || t.StaffId == null)),
            Notices = db.Notices.Count(n => n.CaseId == c.Id && n.StaffId == of && n.DoneAt == null),
            Forms = db.Assessments.Count(a => a.CaseId == c.Id && a.StartedBy == of && a.CompletedAt == null),
        }).ToListAsync(ct);

        var ids = rows.Select(r => r.Id).ToArray();
        var records = ids.Select(i => i.Value).ToArray();
        var names = await db.NamedAsync(rows.Select(r => r.VictimId), ct);
        var weights = IdvaLoads.WeightsOf(await loads.CapsAsync(agency, now, ct));
        var weighed = (await db.WeighAsync(actor, db.Cases.Where(c => ids.Contains(c.Id)), weights, today, ct)).ToDictionary(w => w.CaseId, w => CaseWeight.Of(w.Burden, weights));
        var away = (await db.StaffLeaves.Where(l => l.AgencyId == agency && l.CancelledAt == null && l.FromOn <= today && l.UntilOn >= today).Select(l => l.StaffId).ToListAsync(ct)).ToHashSet();
        var barred = (await db.Exclusions.Where(e => records.Contains(e.RecordId) && e.StaffId != null).Select(e => new { e.RecordId, Staff = e.StaffId!.Value }).ToListAsync(ct)).ToLookup(e => e.RecordId, e => e.Staff);
        var receivers = (await loads.ReadAsync(actor, now, ct)).Where(l => l.Idva.Id != of && !away.Contains(l.Idva.Id)).ToList();
        var drafts = (await db.DraftsOfAsync(of, ids, ct)).ToLookup(d => d.CaseId);
        var mayTake = ids.ToDictionary(i => i, i => receivers.Select(r => r.Idva.Id).Except(barred[i.Value]).ToHashSet());
        var proposed = HandoverPlan.Propose(
            rows.Select(r => new HandoverCase(r.Id, r.Grade, weighed[r.Id].Points, mayTake[r.Id])),
            receivers.Select(r => new HandoverReceiver(r.Idva.Id, r.State.OpenHigh, r.State.Weight, r.State.Limits)));

        await door.ShowListAsync(actor, "Caseload to hand over", records, ct);
        return new View(
            (await db.StaffAsync([of], ct))[of], member.DisabledAt is null,
            [
                .. rows.Select(r => new Line(
                    r.Id, r.Reference, names[r.VictimId].Name, r.Grade, r.IsRestricted, weighed[r.Id], r.Next?.Kind, r.Next?.DueAt, r.Tasks, r.Notices, r.Forms, drafts[r.Id].Count(),
                    [.. receivers.Select(x => x.Idva.Id).Where(mayTake[r.Id].Contains)], proposed[r.Id])),
            ],
            total, receivers,
            await db.CaseTasks.CountAsync(t => t.AgencyId == agency && t.StaffId == of && t.DoneAt == null && open.Any(c => c.Id == t.CaseId && c.IdvaId != carrier), ct),
            await db.StaffLeaves.Where(l => l.CoverId == carrier && l.CancelledAt == null && l.UntilOn >= today).OrderBy(l => l.FromOn)
                .Select(l => db.Staff.Where(s => s.Id == l.StaffId).Select(s => s.DisplayName).First()).ToListAsync(ct));
    }
}

/// <summary>What of somebody's work hangs on which case.</summary>
internal static class WorkOfCarrier
{
    internal sealed record DraftOf(Id<Drafts.Draft> Id, string Form, Id<Case> CaseId);

    extension(CaseDbContext db)
    {
        /// <exception cref="RecordNotFoundException">The actor manages no IDVA service, or the person neither is an IDVA of it nor carries a case there.</exception>
        public async Task<StaffMember> OwnCarrierAsync(Actor actor, Id<StaffMember> id, CancellationToken ct)
        {
            var (agency, carrier) = (actor.AgencyId, (Id<StaffMember>?)id);
            return (actor.Has(Role.IdvaManager)
                ? await db.Staff.SingleOrDefaultAsync(s => s.Id == id && s.AgencyId == agency
                    && (s.Roles.Contains(Role.Idva) || s.Roles.Contains(Role.IdvaManager) || db.Cases.Any(c => c.IdvaId == carrier && c.ClosedAt == null)), ct)
                : null) ?? throw new RecordNotFoundException();
        }

        /// <summary>What somebody has typed and not sent into forms of these cases: their address names the case.</summary>
        public async Task<IReadOnlyList<DraftOf>> DraftsOfAsync(Id<StaffMember> of, Id<Case>[] cases, CancellationToken ct)
        {
            var about = cases.Select(c => c.Value).ToHashSet();
            var drafts = await db.Drafts.AsNoTracking().Where(d => d.StaffId == of).Select(d => new { d.Id, d.Form }).ToListAsync(ct);
            return
            [
                .. from draft in drafts
                   let subject = draft.Form.Split('/').Select(part => Guid.TryParse(part, out var id) ? id : Guid.Empty).FirstOrDefault(about.Contains)
                   where subject != Guid.Empty
                   select new DraftOf(draft.Id, draft.Form, new Id<Case>(subject)),
            ];
        }
    }
}
