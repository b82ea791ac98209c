using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Each meeting to come, and whether a referred case can still join it: the rule's answer in words (S52).</summary>
public sealed class PlacementOptions(CaseDbContext db, ReferralFiles files, MaracSettings settings, TimeProvider clock)
{
    /// <param name="ClosedBecause">Why the case cannot join this meeting; null when it can.</param>
    public sealed record Option(Id<Meeting> Id, DateOnly HeldOn, TimeOnly StartsAt, string Venue, bool IsEmergency, DateOnly CutOff, string? ClosedBecause);

    public sealed record View(
        Id<Referral> ReferralId, uint Version, string CaseReference, Id<Marac> MaracId, string MaracName, DateOnly ReceivedOn, Result<AgendaPlacement> Rule, IReadOnlyList<Option> Options);

    public async Task<View> ReadAsync(Actor actor, Id<Referral> id, CancellationToken ct)
    {
        var (referral, @case) = await files.ForReceiverAsync(actor, id, "Choose a meeting for a case", ct);
        if (referral.MaracId is not { } marac)
        {
            throw new RecordNotFoundException();
        }

        var (today, received) = (UkTime.DateOf(clock.GetUtcNow()), UkTime.DateOf(referral.SentAt!.Value));
        var held = await settings.ReadAsync(marac, received, ct);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.MaracId == marac && m.HeldOn >= today).OrderBy(m => m.HeldOn).ThenBy(m => m.StartsAt).ToListAsync(ct);
        var slots = meetings.ToDictionary(m => m.Id, m => held.SlotOf(m.Id, m.HeldOn, m.IsEmergency));
        return new View(
            id, referral.Version, @case.Reference, marac, await db.Maracs.Where(m => m.Id == marac).Select(m => m.Name).SingleAsync(ct), received,
            AgendaRules.Place(received, slots.Values, null, held.Profile),
            [
                .. meetings.Select(m => new Option(
                    m.Id, m.HeldOn, m.StartsAt, m.Venue, m.IsEmergency, slots[m.Id].CutOff,
                    m.IsEmergency ? null : AgendaRules.CheckJoin(received, slots[m.Id], null, held.Profile)?.Message)),
            ]);
    }
}
