using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Deadlines;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>What waits for an answer of ours, the longest first: an IDVA service's referrals, those of children to a council, and those to the MARACs the actor runs.</summary>
public sealed class ReferralInbox(CaseDbContext db, RecordDoor door, TimeProvider clock)
{
    /// <param name="DueAt">By when it is to be answered.</param>
    public sealed record Row(
        Id<Referral> Id, Id<Case> CaseId, ReferralKind Kind, ReferralStatus Status, string CaseReference, string Victim, int? Age, bool AgeIsEstimated, RiskGrade? Grade, bool IsRestricted, string From, string To,
        DateTimeOffset SentAt, DateTimeOffset? DueAt);

    /// <summary>The kinds of referral to their own agency that this actor answers.</summary>
    internal static ReferralKind[] AnsweredBy(Actor actor) => [.. Enum.GetValues<ReferralKind>().Where(k => actor.Roles.Any(Referral.AnsweringRoles(k).Contains))];

    public async Task<IReadOnlyList<Row>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var agency = (Id<Agency>?)actor.AgencyId;
        var kinds = AnsweredBy(actor);
        var maracs = actor.HasAny(Role.MaracCoordinator, Role.MaracChair) ? actor.Maracs.Select(m => (Id<Marac>?)m).ToArray() : [];
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Referral);
        var found = await (
            from r in db.Referrals.AsNoTracking()
            join c in visible on r.CaseId equals c.Id
            join a in db.Agencies on r.FromAgencyId equals a.Id
            where ((kinds.Contains(r.Kind) && r.ToAgencyId == agency) || maracs.Contains(r.MaracId)) && (r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried)
            orderby r.SentAt
            select new
            {
                r.Id,
                r.Kind,
                r.Status,
                c.Reference,
                c.VictimId,
                c.Grade,
                c.IsRestricted,
                From = a.Name,
                To = db.Maracs.Where(m => m.Id == r.MaracId).Select(m => m.Name).FirstOrDefault() ?? db.Agencies.Where(x => x.Id == r.ToAgencyId).Select(x => x.Name).First(),
                SentAt = r.SentAt!.Value,
                CaseId = c.Id,
                DueAt = db.Deadlines.Where(d => d.CaseId == c.Id && d.Kind == DeadlineKind.AnswerReferral && d.MetAt == null && d.SupersededAt == null
                        && (d.AgencyId == r.ToAgencyId || db.Maracs.Any(m => m.Id == r.MaracId && m.HostAgencyId == d.AgencyId)))
                    .Min(d => (DateTimeOffset?)d.DueAt),
            }).ToListAsync(ct);

        var people = await db.PeopleAsync(actor, found.Select(f => f.VictimId), UkTime.DateOf(clock.GetUtcNow()), ct);
        await door.ShowListAsync(actor, "Referral inbox", found.Select(f => f.CaseId.Value), ct);
        return
        [
            .. found.Where(f => people.ContainsKey(f.VictimId)).Select(f => new Row(
                f.Id, f.CaseId, f.Kind, f.Status, f.Reference, people[f.VictimId].Name, people[f.VictimId].Age, people[f.VictimId].BirthIsEstimated, f.Grade, f.IsRestricted, f.From, f.To, f.SentAt, f.DueAt)),
        ];
    }
}
