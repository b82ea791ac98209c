using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.People;

namespace DomesticAbuseResponse.Application.Contacts;

/// <summary>Whether anybody was concerned that it may be honour-based abuse: on any assessment, or as a warning on the person (R1.10). A later form that says nothing does not take it back.</summary>
internal static class HonourConcerns
{
    extension(CaseDbContext db)
    {
        /// <summary>Which of these victims anybody was concerned about.</summary>
        public async Task<IReadOnlySet<Id<Person>>> HonourConcernsAsync(Id<Person>[] victims, DateOnly today, CancellationToken ct)
        {
            var flagged = await db.Set<PersonFlag>().Where(f => victims.Contains(f.PersonId) && f.Kind == PersonFlagKind.HonourAbuse && (f.Until == null || f.Until >= today)).Select(f => f.PersonId).ToListAsync(ct);
            var formed = await db.Assessments.Where(a => a.HonourConcern && victims.Contains(a.PersonId)).Select(a => a.PersonId)
                .Union(from c in db.Cases
                       join a in db.Assessments on c.Id equals a.CaseId
                       where a.HonourConcern && victims.Contains(c.VictimId)
                       select c.VictimId).ToListAsync(ct); // each by its index, which one condition with "or" finds by none
            return flagged.Concat(formed).ToHashSet();
        }

        /// <summary>About this victim, in this case or another.</summary>
        public async Task<bool> HonourConcernAsync(Id<Person> victim, DateOnly today, CancellationToken ct) => (await db.HonourConcernsAsync([victim], today, ct)).Count > 0;
    }
}
