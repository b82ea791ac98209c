using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Access;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Cases;

namespace DomesticAbuseResponse.Application.Access;

/// <summary>
/// Which agency goes on with what somebody wrote onto a case. A crew writes a form onto the case of a victim it is sent to, and its own agency may have no place
/// there: then whoever holds the case reviews and refers, since nobody else can open it (R1.17, R2.4, R5.1).
/// </summary>
internal static class GoingOn
{
    extension(CaseDbContext db)
    {
        /// <summary>The agency itself where it holds the case or works on it, else the one that holds it.</summary>
        public async Task<Id<Agency>> GoesOnWithAsync(Case @case, Id<Agency> agency, CancellationToken ct)
        {
            var record = @case.Id.Value;
            return agency == @case.AgencyId
                || db.Participations.Local.Any(p => p.RecordId == record && p.AgencyId == agency && p.Until is null && p.Kind is ParticipationKind.Owner or ParticipationKind.Partner)
                || await db.Participations.AnyAsync(
                    p => p.RecordId == record && p.AgencyId == agency && p.Until == null && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner), ct)
                ? agency : @case.AgencyId;
        }
    }

    extension(IQueryable<RiskAssessment> forms)
    {
        /// <summary>The forms with which this agency goes on: its own, and those that agencies without a place wrote onto cases it holds.</summary>
        public IQueryable<RiskAssessment> GoneOnWithBy(Id<Agency> agency, CaseDbContext db) => forms.Where(a =>
            a.AgencyId == agency
            || (db.Cases.Any(c => c.Id == a.CaseId && c.AgencyId == agency)
                && !db.Participations.Any(p => p.RecordId == (Guid)(object)a.CaseId && p.AgencyId == a.AgencyId && p.Until == null
                    && (p.Kind == ParticipationKind.Owner || p.Kind == ParticipationKind.Partner))));
    }
}
