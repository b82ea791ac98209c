using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Cli.Database;

/// <summary>Brings the tables of records and of sign-in up to date, and says what it applied.</summary>
internal sealed class MigrateCommand(Workplace workplace) : ICommand
{
    public string Name => "migrate";

    public string Summary => "Bring the database up to date";

    public CommandSyntax Syntax { get; } = new(CommandOption.Json)
    {
        Remarks =
        [
            "The database is the one named by ConnectionStrings__Database; without it, the private one of this clone. It is made "
            + "when it does not exist. Running it again does nothing, and two at once are safe: one waits for the other.",
        ],
        Examples = ["migrate"],
    };

    public async Task<int> RunAsync(CommandInput input, Terminal terminal, CancellationToken ct)
    {
        await using var database = await workplace.OpenAsync(ct);
        try
        {
            var applied = await MigrateAsync(database.ConnectionString, ct);
            if (input.Has(CommandOption.Json.Name))
            {
                terminal.Out.WriteLine(CommandJson.Write(new { applied }));
                return ExitCode.Done;
            }

            applied.ToList().ForEach(name => terminal.Out.WriteLine($"Applied {name}"));
            terminal.Out.WriteLine(applied.Count == 0 ? $"Nothing to apply: {database.Description} is up to date." : $"{database.Description} is up to date.");
            return ExitCode.Done;
        }
        catch (NpgsqlException e) when (e is not PostgresException)
        {
            throw new CommandFailedException($"{database.Description} cannot be reached: {e.Message} Check ConnectionStrings__Database.", e);
        }
    }

    /// <summary>Applies what is missing to both schemas and answers with its names.</summary>
    private static async Task<IReadOnlyList<string>> MigrateAsync(string connectionString, CancellationToken ct)
    {
        // Not pooled, so that nothing stays connected to a database that is about to be copied or dropped.
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        await using var records = new CaseDbContext(CaseDatabase.Options(unpooled));
        await using var signIn = new SignInDbContext(SignInDbContext.Options(unpooled));
        IReadOnlyList<string> pending = [.. await PendingAsync(records, ct), .. await PendingAsync(signIn, ct)];
        await CaseDatabase.MigrateAsync(unpooled, ct);
        await signIn.Database.MigrateAsync(ct);
        return pending;
    }

    private static async Task<IEnumerable<string>> PendingAsync(DbContext db, CancellationToken ct) =>
        await db.Database.CanConnectAsync(ct) ? await db.Database.GetPendingMigrationsAsync(ct) : db.Database.GetMigrations();
}
