using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Referrals;

namespace DomesticAbuseResponse.Application.Referrals;

public sealed record OpenedReferral(Referral Referral, Case Case);

/// <summary>
/// The way to a referral, through the door of its case. Who was asked reaches that one referral; who works on the case reaches all of
/// its referrals; to anybody else it does not exist.
/// </summary>
public sealed class ReferralFiles(CaseDbContext db, CaseFiles cases)
{
    /// <summary>To read it, on whichever side.</summary>
    public async Task<OpenedReferral> OpenAsync(Actor actor, Id<Referral> id, string purpose, CancellationToken ct)
    {
        var referral = await FindAsync(id, ct);
        return await PassAsync(actor, id, referral, IsAsked(actor, referral) ? AccessLevel.Referral : AccessLevel.Read, purpose, ct);
    }

    /// <summary>To answer it.</summary>
    public async Task<OpenedReferral> ForReceiverAsync(Actor actor, Id<Referral> id, string purpose, CancellationToken ct)
    {
        var referral = await FindAsync(id, ct);
        return IsAsked(actor, referral)
            ? await PassAsync(actor, id, referral, AccessLevel.Referral, purpose, ct)
            : await PassAsync(actor, id, null, AccessLevel.Referral, purpose, ct);
    }

    /// <summary>To send it, answer a question about it or take it back.</summary>
    public async Task<OpenedReferral> ForReferrerAsync(Actor actor, Id<Referral> id, string purpose, CancellationToken ct) =>
        await PassAsync(actor, id, await FindAsync(id, ct), Standing.ToRefer(actor), purpose, ct);

    private static bool IsAsked(Actor actor, Referral? referral) =>
        referral is not null and { Status: not ReferralStatus.Raised } && referral.IsReceivedBy(actor);

    private Task<Referral?> FindAsync(Id<Referral> id, CancellationToken ct) =>
        db.Referrals.Include(r => r.Steps.OrderBy(s => s.Number)).SingleOrDefaultAsync(r => r.Id == id, ct);

    /// <summary>A referral that is not there, or not for this actor, is looked for as a case that is not there.</summary>
    private async Task<OpenedReferral> PassAsync(Actor actor, Id<Referral> id, Referral? referral, AccessLevel wanted, string purpose, CancellationToken ct)
    {
        var @case = await cases.OpenAsync(actor, referral?.CaseId ?? new Id<Case>(id.Value), wanted, purpose, ct);
        return new OpenedReferral(referral!, @case);
    }
}
