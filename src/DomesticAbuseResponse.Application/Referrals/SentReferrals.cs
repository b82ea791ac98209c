using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// What became of the referrals an agency made, for as long as they live: those still to be sent and those with a question first, then the
/// newest. A referral never goes into a hole: where it stands, since when, and where the case is heard.
/// </summary>
public sealed class SentReferrals(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <param name="Since">Since when it stands as it does.</param>
    /// <param name="FirstContactAt">When the IDVA service first tried to reach the victim after accepting.</param>
    /// <param name="TakeUpBy">By when the service takes it up that said it has to wait.</param>
    /// <param name="HeardOn">The meeting on whose agenda the case stands or stood.</param>
    public sealed record Row(
        Id<Referral> Id, ReferralKind Kind, ReferralStatus Status, string CaseReference, string Victim, string To, DateTimeOffset RaisedAt, DateTimeOffset? SentAt,
        DateTimeOffset Since, DateTimeOffset? FirstContactAt, DateOnly? HeardOn, DateTimeOffset? TakeUpBy);

    public sealed record View(IReadOnlyList<Row> Rows, int Page, int Total);

    public async Task<View> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        var agency = actor.AgencyId;
        var visible = db.Cases.VisibleTo(actor, db);
        var sent = from r in db.Referrals.AsNoTracking()
                   join c in visible on r.CaseId equals c.Id
                   where r.FromAgencyId == agency
                   select new { r, c };
        var total = await sent.CountAsync(ct);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await sent
            .OrderByDescending(x => x.r.Status == ReferralStatus.Raised || x.r.Status == ReferralStatus.Queried)
            .ThenByDescending(x => x.r.ChangedAt).ThenBy(x => x.r.Id)
            .Skip((shown - 1) * PageSize).Take(PageSize)
            .Select(x => new
            {
                x.r.Id,
                x.r.Kind,
                x.r.Status,
                x.c.Reference,
                x.c.VictimId,
                CaseId = x.c.Id,
                To = db.Maracs.Where(m => m.Id == x.r.MaracId).Select(m => m.Name).FirstOrDefault() ?? db.Agencies.Where(a => a.Id == x.r.ToAgencyId).Select(a => a.Name).First(),
                x.r.RaisedAt,
                x.r.SentAt,
                x.r.ChangedAt,
                FirstContactAt = db.ContactAttempts.Where(a => a.CaseId == x.c.Id && a.ByAgencyId == x.r.ToAgencyId && a.At >= x.r.SentAt).Min(a => (DateTimeOffset?)a.At),
                TakeUpBy = db.Deadlines.Where(d => d.CaseId == x.c.Id && d.AgencyId == x.r.ToAgencyId && d.Kind == DeadlineKind.TakeUpReferral && d.MetAt == null && d.SupersededAt == null).Min(d => (DateTimeOffset?)d.DueAt),
                HeardOn = db.Meetings.Where(m => m.Agenda.Any(a => a.ReferralId == x.r.Id && a.RemovedAt == null)).Max(m => (DateOnly?)m.HeldOn),
            }).ToListAsync(ct);

        var people = await db.PeopleAsync(actor, rows.Select(r => r.VictimId), UkTime.DateOf(clock.GetUtcNow()), ct);
        await door.ShowListAsync(actor, "Sent referrals", rows.Select(r => r.CaseId.Value), ct);
        return new View(
            [
                .. rows.Where(r => people.ContainsKey(r.VictimId)).Select(r => new Row(
                    r.Id, r.Kind, r.Status, r.Reference, people[r.VictimId].Name, r.To, r.RaisedAt, r.SentAt, r.ChangedAt, r.FirstContactAt, r.HeardOn, r.TakeUpBy)),
            ],
            shown, total);
    }
}
