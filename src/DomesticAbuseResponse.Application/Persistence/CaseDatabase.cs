using DomesticAbuseResponse.Application.Reference;
using Npgsql;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>How the database of records is reached and brought up to date, whoever asks: the web host, the command line, the tests.</summary>
public static class CaseDatabase
{
    public static DbContextOptions<CaseDbContext> Options(string connectionString) =>
        new DbContextOptionsBuilder<CaseDbContext>().UseNpgsql(connectionString).Options;

    /// <summary>Applies what is missing, reference data included. Two instances at once are safe: one runs, the other waits for the migration lock.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        await using var db = new CaseDbContext(Options(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString()));
        await db.Database.MigrateAsync(ct);
        await ReferenceData.SeedAsync(db, ct);
    }
}
