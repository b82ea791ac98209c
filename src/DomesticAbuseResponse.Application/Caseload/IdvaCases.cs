using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>An IDVA's open cases, soonest deadline first; for a manager the whole service's, with what each IDVA carries (R3.1).</summary>
public sealed class IdvaCases(CaseDbContext db, IdvaLoads loads, RecordDoor door, TimeProvider clock)
{
    /// <param name="LastContactAt">The last two-way contact with the victim by this service; null when there was none yet.</param>
    public sealed record Row(
        Id<Case> Id, string Reference, string Victim, int? Age, bool AgeIsEstimated, RiskGrade? Grade, bool IsRestricted, Id<StaffMember>? IdvaId, DateTimeOffset Since,
        Id<Deadline>? NextDeadline, DeadlineKind? NextKind, DateTimeOffset? NextDue, DateTimeOffset? LastContactAt);

    /// <param name="Mine">What the reader carries; null for a manager who carries none.</param>
    /// <param name="Team">What each IDVA of the service carries; empty for an IDVA.</param>
    public sealed record View(IReadOnlyList<Row> Rows, IdvaLoad? Mine, IReadOnlyList<IdvaLoad> Team, bool IsTeam);

    /// <param name="team">The whole service's cases; only a manager sees them.</param>
    public async Task<View> ReadAsync(Actor actor, bool team, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (agency, staff) = (actor.AgencyId, (Id<StaffMember>?)actor.StaffId);
        var manages = actor.Has(Role.IdvaManager);
        var wide = team && manages;
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Read).AsNoTracking().Where(c => c.ClosedAt == null);
        var colleagues = db.Staff.Where(s => s.AgencyId == agency);
        var place = db.Participations.Where(p => p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner));
        var mine = wide
            ? visible.Where(c => place.Any(p => p.RecordId == (Guid)(object)c.Id) && (c.IdvaId == null || colleagues.Any(s => s.Id == c.IdvaId)))
            : visible.Where(c => c.IdvaId == staff);

        var rows = await mine.Select(c => new
        {
            c.Id,
            c.Reference,
            c.VictimId,
            c.Grade,
            c.IsRestricted,
            c.IdvaId,
            Since = place.Where(p => p.RecordId == (Guid)(object)c.Id).Min(p => p.Since),
            Next = db.Deadlines.Where(d => d.CaseId == c.Id && d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null)
                .OrderBy(d => d.DueAt).Select(d => new { d.Id, d.Kind, d.DueAt }).FirstOrDefault(),
            LastContactAt = db.ContactAttempts
                .Where(a => a.CaseId == c.Id && a.ByAgencyId == agency && a.Channel != ContactChannel.Letter && a.Channel != ContactChannel.ThroughAnother
                    && (a.Outcome == ContactOutcome.Spoke || a.Outcome == ContactOutcome.Declined || a.Outcome == ContactOutcome.AgreedCallback))
                .Max(a => (DateTimeOffset?)a.At),
        }).ToListAsync(ct);

        var people = await db.PeopleAsync(actor, rows.Select(r => r.VictimId), UkTime.DateOf(now), ct);
        await door.ShowListAsync(actor, wide ? "Team caseload" : "Caseload", rows.Select(r => r.Id.Value), ct);
        var all = await loads.ReadAsync(actor, now, ct);
        return new View(
            [
                .. rows.Where(r => people.ContainsKey(r.VictimId)).OrderBy(r => r.Next is null).ThenBy(r => r.Next?.DueAt).ThenByDescending(r => r.Grade).ThenBy(r => r.Reference, StringComparer.Ordinal)
                    .Select(r => new Row(
                        r.Id, r.Reference, people[r.VictimId].Name, people[r.VictimId].Age, people[r.VictimId].BirthIsEstimated, r.Grade, r.IsRestricted, r.IdvaId, r.Since, r.Next?.Id, r.Next?.Kind, r.Next?.DueAt, r.LastContactAt)),
            ],
            all.FirstOrDefault(l => l.Idva.Id == staff), manages ? all : [], wide);
    }
}
