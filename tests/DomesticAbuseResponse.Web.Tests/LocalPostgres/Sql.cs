using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

/// <summary>One question to a database over a connection of its own.</summary>
internal static class Sql
{
    public static async Task<bool> ServesAsync(string connectionString)
    {
        try
        {
            return await AskAsync(connectionString, "select 'yes'") == "yes";
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public static async Task<string?> AskAsync(string connectionString, string question)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }
}
