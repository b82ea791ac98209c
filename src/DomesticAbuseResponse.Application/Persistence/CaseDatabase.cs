using DomesticAbuseResponse.Application.Reference;
using Npgsql;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>How the database of records is reached and brought up to date, whoever asks: the web host, the command line, the tests.</summary>
public static class CaseDatabase
{
    private const int _preparedQueries = 500;

    private const int _usesBeforePreparing = 3;

    public static DbContextOptions<CaseDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<CaseDbContext>().UseNpgsql(connectionString).Options;

    /// <summary>
    /// The same database as the product's hosts use it. Queries are few and come again and again: each is parsed and planned once for a connection,
    /// which costs more than running it. Compiling a query to machine code, and cleaning a connection that carries nothing over, never pay here.
    /// </summary>
    public static string ForServing(string connectionString)
    {
        var way = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (way.MaxAutoPrepare == 0)
        {
            (way.MaxAutoPrepare, way.AutoPrepareMinUsages) = (_preparedQueries, _usesBeforePreparing);
        }

        way.Options ??= "-c jit=off -c work_mem=16MB"; // enough to remember which rows of a common name are meant, instead of which pages
        return way.ToString();
    }

    /// <summary>Applies what is missing, reference data included. Two instances at once are safe: one runs, the other waits for the migration lock.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        await using var db = new CaseDbContext(Options(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString()));
        db.Database.SetCommandTimeout(TimeSpan.Zero); // a new column or index of a large table takes minutes, and stopping half-way helps nobody
        await db.Database.MigrateAsync(ct);
        await ReferenceData.SeedAsync(db, ct);
    }
}
