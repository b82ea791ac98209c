using DomesticAbuseResponse.Cli.CommandLine;
using DomesticAbuseResponse.Cli.Database;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.TestKit;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Tests.Cli;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.Seeding;

/// <summary>dar seed demo makes the demonstration once, marks it as one, and refuses wherever real people could be.</summary>
public sealed class SeedDemoTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(Ct);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_has_the_shape_of_the_inspected_force_and_a_sign_in_for_every_role()
    {
        var run = await DarRun.OnAsync(_database, "seed", "demo");

        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        await using var db = _database.Open();
        var maracs = await db.Maracs.Include(m => m.Members).ToListAsync(Ct);
        Assert.Equal(10, await db.PolicingUnits.CountAsync(Ct));
        Assert.Equal(7, await db.Set<Domain.Places.LocalAuthority>().CountAsync(Ct));
        Assert.Equal((7, 2), (maracs.Count(m => m.Cadence is MaracCadence.Fortnightly), maracs.Count(m => m.Cadence is MaracCadence.Monthly)));
        Assert.All(maracs, m => Assert.Superset(Enum.GetValues<MaracRole>().ToHashSet(), m.Members.Select(x => x.Role).ToHashSet()));
        Assert.Equal(Enum.GetValues<Role>(), (await db.Staff.ToListAsync(Ct)).SelectMany(s => s.Roles).Distinct().Order());
        Assert.Equal(await db.Staff.CountAsync(Ct), await CountAsync("select count(*) from identity.users u join identity.totp_seeds t on t.staff_id = u.id where u.is_demo"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_a_production_host_refuses_the_database()
    {
        await DarRun.OnAsync(_database, "seed", "demo");
        var before = await ContentsAsync();

        var again = await DarRun.OnAsync(_database, "seed", "demo");
        var ifEmpty = await DarRun.OnAsync(_database, "seed", "demo", "--if-empty");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (again.ExitCode, ifEmpty.ExitCode));
        Assert.Equal(before, await ContentsAsync());
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        Assert.Contains("demonstration data", Assert.Single(await ProductionGuard.FaultsOfAsync(source, Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_it_makes_nothing_and_shows_no_password()
    {
        var production = new Workplace(new Dictionary<string, string?> { ["environment"] = "Production", ["ConnectionStrings:Database"] = _database.ConnectionString });

        var run = await DarRun.WithStreamAsync(Stream.Null, CommandRegistry.For(production), Ct, "seed", "demo");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.DoesNotContain(DemoSignIn.Password, run.Out + run.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("select count(*) from agencies"));
    }

    [Fact]
    public async Task A_database_with_other_agencies_is_left_alone()
    {
        await using var db = _database.Open();
        await Cast.TakeTheStageAsync(db, new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

        var run = await DarRun.OnAsync(_database, "seed", "demo");
        var ifEmpty = await DarRun.OnAsync(_database, "seed", "demo", "--if-empty");

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("not of the demonstration", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoSignIn.Password, ifEmpty.Out, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("select count(*) from identity.users"));
    }

    /// <summary>How many rows each table holds.</summary>
    private async Task<IReadOnlyList<string>> ContentsAsync()
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand("""
            select format('%s.%s %s', table_schema, table_name, (xpath('//c/text()',
                query_to_xml(format('select count(*) as c from %I.%I', table_schema, table_name), false, true, '')))[1])
            from information_schema.tables where table_schema in ('public', 'identity') and table_type = 'BASE TABLE' order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<string> tables = [];
        while (await reader.ReadAsync(Ct))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private async Task<int> CountAsync(string query)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand(query);
        return Convert.ToInt32(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}
