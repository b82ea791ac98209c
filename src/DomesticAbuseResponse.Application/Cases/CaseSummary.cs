using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Cases;

/// <summary>A case on one page: dates, grades, incidents, people, referrals, and what this reader's agency has to do next.</summary>
public sealed class CaseSummary(CaseDbContext db, CaseFiles cases, CaseFrames frames, CasePeople people)
{
    public sealed record View(
        CaseFrame Frame, string AgencyName, string? Unit, string? Idva, DateTimeOffset OpenedAt, IReadOnlyList<DeadlineLine> Deadlines, IReadOnlyList<GradeLine> Grades,
        IReadOnlyList<IncidentLine> Incidents, IReadOnlyList<CasePerson> People, IReadOnlyList<ReferralLine> Referrals, IReadOnlyList<NextAction> Next,
        Id<PolicingUnit>? UnitId = null);

    public sealed record DeadlineLine(Id<Deadline> Id, DeadlineKind Kind, DateTimeOffset DueAt, string Agency, bool IsOurs);

    public sealed record IncidentLine(Id<Incident> Id, string Reference, DateTimeOffset ReportedAt, CallSource? Source, ResponseGrade? Grade, bool IsOpen);

    public sealed record ReferralLine(Id<Referral> Id, ReferralKind Kind, ReferralStatus Status, string To, DateTimeOffset At, bool IsOurs);

    /// <param name="Subject">The assessment, referral or deadline; the case itself when nothing has been started.</param>
    /// <param name="Referral">Which kind of referral it is about.</param>
    public sealed record NextAction(NextActionKind Kind, Guid Subject, DateTimeOffset? By, ReferralKind? Referral = null);

    public enum NextActionKind
    {
        StartAssessment,
        FinishAssessment,
        ReviewAssessment,
        ContactVictim,
        SendReferral,
        AnswerQuestion,

        /// <summary>The perpetrator answered: the subject is the notice in which this reader says what was done.</summary>
        SayWhatWasDone,

        /// <summary>A High asks for a MARAC referral and the area is not known (R2.4).</summary>
        ChooseMarac,

        /// <summary>A High asks for an IDVA referral and no service is known for the area (R2.4).</summary>
        ChooseIdvaService,

        /// <summary>A child is to be referred and children's services of the area are not known (R1.26, R1.28).</summary>
        ChooseChildrensServices,
    }

    public async Task<View> ReadAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var opened = await cases.OpenAsync(actor, id, AccessLevel.Read, "Read the case file", ct);
        var frame = await frames.ReadAsync(actor, opened, ct);
        var (owner, idva, agency, unit) = (opened.AgencyId, opened.IdvaId, actor.AgencyId, opened.UnitId);
        var names = await db.Agencies.Where(a => a.Id == owner)
            .Select(a => new { a.Name, Unit = db.PolicingUnits.Where(u => u.Id == unit).Select(u => u.Name).FirstOrDefault(), Idva = db.Staff.Where(s => s.Id == idva).Select(s => s.DisplayName).FirstOrDefault() }).SingleAsync(ct);

        var deadlines = await DeadlinesAsync(actor, id, ct);
        var incidents = await db.Incidents.VisibleTo(actor, db).Where(i => i.Parties.Any(p => p.CaseId == id)).OrderByDescending(i => i.ReportedAt)
            .Select(i => new IncidentLine(i.Id, i.Reference, i.ReportedAt, i.Call.Source, i.Grade, i.ClosedAt == null)).ToListAsync(ct);
        var referrals = await ReferralsAsync(id, agency, ct);

        return new View(
            frame, names.Name, names.Unit, names.Idva, opened.OpenedAt, deadlines, await db.GradesOfAsync(id, opened.VictimId, ct), incidents,
            await people.OfAsync(actor, opened, ct), referrals, await NextAsync(actor, opened, frame, deadlines, referrals, ct), opened.UnitId);
    }

    internal async Task<IReadOnlyList<DeadlineLine>> DeadlinesAsync(Actor actor, Id<Case> id, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        return await (from d in db.Deadlines.WithoutHiddenOrders(actor, db)
                      join a in db.Agencies on d.AgencyId equals a.Id
                      where d.CaseId == id && d.MetAt == null && d.SupersededAt == null
                      orderby d.DueAt
                      select new DeadlineLine(d.Id, d.Kind, d.DueAt, a.Name, d.AgencyId == agency)).ToListAsync(ct);
    }

    internal async Task<IReadOnlyList<ReferralLine>> ReferralsAsync(Id<Case> id, Id<Agency> agency, CancellationToken ct) =>
        await (from r in db.Referrals
               where r.CaseId == id
               orderby r.RaisedAt descending, r.Id descending
               select new ReferralLine(
                   r.Id, r.Kind, r.Status,
                   db.Agencies.Where(a => a.Id == r.ToAgencyId).Select(a => a.Name).FirstOrDefault()
                       ?? db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault() ?? "",
                   r.Steps.Max(s => s.At), r.FromAgencyId == agency)).ToListAsync(ct);

    private async Task<IReadOnlyList<NextAction>> NextAsync(
        Actor actor, Case opened, CaseFrame frame, IReadOnlyList<DeadlineLine> deadlines, IReadOnlyList<ReferralLine> referrals, CancellationToken ct)
    {
        if (!frame.MayEdit || !opened.IsOpen)
        {
            return [];
        }

        var (id, agency) = (opened.Id, actor.AgencyId);
        var forms = await db.Assessments.Where(a => a.CaseId == id && a.AgencyId == agency && (a.CompletedAt == null || a.ReviewedAt == null))
            .OrderBy(a => a.StartedAt).Select(a => new { a.Id, a.CompletedAt, a.StartedBy, IsChilds = a.InstrumentCode == InstrumentCodes.ChildMatrix }).ToListAsync(ct);
        var reviews = actor.HasAny(Role.Sergeant, Role.Inspector, Role.SafeguardingOfficer);
        var unaddressed = (await db.UnaddressedAsync(id, ct)).Where(k => k is ReferralKind.Childrens || opened.Grade is RiskGrade.High).ToList();

        return
        [
            .. frame.Dangers.Where(d => d.ToSay is not null).Select(d => new NextAction(NextActionKind.SayWhatWasDone, d.ToSay!.Value.Value, null)),
            .. Enumerable.Reverse(unaddressed).Select(k => new NextAction(k switch { ReferralKind.Marac => NextActionKind.ChooseMarac, ReferralKind.Childrens => NextActionKind.ChooseChildrensServices, _ => NextActionKind.ChooseIdvaService }, id.Value, null, k)),
            .. deadlines.Where(d => d.IsOurs && d.Kind is DeadlineKind.ContactVictim or DeadlineKind.IdvaFirstContact).Select(d => new NextAction(NextActionKind.ContactVictim, d.Id.Value, d.DueAt)),
            .. forms.Where(f => f.CompletedAt is null).Select(f => new NextAction(NextActionKind.FinishAssessment, f.Id.Value, null)),
            .. forms.Where(f => f.CompletedAt is not null && !f.IsChilds && reviews && f.StartedBy != actor.StaffId).Select(f => new NextAction(NextActionKind.ReviewAssessment, f.Id.Value, null)),
            .. opened.Grade is null && forms.All(f => f.IsChilds) ? [new NextAction(NextActionKind.StartAssessment, id.Value, null)] : Array.Empty<NextAction>(),
            .. referrals.Where(r => r.IsOurs && r.Status is ReferralStatus.Raised).Select(r => new NextAction(NextActionKind.SendReferral, r.Id.Value, null, r.Kind)),
            .. referrals.Where(r => r.IsOurs && r.Status is ReferralStatus.Queried).Select(r => new NextAction(NextActionKind.AnswerQuestion, r.Id.Value, null, r.Kind)),
        ];
    }
}
