using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Audit;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Notices;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>
/// A coordinator puts a referred case on the agenda of a meeting whose referrals have not closed (S52), which accepts the referral. From
/// then on the MARAC stands in the circle of the case, and its people carry the flag of 12 months (R2.10).
/// </summary>
public sealed class PlaceOnAgenda(
    CaseDbContext db, ReferralFiles files, MeetingFiles meetings, MaracSettings settings, RecordCircle circle, ReferralClocks clocks, TimeProvider clock)
{
    public sealed record Command(Id<Referral> ReferralId, Id<Meeting> MeetingId, uint? Version);

    public async Task<Result<Id<AgendaItem>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (referral, @case) = await files.ForReceiverAsync(actor, command.ReferralId, "Place on an agenda", ct);
        var meeting = await meetings.OpenAsync(actor, command.MeetingId, AccessLevel.Edit, "Place on an agenda", ct);
        if (referral.IsOther(command.Version))
        {
            return ReferralRaces.MovedOn;
        }

        if (await CheckAsync(referral, meeting, now, ct) is { } stopped)
        {
            return stopped;
        }

        // First of the changes: it alone can still refuse, and then nothing has changed.
        if (meeting.Place(@case.Id, referral.Id, actor.StaffId, now).Refusal is { } already)
        {
            return already;
        }

        List<Happened> happened = [];
        if (referral.IsOpen)
        {
            referral.Accept(actor, $"Placed on the meeting of {UkTime.Describe(meeting.HeldOn)}.", now);
            await JoinAsync(actor, referral, @case, now, ct);
            happened.Add(new ReferralAccepted(referral.Kind, referral.Id) { CaseId = @case.Id });
            happened.AddRange(await clocks.AnsweredAsync(referral, @case, actor, now, ct));
        }

        await FlagAsync(@case, referral, meeting, now, ct);
        var item = meeting.Agenda.Single(a => a.CaseId == @case.Id && a.RemovedAt is null);
        var kind = meeting.IsEmergency ? PlacementKind.Emergency : PlacementKind.Next;
        happened.Add(new PlacedOnAgenda(item.Id, referral.Id, kind) { CaseId = @case.Id, MeetingId = meeting.Id });
        return await db.TryCommitAsync(actor, now, AgendaRaces.Changed, ct, happened) is { } conflict ? conflict : item.Id;
    }

    private async Task<Refusal?> CheckAsync(Referral referral, Meeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        if (referral.MaracId != meeting.MaracId)
        {
            return new Refusal("agenda.other-marac", "This referral was made to another MARAC.");
        }

        var (id, today, self) = (referral.Id, UkTime.DateOf(now), meeting.Id);
        if (meeting.HeldOn < today)
        {
            return new Refusal("agenda.past", "This meeting has been held.");
        }

        if (referral is { IsOpen: false, Status: not ReferralStatus.Accepted })
        {
            return new Refusal("referral.moved-on", "This referral was declined or withdrawn.");
        }

        if (await db.Meetings.AnyAsync(m => m.Id != self && m.HeldOn >= today && m.Agenda.Any(a => a.ReferralId == id && a.RemovedAt == null), ct))
        {
            return new Refusal("agenda.elsewhere", "This case is on the agenda of another meeting. Remove it there first.");
        }

        var received = UkTime.DateOf(referral.SentAt!.Value);
        var held = await settings.ReadAsync(meeting.MaracId, received, ct);
        var agreed = meeting.Agreement is { } a ? new EmergencyAgreement(a.ChairId, held.Profile.EmergencyAgreedBy, a.Words, a.At) : null;
        return AgendaRules.CheckJoin(received, held.SlotOf(meeting.Id, meeting.HeldOn, meeting.IsEmergency), agreed, held.Profile);
    }

    private async Task JoinAsync(Actor actor, Referral referral, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        await circle.JoinAsync(@case, referral.MaracId!.Value, now, ct);
        await circle.EndAskedAsync(referral, now, ct);
        await db.DoneAsync(referral, NoticeKind.ReferralReceived, actor, now, ct);
        db.TellReferrer(referral, NoticeKind.ReferralAnswered, now);
    }

    /// <summary>Agencies flag the pair for 12 months from the referral, or from the hearing where this MARAC counts from it, so that a repeat is seen (R2.8, R2.10).</summary>
    private async Task FlagAsync(Case @case, Referral referral, Meeting meeting, DateTimeOffset now, CancellationToken ct)
    {
        var referredOn = UkTime.DateOf(referral.SentAt!.Value);
        var held = await settings.ReadAsync(meeting.MaracId, referredOn, ct);
        var until = RepeatWindow.From(held.Profile.RepeatAnchor is RepeatAnchor.LastHeard ? meeting.HeldOn : referredOn, held.Rules).LastDay;
        Id<Person>[] pair = [@case.VictimId, .. @case.Perpetrators.Select(p => p.PersonId)];
        var people = await db.People.Include(p => p.Flags).Where(p => pair.Contains(p.Id)).ToListAsync(ct);
        foreach (var person in people.Where(p => !p.Flags.Any(f => f.Kind is PersonFlagKind.MaracWithinTwelveMonths && f.Until >= until)))
        {
            person.Flag(PersonFlagKind.MaracWithinTwelveMonths, null, until, now);
        }
    }
}
