using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;

namespace DomesticAbuseResponse.Application.Policies;

/// <summary>One MARAC's settings in force on a day, with the calendar and deadline rules of the agency that hosts it.</summary>
public sealed class MaracSettings(CaseDbContext db, PolicyBook policies, DeadlineSettings deadlines)
{
    public sealed record View(MaracProfile Profile, DeadlineRuleBook Rules, DeadlineCalendars Calendars)
    {
        public MaracTimetable TimetableFor(DateOnly heldOn) => MaracTimetable.For(heldOn, Calendars, Profile.Timetable, Rules);

        public MeetingSlot SlotOf(Id<Meeting> meeting, DateOnly heldOn, bool isEmergency) =>
            new(meeting, heldOn, TimetableFor(heldOn)[MaracStepKind.ReferralCutoff].Date, isEmergency);
    }

    /// <param name="on">The London date whose settings are wanted.</param>
    public async Task<View> ReadAsync(Id<Marac> marac, DateOnly on, CancellationToken ct)
    {
        var host = await db.Maracs.Where(m => m.Id == marac).Select(m => m.HostAgencyId).SingleAsync(ct);
        var profile = await policies.AtAsync(PolicyKinds.MaracProfile, marac.Value, on, ct);
        var timetable = await policies.AtAsync(PolicyKinds.MaracTimetable, marac.Value, on, ct);
        var held = await deadlines.ReadAsync(host, on, ct);
        return new View(profile.Content with { Timetable = timetable.Content }, held.Rules, held.Calendars);
    }
}
