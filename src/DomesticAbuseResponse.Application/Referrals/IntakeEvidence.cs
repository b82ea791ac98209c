using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Domain.Time;

namespace DomesticAbuseResponse.Application.Referrals;

/// <summary>What the rules of a service find in a referral to it (R3.4). Whether something is known is told, never what it is: the service does not reach the file yet.</summary>
public sealed class IntakeEvidence(CaseDbContext db, PolicyBook policies)
{
    /// <param name="referral">To an IDVA service, through whose door the reader came.</param>
    public async Task<Eligibility> ReadAsync(Referral referral, Case @case, DateTimeOffset now, CancellationToken ct)
    {
        var today = UkTime.DateOf(now);
        var settings = await SettingsAsync(referral.ToAgencyId!.Value, now, ct);
        var (id, victim, record) = (@case.Id, @case.VictimId, @case.Id.Value);
        var happened = await db.Incidents.Where(i => i.Parties.Any(p => p.CaseId == id)).Select(i => new { i.Call.HappenedOn, i.ReportedAt }).ToListAsync(ct);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == victim, ct);
        var marac = await db.Referrals.AnyAsync(r => r.CaseId == id && r.Kind == ReferralKind.Marac && r.Status != ReferralStatus.Declined && r.Status != ReferralStatus.Withdrawn, ct)
            || await db.Participations.AnyAsync(p => p.RecordId == record && p.Kind == ParticipationKind.Marac && p.Until == null, ct);

        List<IntakeFact> known = [];
        void Know(IntakeFact fact, bool isKnown) => known.AddRange(isKnown ? [fact] : []);
        Know(IntakeFact.SafeContact, await db.Set<SafeContact>().AnyAsync(c => c.PersonId == victim && c.Safety == Safety.Safe, ct));
        Know(IntakeFact.BirthDate, person.BornOn is not null);
        Know(IntakeFact.Perpetrator, @case.Perpetrators.Count > 0);
        Know(IntakeFact.RiskAssessment, await db.Assessments.AnyAsync(a => a.CaseId == id && a.PersonId == victim && a.CompletedAt != null, ct));
        Know(IntakeFact.Account, !string.IsNullOrWhiteSpace(referral.Account?.Narrative));
        return Eligibility.Of(
            new IntakeFacts(
                happened.Count == 0 ? null : happened.Max(h => h.HappenedOn ?? UkTime.DateOf(h.ReportedAt)), person.AgeOn(today), referral.Sharing?.Consent is true, marac, @case.Grade, known),
            settings, today);
    }

    internal async Task<IntakeSettings> SettingsAsync(Id<Agency> service, DateTimeOffset now, CancellationToken ct) =>
        (await policies.AtAsync(PolicyKinds.IdvaIntake, service.Value, UkTime.DateOf(now), ct)).Content;
}
