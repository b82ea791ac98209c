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
            var formed = await (from a in db.Assessments
                                join c in db.Cases on a.CaseId equals c.Id
                                where a.HonourConcern && (victims.Contains(a.PersonId) || victims.Contains(c.VictimId))
                                select new { a.PersonId, c.VictimId }).ToListAsync(ct);
            return flagged.Concat(formed.SelectMany(f => new[] { f.PersonId, f.VictimId })).Where(victims.Contains).ToHashSet();
        }

        /// <summary>About this victim, in this case or another.</summary>
        public async Task<bool> HonourConcernAsync(Id<Person> victim, DateOnly today, CancellationToken ct) =>
            await db.Set<PersonFlag>().AnyAsync(f => f.PersonId == victim && f.Kind == PersonFlagKind.HonourAbuse && (f.Until == null || f.Until >= today), ct)
            || await db.Assessments.AnyAsync(a => a.HonourConcern && (a.PersonId == victim || db.Cases.Any(c => c.Id == a.CaseId && c.VictimId == victim)), ct);
    }
}
