using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>A MARAC's meetings, those to come and those held, and the dates its rhythm proposes next.</summary>
public sealed class MeetingPlan(CaseDbContext db, MaracSettings settings, TimeProvider clock)
{
    private const int _proposals = 3;
    private const int _past = 12;

    /// <param name="Chairs">Who may agree to an emergency meeting.</param>
    /// <param name="Proposed">Empty to those who do not run it.</param>
    public sealed record View(
        Id<Marac> Id, string Name, MaracCadence Cadence, bool IRun, IReadOnlyList<Line> ToCome, IReadOnlyList<Line> Past, IReadOnlyList<Proposal> Proposed, IReadOnlyList<StaffLine> Chairs,
        TimeOnly? UsualTime, string? UsualVenue);

    /// <param name="HasBegun">Whether its hour has come.</param>
    public sealed record Line(Id<Meeting> Id, DateOnly HeldOn, TimeOnly StartsAt, string Venue, bool IsEmergency, DateOnly CutOff, bool HasBegun);

    public sealed record Proposal(ProposedDate Proposed, DateOnly CutOff);

    public async Task<View> ReadAsync(Actor actor, Id<Marac> id, CancellationToken ct)
    {
        actor.MustServe(id);
        var today = UkTime.DateOf(clock.GetUtcNow());
        var held = await settings.ReadAsync(id, today, ct);
        var marac = await db.Maracs.AsNoTracking().Include(m => m.Members).SingleAsync(m => m.Id == id, ct);
        var meetings = await db.Meetings.VisibleTo(actor, db, AccessLevel.Referral).AsNoTracking().Where(m => m.MaracId == id).OrderBy(m => m.HeldOn).ThenBy(m => m.StartsAt).ToListAsync(ct);
        var runs = actor.Runs(id);
        var chairs = marac.Members.Where(m => m.Role is MaracRole.Chair or MaracRole.Coordinator).Select(m => m.StaffId).ToArray();
        var agreeing = held.Profile.EmergencyAgreedBy.ToArray();
        var last = meetings.LastOrDefault(m => !m.IsEmergency && m.HeldOn <= today.AddYears(CallMeeting.MostYearsAhead));

        return new View(
            id, marac.Name, marac.Cadence, runs,
            [.. meetings.Where(m => m.HeldOn >= today).Select(LineOf)],
            [.. meetings.Where(m => m.HeldOn < today).Reverse().Take(_past).Select(LineOf)],
            runs ? Propose(last?.HeldOn, marac.Cadence, today, held) : [],
            runs ? await db.StaffLines(db.Staff.AsNoTracking().Where(s => s.DisabledAt == null && chairs.Contains(s.Id) && s.Roles.Any(r => agreeing.Contains(r)))).ToListAsync(ct) : [],
            last?.StartsAt, last?.Venue);

        Line LineOf(Meeting m) => new(m.Id, m.HeldOn, m.StartsAt, m.Venue, m.IsEmergency, CutOff(m.HeldOn, held), UkTime.At(m.HeldOn, m.StartsAt) <= clock.GetUtcNow());
    }

    private static IReadOnlyList<Proposal> Propose(DateOnly? last, MaracCadence cadence, DateOnly today, MaracSettings.View held)
    {
        var firstOpen = today;
        while (CutOff(firstOpen, held) < today)
        {
            firstOpen = firstOpen.AddDays(1);
        }

        return [.. MeetingRhythm.Propose(last, firstOpen, cadence, held.Calendars.WorkingDays, _proposals).Select(p => new Proposal(p, CutOff(p.Date, held)))];
    }

    private static DateOnly CutOff(DateOnly heldOn, MaracSettings.View held) => held.TimetableFor(heldOn)[MaracStepKind.ReferralCutoff].Date;
}
