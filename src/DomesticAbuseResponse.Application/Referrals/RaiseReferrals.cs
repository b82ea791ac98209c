using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <param name="Referral">The referral raised.</param>
public sealed record ReferralRaised(ReferralKind Kind, Id<Referral> Referral) : Happened;

/// <summary>A referral the grade asks for could not be addressed: a person has to choose where it goes.</summary>
public sealed record ReferralUnaddressed(ReferralKind Kind) : Happened;

/// <summary>
/// What a final High sets going (R2.4, S13): a referral to an IDVA service and one to the MARAC of the area, each once while the last
/// one is still going. Both wait for a person to record consent or a lawful basis. They are the grader's agency's to send, or where that has no place on the
/// case, as a crew's, whoever holds it. Changes wait for the caller's commit.
/// </summary>
public sealed class RaiseReferrals(CaseDbContext db, CaseDeadlines deadlines, ChildAreas areas)
{
    private const string _notHigh = "The case is no longer graded High.";

    internal static NoticeKind ToChoose(ReferralKind kind) => kind switch
    {
        ReferralKind.Marac => NoticeKind.MaracToChoose,
        ReferralKind.Idva => NoticeKind.IdvaServiceToChoose,
        ReferralKind.Childrens => NoticeKind.ChildrensServicesToChoose,
    };

    public async Task<IReadOnlyList<Happened>> ForFinalHighAsync(Case @case, Actor actor, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var unit = @case.UnitId is { } unitId ? await db.PolicingUnits.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, ct) : null;
        var caseId = @case.Id;
        var live = await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId).ToListAsync(ct);
        live.AddRange(db.Referrals.Local.Where(r => r.CaseId == caseId && live.All(l => l.Id != r.Id)));
        List<Happened> happened = [];
        var from = await db.GoesOnWithAsync(@case, actor.AgencyId, ct);

        if (!live.Any(r => r.Kind is ReferralKind.Idva && r.IsOpen) && !await IsWithIdvasAsync(@case, ct))
        {
            var service = IdvaServices.Choose(unit, from, await db.IdvaServicesAsync(unit?.MaracId, ct));
            happened.Add(service is null
                ? await UnaddressedAsync(ReferralKind.Idva, @case, actor, from, now, ct)
                : await RaisedAsync(Referral.RaiseTo(service.Id, caseId, from, actor.StaffId, reason, now, actor.AgencyId), actor, now, ct));
            happened.AddRange(await SendByAsync(ReferralKind.Idva, @case, from, now, ct));
        }

        if (await MayGoToMaracAsync(@case, now, ct) && !live.Any(r => r.Kind is ReferralKind.Marac && r.IsOpen) && !await AwaitsHearingAsync(@case, live, now, ct))
        {
            happened.Add(unit is null
                ? await UnaddressedAsync(ReferralKind.Marac, @case, actor, from, now, ct)
                : await RaisedAsync(Referral.RaiseTo(unit.MaracId, caseId, from, actor.StaffId, reason, now, actor.AgencyId), actor, now, ct));
            happened.AddRange(await SendByAsync(ReferralKind.Marac, @case, from, now, ct));
        }

        return happened;
    }

    /// <summary>
    /// A child of the case goes to children's services: by the decision of a screening, or because the victim is under 18 (R1.26, R1.28). Each child once while the last one is
    /// still going. Whoever decided sends it, with consent or a lawful basis.
    /// </summary>
    /// <param name="council">Children's services of where the child lives; null where nobody knows: then somebody is told to choose.</param>
    public async Task<(Referral? Referral, IReadOnlyList<Happened> Happened)> ForChildAsync(
        Case @case, Id<Person> child, Id<Agency>? council, Actor actor, Id<Agency> from, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var id = @case.Id;
        var live = await db.Referrals.Where(r => r.CaseId == id && r.Kind == ReferralKind.Childrens && r.ChildId == child).ToListAsync(ct);
        if (live.Concat(db.Referrals.Local.Where(r => r.CaseId == id && r.Kind is ReferralKind.Childrens && r.ChildId == child)).FirstOrDefault(r => r.IsOpen) is { } going)
        {
            return (going, []);
        }

        var (raised, happened) = ((Referral?)null, new List<Happened>());
        if (council is { } to && to != from)
        {
            raised = Referral.RaiseFor(child, to, id, from, actor.StaffId, reason, now, actor.AgencyId);
            happened.Add(await RaisedAsync(raised, actor, now, ct));
        }
        else
        {
            happened.Add(await UnaddressedAsync(ReferralKind.Childrens, @case, actor, from, now, ct));
        }

        if ((await db.ToSendAsync(id, ReferralKind.Childrens, ct)).Count == 0)
        {
            happened.Add(await deadlines.SetAsync(
                @case, DeadlineKind.SendChildrensReferral, DeadlineCodes.ChildrensReferralSend, from, DeadlineStart.At(now), "A child is to be referred to children’s services.", now, ct));
        }

        return (raised, happened);
    }

    /// <summary>The victim is under 18: whatever the grade, children's services are told once of each time the case is graded anew while none is with them (R1.26, S16).</summary>
    public async Task<IReadOnlyList<Happened>> ForYoungVictimAsync(Case @case, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (id, victimId) = (@case.Id, @case.VictimId);
        var victim = db.People.Local.FirstOrDefault(p => p.Id == victimId) ?? await db.People.AsNoTracking().SingleAsync(p => p.Id == victimId, ct);
        var age = victim.AgeOn(UkTime.DateOf(now));
        if (!YoungVictim.NeedsChildrensReferral(age)
            || await db.Referrals.AnyAsync(r => r.CaseId == id && r.Kind == ReferralKind.Childrens && r.ChildId == victimId && r.Status != ReferralStatus.Withdrawn && r.Status != ReferralStatus.Declined, ct)
            || await db.Notices.AnyAsync(n => n.CaseId == id && n.Kind == NoticeKind.ChildrensServicesToChoose && n.DoneAt == null, ct))
        {
            return [];
        }

        var council = await areas.CouncilAsync(victimId, @case.UnitId, ct);
        return (await ForChildAsync(@case, victimId, council, actor, await db.GoesOnWithAsync(@case, actor.AgencyId, ct), YoungVictim.Explain(age!.Value), now, ct)).Happened;
    }

    /// <summary>It is sent, or withdrawn with the reason, within the time that the agency's rule gives, or a supervisor is told.</summary>
    private async Task<IReadOnlyList<Happened>> SendByAsync(ReferralKind kind, Case @case, Id<Agency> from, DateTimeOffset now, CancellationToken ct)
    {
        return (await db.ToSendAsync(@case.Id, kind, ct)).Count > 0
            ? []
            :
            [
                await deadlines.SetAsync(
                    @case, SendingDeadlines.KindOf(kind), DeadlineCodes.ReferralSend, from, DeadlineStart.At(now), "Graded High: the referral waits to be sent.", now, ct),
            ];
    }

    /// <summary>
    /// The case is High no longer. A referral that was raised is still sent or withdrawn by a person, with the reason; where nobody has been
    /// chosen to go to, nothing is left to send.
    /// </summary>
    public async Task StandDownAsync(Case @case, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var caseId = @case.Id;
        var raised = (await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId).ToListAsync(ct)).Where(r => r.IsOpen).Select(r => r.Kind).ToHashSet();
        foreach (var kind in new[] { ReferralKind.Idva, ReferralKind.Marac }.Where(k => !raised.Contains(k))) // a child's does not hang on the grade
        {
            await deadlines.StopAsync(await db.ToSendAsync(caseId, kind, ct), actor.StaffId, _notHigh, now, ct);
            var notice = ToChoose(kind);
            foreach (var waiting in await db.Notices.Where(n => n.CaseId == caseId && n.Kind == notice && n.DoneAt == null).ToListAsync(ct))
            {
                waiting.Done(actor.StaffId, _notHigh, now);
            }
        }
    }

    /// <summary>Whoever gave the grade is told that it waits for them, or where their agency does not send it, those of the sender who work on such cases.</summary>
    private async Task<ReferralRaised> RaisedAsync(Referral referral, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var from = referral.FromAgencyId;
        db.Referrals.Add(referral);
        db.Notices.Add(from == actor.AgencyId
            ? Notice.To(from, actor.StaffId, NoticeKind.ReferralToSend, referral.CaseId, referral.Id.Value, now)
            : Notice.To(from, await SendersAsync(from, ct), NoticeKind.ReferralToSend, referral.CaseId, referral.Id.Value, now));
        return new ReferralRaised(referral.Kind, referral.Id) { CaseId = referral.CaseId };
    }

    private async Task<Role> SendersAsync(Id<Agency> agency, CancellationToken ct) =>
        await db.Agencies.AnyAsync(a => a.Id == agency && a.Kind == AgencyKind.PoliceForce, ct) ? Role.SafeguardingOfficer : Role.IdvaManager;

    /// <summary>The safeguarding team of the force is told, and whoever gave the grade where they can open the case, once: somebody has to choose where the referral goes.</summary>
    private async Task<ReferralUnaddressed> UnaddressedAsync(ReferralKind kind, Case @case, Actor actor, Id<Agency> from, DateTimeOffset now, CancellationToken ct)
    {
        var (id, notice) = (@case.Id, ToChoose(kind));
        if (!await db.Notices.AnyAsync(n => n.CaseId == id && n.Kind == notice && n.DoneAt == null, ct))
        {
            db.Notices.Add(Notice.To(@case.AgencyId, Role.SafeguardingOfficer, notice, id, null, now));
            if (actor.AgencyId == from && (actor.AgencyId != @case.AgencyId || !actor.Has(Role.SafeguardingOfficer)))
            {
                db.Notices.Add(Notice.To(actor.AgencyId, actor.StaffId, notice, id, null, now));
            }
        }

        return new ReferralUnaddressed(kind) { CaseId = @case.Id };
    }

    /// <summary>An IDVA service that holds the case, or accepted it and still works on it, needs no second referral.</summary>
    private async Task<bool> IsWithIdvasAsync(Case @case, CancellationToken ct)
    {
        var record = @case.Id.Value;
        var services = db.AgenciesWithIdvas();
        return await db.Participations.AnyAsync(
            p => p.RecordId == record && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner)
                && services.Any(a => a.Id == p.AgencyId),
            ct);
    }

    /// <summary>Under 16 there is no MARAC but the children's route (R1.26); a birth date nobody knows stops nothing.</summary>
    private async Task<bool> MayGoToMaracAsync(Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var victim = db.People.Local.FirstOrDefault(p => p.Id == @case.VictimId) ?? await db.People.AsNoTracking().SingleAsync(p => p.Id == @case.VictimId, ct);
        return victim.AgeOn(UkTime.DateOf(now)) is not < YoungVictim.MaracFromAge;
    }

    /// <summary>Accepted, and not heard yet: another referral would only be a second entry on the same agenda.</summary>
    private async Task<bool> AwaitsHearingAsync(Case @case, IEnumerable<Referral> referrals, DateTimeOffset now, CancellationToken ct)
    {
        var accepted = referrals.Where(r => r is { Kind: ReferralKind.Marac, Status: ReferralStatus.Accepted }).Select(r => r.Id).ToArray();
        var today = UkTime.DateOf(now);
        var heard = await db.Meetings.Where(m => m.HeldOn < today).SelectMany(m => m.Agenda)
            .Where(a => a.RemovedAt == null && accepted.Contains(a.ReferralId)).Select(a => a.ReferralId).ToListAsync(ct);
        return accepted.Except(heard).Any();
    }
}
