using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>Plans a meeting of a MARAC. Any day does for an ordinary one; an emergency meeting needs the chair's agreement on record (2.5, S52).</summary>
public sealed class CallMeeting(CaseDbContext db, MaracSettings settings, RecordCircle circle, TimeProvider clock)
{
    /// <summary>A date further ahead is a mistyped year.</summary>
    public const int MostYearsAhead = 2;

    /// <param name="HeldOn">London date, today or later.</param>
    public sealed record Command(Id<Marac> MaracId, DateOnly HeldOn, TimeOnly StartsAt, string Venue, Emergency? Emergency);

    /// <param name="ChairId">The chair who agreed.</param>
    /// <param name="Words">Why it cannot wait, and how agreement was given when somebody else records it.</param>
    public sealed record Emergency(Id<StaffMember> ChairId, string Words);

    public async Task<Result<Id<Meeting>>> HandleAsync(Actor actor, Command command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var maracId = command.MaracId;
        actor.MustRun(maracId);
        if (command.HeldOn < UkTime.DateOf(now))
        {
            return new Refusal("meeting.past", "The meeting must be today or later.");
        }

        if (command.HeldOn > UkTime.DateOf(now).AddYears(MostYearsAhead))
        {
            return new Refusal("meeting.far", $"The meeting must be within {MostYearsAhead} years from today. Check the year.");
        }

        if (await db.Meetings.AnyAsync(m => m.MaracId == maracId && m.HeldOn == command.HeldOn && m.StartsAt == command.StartsAt, ct))
        {
            return new Refusal("meeting.already", "This MARAC already meets at that time.");
        }

        var (id, venue) = (Id<Meeting>.New(now), command.Venue.Trim());
        var meeting = new Meeting(id, maracId, command.HeldOn, command.StartsAt, venue, isEmergency: false);
        if (command.Emergency is { } emergency)
        {
            if (await CheckAsync(maracId, emergency, now, ct) is { } refusal)
            {
                return refusal;
            }

            meeting = Meeting.Emergency(
                id, maracId, command.HeldOn, command.StartsAt, venue,
                new ChairAgreement { ChairId = emergency.ChairId, RecordedBy = actor.StaffId, Words = emergency.Words.Trim(), At = now });
        }

        db.Meetings.Add(meeting);
        circle.Own(meeting, now);
        await db.CommitAsync(actor, now, ct, new MeetingCalled(maracId, command.HeldOn, meeting.IsEmergency, meeting.Agreement?.ChairId) { MeetingId = id });
        return id;
    }

    private async Task<Refusal?> CheckAsync(Id<Marac> marac, Emergency emergency, DateTimeOffset now, CancellationToken ct)
    {
        var chair = emergency.ChairId;
        var serves = await db.Maracs.AnyAsync(m => m.Id == marac && m.Members.Any(x => x.StaffId == chair), ct);
        var roles = serves ? (await db.Staff.AsNoTracking().SingleAsync(s => s.Id == chair, ct)).Roles.ToHashSet() : [];
        var profile = (await settings.ReadAsync(marac, UkTime.DateOf(now), ct)).Profile;
        return AgendaRules.Place(UkTime.DateOf(now), [], new EmergencyAgreement(chair, roles, emergency.Words, now), profile).Refusal;
    }
}
