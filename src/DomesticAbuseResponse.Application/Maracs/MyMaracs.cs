using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Maracs;

/// <summary>The MARACs somebody serves, with the meetings to come and what waits. Every count is of what this reader may see (S62).</summary>
public sealed class MyMaracs(CaseDbContext db, MaracSettings settings, TimeProvider clock)
{
    private const int _shown = 4;

    /// <param name="Waiting">Referrals waiting for its coordinator; null for those who do not run it.</param>
    public sealed record Row(Id<Marac> Id, string Name, MaracCadence Cadence, string? Coordinator, string? Chair, bool IRun, int? Waiting, IReadOnlyList<NextMeeting> Next);

    /// <param name="HasBegun">Whether its hour today has come: it is no longer to come.</param>
    /// <param name="Cases">How many cases this reader sees on it; null before they have accepted its statement.</param>
    public sealed record NextMeeting(Id<Meeting> Id, DateOnly HeldOn, TimeOnly StartsAt, string Venue, bool IsEmergency, DateOnly CutOff, int? Cases, bool HasBegun);

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var today = UkTime.DateOf(clock.GetUtcNow());
        var ids = actor.Maracs.ToArray();
        var maracs = await db.Maracs.AsNoTracking().Include(m => m.Members).Where(m => ids.Contains(m.Id)).OrderBy(m => m.Name).ToListAsync(ct);
        var names = await Agencies.StaffNames.StaffAsync(db, maracs.SelectMany(m => m.Members).Select(m => m.StaffId), ct);
        List<Row> rows = [];
        foreach (var marac in maracs)
        {
            var runs = actor.Runs(marac.Id);
            rows.Add(new Row(
                marac.Id, marac.Name, marac.Cadence, NameOf(MaracRole.Coordinator), NameOf(MaracRole.Chair), runs, runs ? await WaitingAsync(actor, marac.Id, ct) : null,
                await NextAsync(actor, marac.Id, today, ct)));

            string? NameOf(MaracRole role) => string.Join(", ", marac.Members.Where(m => m.Role == role).Select(m => names[m.StaffId].Name)) is { Length: > 0 } named ? named : null;
        }

        return rows;
    }

    private async Task<int> WaitingAsync(Actor actor, Id<Marac> marac, CancellationToken ct) =>
        await (from r in db.Referrals
               join c in db.Cases.VisibleTo(actor, db, AccessLevel.Referral) on r.CaseId equals c.Id
               where r.MaracId == marac && (r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried
                   || (r.Status == ReferralStatus.Accepted && !db.Meetings.Any(m => m.Agenda.Any(a => a.ReferralId == r.Id && a.RemovedAt == null))))
               select r.Id).CountAsync(ct);

    private async Task<IReadOnlyList<NextMeeting>> NextAsync(Actor actor, Id<Marac> marac, DateOnly today, CancellationToken ct)
    {
        var (staff, held) = (actor.StaffId, await settings.ReadAsync(marac, today, ct));
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Referral);
        var meetings = await db.Meetings.VisibleTo(actor, db, AccessLevel.Referral).Where(m => m.MaracId == marac && m.HeldOn >= today)
            .OrderBy(m => m.HeldOn).ThenBy(m => m.StartsAt).Take(_shown)
            .Select(m => new
            {
                m.Id,
                m.HeldOn,
                m.StartsAt,
                m.Venue,
                m.IsEmergency,
                Accepted = m.Acceptances.Any(a => a.StaffId == staff),
                Cases = m.Agenda.Count(a => a.RemovedAt == null && visible.Any(c => c.Id == a.CaseId)),
            }).ToListAsync(ct);
        return
        [
            .. meetings.Select(m => new NextMeeting(
                m.Id, m.HeldOn, m.StartsAt, m.Venue, m.IsEmergency, held.TimetableFor(m.HeldOn)[MaracStepKind.ReferralCutoff].Date, m.Accepted ? m.Cases : null, UkTime.At(m.HeldOn, m.StartsAt) <= clock.GetUtcNow())),
        ];
    }
}
