using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// Sends a referral on consent or a recorded lawful basis (R2.14, R2.15). The grounds are evaluated as it goes and kept with their evidence.
/// It does not go for a victim under 16 to a MARAC (S16), nor while each accuses the other and nobody has decided who the victim is (S84).
/// </summary>
public sealed class SendReferral(
    CaseDbContext db, ReferralFiles files, ReferralEvidence evidence, RecordCircle circle, CaseDeadlines deadlines, ReferralClocks clocks, TimeProvider clock)
{
    /// <param name="DecidedBy">Who decided to share without consent: somebody of the referring agency.</param>
    /// <param name="Concern">The referrer's professional judgement, a ground of its own (2.2).</param>
    /// <param name="Named">Who at the receiver may open a restricted case; nobody for any other.</param>
    public sealed record Command(
        Id<Referral> ReferralId,
        bool Consent,
        IReadOnlyList<string> Bases,
        Id<StaffMember>? DecidedBy,
        string? Reason,
        bool VictimAware,
        string? NotAwareBecause,
        ReferralAccount Account,
        string? Concern,
        FurtherAbuse? Since,
        IReadOnlyList<Id<StaffMember>> Named,
        uint? Version);

    public async Task<Result<Id<Referral>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReferrerAsync(actor, command.ReferralId, "Send a referral", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        var decider = command.DecidedBy ?? actor.StaffId;
        var sharing = command.Consent
            ? SharingBasis.WithConsent(actor.StaffId, now, command.Reason)
            : SharingBasis.WithoutConsent(command.Bases, decider, command.Reason, command.VictimAware, command.NotAwareBecause, now);
        if (sharing.Refusal is { } incomplete)
        {
            return incomplete;
        }

        if (!await db.Staff.AnyAsync(s => s.Id == decider && s.AgencyId == actor.AgencyId, ct))
        {
            return new Refusal("sharing.nobody-decided", "Name somebody of your own agency who decided to share without consent.");
        }

        var named = await NamedAsync(referral, command.Named, ct);
        if (@case.IsRestricted && named.Count == 0)
        {
            return new Refusal("referral.nobody-named", "This record is restricted. Choose who at the receiver may open it.");
        }

        if (referral.ChildId is { } child && child != @case.VictimId && await db.People.AnyAsync(p => p.Id == child && p.IsRestricted, ct) && !await IsNamedAtReceiverAsync(referral, child, ct))
        {
            return new Refusal("referral.child-restricted", "This child’s record is restricted: name on its protection who at children’s services may open it, or speak to them. The referral cannot be sent as it stands.");
        }

        var concern = string.IsNullOrWhiteSpace(command.Concern) ? null : new ProfessionalConcern("The referrer", command.Concern);
        var marac = referral.MaracId ?? await db.MaracOfAsync(@case.UnitId, ct);
        var says = new ReferrerSays(command.Consent, concern, command.Since);
        var evaluation = await evidence.EvaluateAsync(@case, marac, referral, says, now, ct);
        if (SendingRules.Check(referral.Kind, evaluation, command.Consent) is { } stopped)
        {
            return stopped;
        }

        var moved = sharing.Match(
            basis => referral.Send(actor, basis.ToDecision(), GroundsRecord.Write(evaluation, says, now), command.Account, now), refused => refused);
        if (moved.Refusal is { } refusal)
        {
            return refusal;
        }

        await circle.AskAsync(@case, referral, now, ct);
        await circle.NameAsync(@case, @case.IsRestricted ? named : [], NamedBecause.Referral, now, ct);
        await db.TellReceiverAsync(referral, NoticeKind.ReferralReceived, now, ct);
        await db.DoneAsync(referral, NoticeKind.ReferralToSend, actor, now, ct);
        await ReferredAsRepeatAsync(referral, actor, now, ct);
        List<Happened> happened =
        [
            new ReferralSent(
                referral.Kind, referral.Id, command.Consent, referral.Sharing!.Basis, [.. evaluation.Grounds.Where(g => g.IsMet).Select(g => g.Ground)], evaluation.ProfileVersion)
            { CaseId = @case.Id },
            .. await clocks.SentAsync(referral, @case, now, ct),
            .. await db.OthersToSendAsync(referral, ct) ? [] : await deadlines.MeetAsync(@case.Id, SendingDeadlines.KindOf(referral.Kind), agency: null, actor.StaffId, now, ct),
        ];
        return await db.TryCommitAsync(actor, now, ReferralRaces.MovedOn, ct, happened) is { } late ? late : referral.Id;
    }

    /// <summary>Whoever was told to refer the pair again need not any more (R2.10).</summary>
    private async Task ReferredAsRepeatAsync(Referral referral, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var (caseId, from) = (referral.CaseId, referral.FromAgencyId);
        var told = referral.Kind is not ReferralKind.Marac ? []
            : await db.Notices.Where(n => n.CaseId == caseId && n.AgencyId == from && n.Kind == NoticeKind.ReferAsRepeat && n.DoneAt == null).ToListAsync(ct);
        told.ForEach(n => n.Done(actor.StaffId, "Referred to MARAC.", now));
    }

    /// <summary>Whether anybody who can answer this referral may know of the child it is about.</summary>
    private async Task<bool> IsNamedAtReceiverAsync(Referral referral, Id<Person> child, CancellationToken ct)
    {
        var (record, able) = (child.Value, await db.ReceiversAsync(referral, ct));
        Id<StaffMember>[] receivers = [.. able.Select(s => s.Id)];
        return await db.NamedStaff.AnyAsync(n => n.RecordId == record && receivers.Contains(n.StaffId), ct);
    }

    /// <summary>Of those chosen, the ones who can answer this referral.</summary>
    private async Task<IReadOnlyList<Id<StaffMember>>> NamedAsync(Referral referral, IReadOnlyList<Id<StaffMember>> chosen, CancellationToken ct)
    {
        var able = await db.ReceiversAsync(referral, ct);
        return [.. chosen.Distinct().Where(id => able.Any(s => s.Id == id))];
    }
}
