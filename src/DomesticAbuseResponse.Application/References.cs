using DomesticAbuseResponse.Application.Persistence;

namespace DomesticAbuseResponse.Application;

/// <summary>Gives records the short references people quote to each other. A gap in the numbers means nothing.</summary>
internal static class References
{
    extension(CaseDbContext db)
    {
        public async Task<string> NextIncidentReferenceAsync(DateTimeOffset now, CancellationToken ct) =>
            $"DA-{now.Year}-{(db.Stock.Incidents.TryDequeue(out var number) ? number : await NextAsync(db, "incident_references", ct)):000000}";

        public async Task<string> NextCaseReferenceAsync(CancellationToken ct) => $"C-{(db.Stock.Cases.TryDequeue(out var number) ? number : await NextAsync(db, "case_references", ct)):000000}";

        public async Task<string> NextDisclosureReferenceAsync(CancellationToken ct) => $"CL-{await NextAsync(db, "disclosure_references", ct):000000}";

        /// <summary>Takes numbers for so many incidents and cases at once. Those that are not used leave a gap.</summary>
        public async Task ReserveReferencesAsync(int count, CancellationToken ct)
        {
            await FillAsync(db, db.Stock.Incidents, "incident_references", count, ct);
            await FillAsync(db, db.Stock.Cases, "case_references", count, ct);
        }
    }

    private static async Task<long> NextAsync(CaseDbContext db, string sequence, CancellationToken ct) =>
        await db.Database.SqlQuery<long>($"select nextval({sequence}::regclass) as \"Value\"").SingleAsync(ct);

    private static async Task FillAsync(CaseDbContext db, Queue<long> stock, string sequence, int count, CancellationToken ct)
    {
        var missing = count - stock.Count;
        (await db.Database.SqlQuery<long>($"select nextval({sequence}::regclass) as \"Value\" from generate_series(1, {missing})").ToListAsync(ct)).ForEach(stock.Enqueue);
    }
}

/// <summary>Numbers taken for what is about to be logged.</summary>
internal sealed class ReferenceStock
{
    public Queue<long> Incidents { get; } = new();

    public Queue<long> Cases { get; } = new();
}
