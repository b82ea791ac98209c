using System.Reflection;
using Npgsql;

namespace DomesticAbuseResponse.TestKit;

/// <summary>
/// The migrated database that test databases are copied from. Its name carries the identity of the assemblies that hold
/// the migrations, so it is made once per build of them, by whichever test process comes first, and kept between runs.
/// </summary>
internal static class TestTemplate
{
    private const string _prefix = "dar_template_";
    private const int _kept = 3;

    // Any number does, as long as every test process asks for the same one.
    private const long _lock = 0x646172;

    private static readonly Lazy<Task<string>> _name = new(EnsureAsync);

    public static Task<string> NameAsync() => _name.Value;

    private static async Task<string> EnsureAsync()
    {
        var key = string.Concat(new[] { "DomesticAbuseResponse.Application", "DomesticAbuseResponse.Web" }
            .Select(name => Assembly.Load(name).ManifestModule.ModuleVersionId.ToString("n")[..12]));
        var template = _prefix + key;
        var unfinished = "dar_unfinished_" + key;

        await using var connection = new NpgsqlConnection(await TestServer.ConnectionStringAsync("postgres"));
        await connection.OpenAsync();
        await ExecuteAsync($"select pg_advisory_lock({_lock})");
        if (!(await NamesAsync()).Contains(template))
        {
            await ExecuteAsync($"drop database if exists {unfinished} with (force)");
            await ExecuteAsync($"create database {unfinished} strategy file_copy");

            // Not pooled: PostgreSQL will not copy a template while anyone, even an idle pool, is connected to it.
            await TestSchema.MigrateAsync(await TestServer.ConnectionStringAsync(unfinished));
            await ExecuteAsync($"alter database {unfinished} rename to {template}");

            foreach (var old in (await NamesAsync()).Skip(_kept))
            {
                await ExecuteAsync($"drop database {old} with (force)");
            }
        }

        return template;

        async Task ExecuteAsync(string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync();
        }

        // Newest first: object numbers only rise.
        async Task<List<string>> NamesAsync()
        {
            List<string> names = [];
            await using var command = new NpgsqlCommand($"select datname from pg_database where datname like '{_prefix}%' order by oid desc", connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }

            return names;
        }
    }
}
