using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Caseload;

/// <summary>An IDVA's open cases, soonest deadline first; for a manager the whole service's, with what each IDVA carries (R3.1).</summary>
public sealed class IdvaCases(CaseDbContext db, IdvaLoads loads, RecordDoor door, TimeProvider clock)
{
    /// <param name="LastContactAt">The last two-way contact with the victim by this service; null when there was none yet.</param>
    /// <param name="Weight">What the case weighs, with each part of it.</param>
    /// <param name="Nudges">What its worker may want to look at.</param>
    /// <param name="OpenTasks">Tasks of this service in it that are not done.</param>
    public sealed record Row(
        Id<Case> Id, string Reference, string Victim, int? Age, bool AgeIsEstimated, RiskGrade? Grade, bool IsRestricted, Id<StaffMember>? IdvaId, DateTimeOffset Since,
        Id<Deadline>? NextDeadline, DeadlineKind? NextKind, DateTimeOffset? NextDue, DateTimeOffset? LastContactAt, CaseWeight Weight, IReadOnlyList<CaseNudge> Nudges, int OpenTasks);

    /// <param name="Mine">What the reader carries; null for a manager who carries none.</param>
    /// <param name="Team">What each IDVA of the service carries; empty for an IDVA.</param>
    /// <param name="Covered">For whom the reader covers today; their cases stand among the rows.</param>
    public sealed record View(IReadOnlyList<Row> Rows, IdvaLoad? Mine, IReadOnlyList<IdvaLoad> Team, bool IsTeam, IReadOnlyDictionary<Id<StaffMember>, string> Covered);

    /// <param name="team">The whole service's cases; only a manager sees them.</param>
    /// <param name="of">Only those one IDVA of the service carries; a manager's choice.</param>
    public async Task<View> ReadAsync(Actor actor, bool team, CancellationToken ct, Id<StaffMember>? of = null)
    {
        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var (agency, staff) = (actor.AgencyId, (Id<StaffMember>?)actor.StaffId);
        var manages = actor.Has(Role.IdvaManager);
        var wide = team && manages;
        var carriers = await db.WorkingAsAsync(actor, today, ct);
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Read).AsNoTracking().Where(c => c.ClosedAt == null);
        var colleagues = db.Staff.Where(s => s.AgencyId == agency);
        var place = db.Participations.Where(p => p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner));
        var mine = wide
            ? visible.Where(c => place.Any(p => p.RecordId == (Guid)(object)c.Id) && (c.IdvaId == null || colleagues.Any(s => s.Id == c.IdvaId)))
            : visible.Where(c => carriers.Contains(c.IdvaId));
        if (wide && of is not null)
        {
            mine = mine.Where(c => c.IdvaId == of);
        }

        var incidents = db.Incidents.VisibleTo(actor, db);
        var deadlines = db.Deadlines.WithoutHiddenOrders(actor, db);
        var rows = await mine.Select(c => new
        {
            c.Id,
            c.Reference,
            c.VictimId,
            c.Grade,
            c.IsRestricted,
            c.IdvaId,
            Since = place.Where(p => p.RecordId == (Guid)(object)c.Id).Min(p => p.Since),
            Next = deadlines.Where(d => d.CaseId == c.Id && d.AgencyId == agency && d.MetAt == null && d.SupersededAt == null)
                .OrderBy(d => d.DueAt).Select(d => new { d.Id, d.Kind, d.DueAt }).FirstOrDefault(),
            LastContactAt = db.ContactAttempts
                .Where(a => a.CaseId == c.Id && a.ByAgencyId == agency && a.Channel != ContactChannel.Letter && a.Channel != ContactChannel.ThroughAnother
                    && (a.Outcome == ContactOutcome.Spoke || a.Outcome == ContactOutcome.Declined || a.Outcome == ContactOutcome.AgreedCallback))
                .Max(a => (DateTimeOffset?)a.At),
            LastIncidentAt = incidents.Where(i => i.Parties.Any(p => p.CaseId == c.Id)).Max(i => (DateTimeOffset?)i.ReportedAt),
            Tasks = db.CaseTasks.Count(t => t.CaseId == c.Id && t.AgencyId == agency && t.DoneAt == null),
            OpenElsewhere = db.Referrals.Any(r => r.CaseId == c.Id && (r.Status == ReferralStatus.Raised || r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried))
                || db.Orders.Any(o => o.ProtectsId == c.VictimId && o.EndedOn == null && (o.UntilOn == null || o.UntilOn >= today))
                || db.Meetings.Any(m => m.HeldOn >= today && m.Agenda.Any(a => a.CaseId == c.Id && a.RemovedAt == null)),
        }).ToListAsync(ct);

        var caps = await loads.CapsAsync(agency, now, ct);
        var (weights, rhythm) = (IdvaLoads.WeightsOf(caps), caps.Rhythm ?? CaseRhythm.Default);
        var weighed = (await db.WeighAsync(actor, mine, weights, today, ct)).ToDictionary(w => w.CaseId, w => CaseWeight.Of(w.Burden, weights));
        var people = await db.PeopleAsync(actor, rows.Select(r => r.VictimId), today, ct);
        await door.ShowListAsync(actor, wide ? "Team caseload" : "Caseload", rows.Select(r => r.Id.Value), ct);
        var all = await loads.ReadAsync(actor, now, ct);
        return new View(
            [
                .. rows.Where(r => people.ContainsKey(r.VictimId) && weighed.ContainsKey(r.Id))
                    .OrderBy(r => r.Next is null).ThenBy(r => r.Next?.DueAt).ThenByDescending(r => r.Grade).ThenBy(r => r.Reference, StringComparer.Ordinal)
                    .Select(r => new Row(
                        r.Id, r.Reference, people[r.VictimId].Name, people[r.VictimId].Age, people[r.VictimId].BirthIsEstimated, r.Grade, r.IsRestricted, r.IdvaId, r.Since,
                        r.Next?.Id, r.Next?.Kind, r.Next?.DueAt, r.LastContactAt, weighed[r.Id],
                        CaseNudges.For(
                            new CaseNews(
                                r.Grade, UkTime.DateOf(r.Since), r.LastContactAt is { } spoke ? UkTime.DateOf(spoke) : null, r.LastIncidentAt is { } incident ? UkTime.DateOf(incident) : null,
                                r.Next is not null || r.Tasks > 0 || r.OpenElsewhere),
                            rhythm, today),
                        r.Tasks)),
            ],
            all.FirstOrDefault(l => l.Idva.Id == staff), manages ? all : [], wide, wide || carriers.Count == 1 ? new Dictionary<Id<StaffMember>, string>() : (await db.StaffAsync(carriers.OfType<Id<StaffMember>>().Where(c => c != actor.StaffId), ct)).ToDictionary(c => c.Key, c => c.Value.Name));
    }
}
