using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.People;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>
/// The referrals that wait for a MARAC's coordinator: to be answered, or accepted and not on an agenda. All four grounds are looked at
/// anew for each, and the rule says which meeting it goes to (S52).
/// </summary>
public sealed class WaitingReferrals(CaseDbContext db, ReferralEvidence evidence, MaracSettings settings, RecordDoor door, TimeProvider clock)
{
    /// <param name="Placement">Which meeting by the rule, and why; or why there is none.</param>
    public sealed record Row(
        Id<Referral> Id, uint Version, ReferralStatus Status, string CaseReference, string Victim, int? Age, bool AgeIsEstimated, RiskGrade? Grade, bool IsRestricted, string From,
        DateTimeOffset SentAt, bool Consent, IReadOnlyList<LawfulBasis> Bases, ReferralEvaluation Now, Result<AgendaPlacement> Placement);

    public sealed record View(Id<Marac> Id, string Name, IReadOnlyList<Row> Rows);

    public async Task<View> ReadAsync(Actor actor, Id<Marac> marac, CancellationToken ct)
    {
        if (!actor.Maracs.Contains(marac) || !actor.HasAny(Role.MaracCoordinator, Role.MaracChair))
        {
            throw new RecordNotFoundException();
        }

        var now = clock.GetUtcNow();
        var today = UkTime.DateOf(now);
        var visible = db.Cases.VisibleTo(actor, db, AccessLevel.Referral);
        var name = await db.Maracs.Where(m => m.Id == marac).Select(m => m.Name).SingleAsync(ct);
        var waiting = await (
            from r in db.Referrals.AsNoTracking().Include(r => r.Steps)
            join c in visible.Include(c => c.Perpetrators) on r.CaseId equals c.Id
            where r.MaracId == marac
                && (r.Status == ReferralStatus.Sent || r.Status == ReferralStatus.Queried
                    || (r.Status == ReferralStatus.Accepted && !db.Meetings.Any(m => m.Agenda.Any(a => a.ReferralId == r.Id && a.RemovedAt == null))))
            orderby r.SentAt
            select new { Referral = r, Case = c, From = db.Agencies.Where(a => a.Id == r.FromAgencyId).Select(a => a.Name).First() }).AsNoTracking().ToListAsync(ct);

        var meetings = await db.Meetings.AsNoTracking().Where(m => m.MaracId == marac && m.HeldOn >= today).OrderBy(m => m.HeldOn).ToListAsync(ct);
        var people = await db.PeopleAsync(actor, waiting.Select(w => w.Case.VictimId), today, ct);
        await door.ShowListAsync(actor, "Referrals to a MARAC", waiting.Select(w => w.Case.Id.Value), ct);

        List<Row> rows = [];
        foreach (var w in waiting.Where(w => people.ContainsKey(w.Case.VictimId)))
        {
            var (referral, @case, victim) = (w.Referral, w.Case, people[w.Case.VictimId]);
            var says = GroundsRecord.Read(referral.Grounds)?.Says ?? new ReferrerSays();
            var received = UkTime.DateOf(referral.SentAt!.Value);
            var held = await settings.ReadAsync(marac, received, ct);
            rows.Add(new Row(
                referral.Id, referral.Version, referral.Status, @case.Reference, victim.Name, victim.Age, victim.BirthIsEstimated, @case.Grade, @case.IsRestricted, w.From, referral.SentAt.Value,
                referral.Sharing!.Consent, [.. (referral.Sharing.Basis ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(LawfulBasis.Find).OfType<LawfulBasis>()],
                await evidence.EvaluateAsync(@case, marac, referral, says, now, ct),
                AgendaRules.Place(received, meetings.Select(m => held.SlotOf(m.Id, m.HeldOn, m.IsEmergency)), null, held.Profile)));
        }

        return new View(marac, name, rows);
    }
}
