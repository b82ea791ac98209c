using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Web.Account;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Opens a database for invented data, and refuses where real people could be or where the tables are missing.</summary>
internal static class SeedTarget
{
    /// <exception cref="CommandFailedException">This is no place for invented data, or <c>dar migrate</c> has not run.</exception>
    public static async Task<OpenDatabase> OpenAsync(Workplace workplace, CancellationToken ct)
    {
        var builder = workplace.Builder();
        if (!builder.Environment.IsOwnMachine && !builder.Configuration.GetValue<bool>("Shell:DemoMode"))
        {
            throw new CommandFailedException(
                "Invented data comes with public sign-ins, so it is made only in Development (set DOTNET_ENVIRONMENT=Development) or in a demonstration (set Shell__DemoMode=true).");
        }

        var database = await workplace.OpenAsync(ct);
        try
        {
            return await AskAsync(database, "select to_regclass('public.incidents') is not null and to_regclass('identity.users') is not null", ct)
                ? database
                : throw new CommandFailedException("The database has no tables yet: run dar migrate first.");
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asked without the object model, which takes longer to wake than the question does.</summary>
    public static Task<bool> HoldsAgenciesAsync(OpenDatabase database, CancellationToken ct) =>
        AskAsync(database, "select exists (select from agencies)", ct);

    public static Task<bool> IsDemonstrationAsync(OpenDatabase database, CancellationToken ct) =>
        AskAsync(database, "select exists (select from identity.users where is_demo)", ct);

    private static async Task<bool> AskAsync(OpenDatabase database, string question, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand(question, connection);
            return await command.ExecuteScalarAsync(ct) is true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidCatalogName)
        {
            throw new CommandFailedException("The database does not exist yet: run dar migrate first.", e);
        }
    }
}
