using DomesticAbuseResponse.Application.Persistence;

namespace DomesticAbuseResponse.Application;

/// <summary>Gives records the short references people quote to each other. A gap in the numbers means nothing.</summary>
internal static class References
{
    extension(CaseDbContext db)
    {
        public async Task<string> NextIncidentReferenceAsync(DateTimeOffset now, CancellationToken ct) =>
            $"DA-{now.Year}-{await NextAsync(db, "incident_references", ct):000000}";

        public async Task<string> NextCaseReferenceAsync(CancellationToken ct) => $"C-{await NextAsync(db, "case_references", ct):000000}";
    }

    private static async Task<long> NextAsync(CaseDbContext db, string sequence, CancellationToken ct) =>
        await db.Database.SqlQuery<long>($"select nextval({sequence}::regclass) as \"Value\"").SingleAsync(ct);
}
