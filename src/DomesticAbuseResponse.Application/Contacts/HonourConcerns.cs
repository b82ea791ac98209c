using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Whether anybody was concerned that it may be honour-based abuse: on any assessment, or as a warning on the person (R1.10). A later form that says nothing does not take it back.</summary>
internal static class HonourConcerns
{
    extension(CaseDbContext db)
    {
        /// <summary>About this victim, in this case or another.</summary>
        public async Task<bool> HonourConcernAsync(Id<Person> victim, DateOnly today, CancellationToken ct) =>
            await db.Set<PersonFlag>().AnyAsync(f => f.PersonId == victim && f.Kind == PersonFlagKind.HonourAbuse && (f.Until == null || f.Until >= today), ct)
            || await db.Assessments.AnyAsync(a => a.HonourConcern && a.PersonId == victim, ct)
            || await db.Assessments.AnyAsync(a => a.HonourConcern && db.Cases.Any(c => c.Id == a.CaseId && c.VictimId == victim), ct); // each by its index, which one condition with "or" finds by none
    }
}
