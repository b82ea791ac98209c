using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;

namespace DomesticAbuseResponse.Application.Risk;

/// <summary>The finished forms that the grade of a case comes from (R1.18).</summary>
internal static class CaseForms
{
    extension(CaseDbContext db)
    {
        /// <summary>
        /// Graded forms about the victim: on this case and, where each accuses the other, on the case of the same agency that holds the same
        /// people the other way round (R4.17). A child's matrix is about the child and is not among them.
        /// </summary>
        public async Task<List<RiskAssessment>> FormsAboutVictimAsync(Case @case, CancellationToken ct)
        {
            var (id, victim, agency, others) = (@case.Id, @case.VictimId, @case.AgencyId, @case.Perpetrators.Select(p => p.PersonId).ToArray());
            var countered = db.Cases.Where(c => c.AgencyId == agency && c.CounterAllegation && others.Contains(c.VictimId) && c.Perpetrators.Any(p => p.PersonId == victim)).Select(c => c.Id);
            return await db.Assessments.AsNoTracking().Include(a => a.Grades)
                .Where(a => a.PersonId == victim && a.CompletedAt != null && a.InstrumentCode != InstrumentCodes.ChildMatrix && (a.CaseId == id || countered.Contains(a.CaseId))).ToListAsync(ct);
        }
    }

    extension(RiskAssessment assessment)
    {
        /// <summary>As the grade of the case reads it.</summary>
        public FinishedForm AsFinished => new(assessment.CompletedAt!.Value, assessment.History);
    }
}
