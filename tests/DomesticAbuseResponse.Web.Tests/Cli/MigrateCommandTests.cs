using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account.Storage;
using Microsoft.EntityFrameworkCore;

namespace DomesticAbuseResponse.Web.Tests.Cli;

/// <summary>dar migrate brings an empty database to the present schema and says what it did.</summary>
public sealed class MigrateCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_every_table_of_both_schemas_and_a_second_run_has_nothing_to_do()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Ct);

        var first = await DarRun.OnAsync(database, "migrate");
        var second = await DarRun.OnAsync(database, "migrate");

        Assert.Equal((ExitCode.Done, ""), (first.ExitCode, first.Error));
        Assert.Contains("Applied 20261123115159_Initial", first.Lines);
        Assert.Contains("Applied 20261123120634_SignInTables", first.Lines);
        Assert.StartsWith("Nothing to apply", Assert.Single(second.Lines), StringComparison.Ordinal);

        await using var records = database.Open();
        await using var signIn = new SignInDbContext(SignInDbContext.Options(database.ConnectionString));
        Assert.Empty(await records.Database.GetPendingMigrationsAsync(Ct));
        Assert.Empty(await signIn.Database.GetPendingMigrationsAsync(Ct));
        Assert.NotEmpty(await records.BankHolidays.ToListAsync(Ct));
    }

    [Fact]
    public async Task In_production_without_a_connection_string_it_says_which_setting_is_missing()
    {
        var production = new Workplace(new Dictionary<string, string?> { ["environment"] = "Production", ["ConnectionStrings:Database"] = "" });

        var run = await DarRun.WithStreamAsync(Stream.Null, CommandRegistry.For(production), Ct, "migrate");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("set ConnectionStrings__Database", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_one_line_without_a_stack_trace()
    {
        var nowhere = new Workplace(new Dictionary<string, string?>
        {
            ["environment"] = "Testing",
            ["ConnectionStrings:Database"] = "Host=127.0.0.1;Port=1;Database=dar;Username=dar;Password=not-to-be-shown;Timeout=2",
        });

        var run = await DarRun.WithStreamAsync(Stream.Null, CommandRegistry.For(nowhere), Ct, "migrate");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("dar on 127.0.0.1 cannot be reached", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", run.Error, StringComparison.Ordinal);
    }
}
