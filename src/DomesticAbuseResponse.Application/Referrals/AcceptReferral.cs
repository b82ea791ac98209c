using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// An IDVA service takes a case: the service joins the circle of the case as a partner, an IDVA carries it, and the clock of the first
/// contact starts (R3.3). Of two people who accept at once, one meets a conflict.
/// </summary>
public sealed class AcceptReferral(
    CaseDbContext db, ReferralFiles files, RecordCircle circle, CaseDeadlines deadlines, ReferralClocks clocks, ContactLadders ladders, IdvaLoads loads, TimeProvider clock)
{
    /// <param name="Idva">Who carries the case: oneself, or anybody in the service when a manager chooses.</param>
    /// <param name="Reason">Why a case goes to somebody over the limit.</param>
    public sealed record Command(Id<Referral> ReferralId, Id<StaffMember> Idva, string? Reason, uint? Version);

    public async Task<Result<ReferralStatus>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Accept a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        if (referral.Kind is ReferralKind.Childrens)
        {
            return new Refusal("referral.take-instead", "Children’s services take a referral by taking it on.");
        }

        if (referral.Kind is not ReferralKind.Idva)
        {
            return new Refusal("referral.place-instead", "A referral to a MARAC is accepted by placing the case on an agenda.");
        }

        if (referral.IsOpen && (await loads.CheckTakeAsync(actor, command.Idva, @case.Grade, command.Reason, now, ct) ?? await loads.CheckApartAsync(@case, command.Idva, now, ct)) is { } full)
        {
            return full;
        }

        var moved = referral.Accept(actor, string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim(), now);
        if (moved.Refusal is not null)
        {
            return moved;
        }

        var before = @case.IdvaId;
        @case.CarriedBy(command.Idva, now);
        await circle.JoinAsync(@case, actor.AgencyId, ParticipationKind.Partner, now, ct);
        await circle.EndAskedAsync(referral, now, ct);
        var renamed = before is null || before == command.Idva ? [] : await circle.HandOverAsync(@case, before, now, ct);
        if (@case.IsRestricted)
        {
            await circle.NameAsync(@case, [actor.StaffId, command.Idva], NamedBecause.CarriesCase, now, ct);
        }

        await db.DoneAsync(referral, NoticeKind.ReferralReceived, actor, now, ct);
        await db.TellReferrerAsync(referral, NoticeKind.ReferralAnswered, now, ct);
        var referralId = referral.Id;
        var triage = await db.Triages.Where(t => t.ReferralId == referralId).OrderByDescending(t => t.At).Select(t => (TriagePriority?)t.Priority).FirstOrDefaultAsync(ct);
        var waited = triage is TriagePriority.B; // the referrer was told that it has to wait, so its clock starts now
        var rule = @case.Grade is RiskGrade.High ? DeadlineCodes.IdvaContactHigh : DeadlineCodes.IdvaFirstContact;
        List<Happened> happened =
        [
            new ReferralAccepted(referral.Kind, referral.Id) { CaseId = @case.Id },
            new IdvaAssigned(before, command.Idva, command.Reason is not null) { CaseId = @case.Id },
            await deadlines.SetAsync(
                @case, DeadlineKind.IdvaFirstContact, rule, actor.AgencyId, DeadlineStart.At(waited ? now : referral.SentAt!.Value), waited ? "The referral was taken up after it had to wait." : "The referral was accepted.", now, ct),
            .. @case.Grade is RiskGrade.High || triage is TriagePriority.A ? [await ladders.BeginAsync(@case, actor.AgencyId, now, ct)] : Array.Empty<Happened>(),
            .. renamed,
            .. await clocks.AnsweredAsync(referral, @case, actor, now, ct),
        ];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : moved;
    }
}
