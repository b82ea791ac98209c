using DomesticAbuseResponse.Application.Persistence;
using Npgsql;

namespace DomesticAbuseResponse.TestKit;

/// <summary>A private database per test class, copied from a template that is migrated once per build of the product.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal const string Prefix = "dar_test_";

    private readonly string _name;

    private TestDatabase(string name, string connectionString)
    {
        _name = name;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <summary>A database with every migration applied and nothing else in it but reference data.</summary>
    public static async Task<TestDatabase> CreateAsync(CancellationToken ct = default)
    {
        var template = await TestTemplate.NameAsync();
        var name = $"{Prefix}{Guid.CreateVersion7():n}";
        await ExecuteAsync($"create database {name} template {template} strategy file_copy", ct);
        return new TestDatabase(name, await TestServer.ConnectionStringAsync(name, pooling: true));
    }

    /// <summary>A copy of one in which nobody works any more: whoever is still connected to it is cut off.</summary>
    public static async Task<TestDatabase> CopyAsync(TestDatabase of, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(of);
        var name = $"{Prefix}{Guid.CreateVersion7():n}";
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{of._name}'", ct);
        await ExecuteAsync($"create database {name} template {of._name} strategy file_copy", ct);
        return new TestDatabase(name, await TestServer.ConnectionStringAsync(name, pooling: true));
    }

    /// <summary>A database with nothing in it, for the tests of migrations and of the cluster itself.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(CancellationToken ct = default)
    {
        var name = $"{Prefix}{Guid.CreateVersion7():n}";
        await ExecuteAsync($"create database {name} strategy file_copy", ct);
        return new TestDatabase(name, await TestServer.ConnectionStringAsync(name, pooling: true));
    }

    /// <summary>A context of its own on this database, for arranging and for looking at what was written.</summary>
    public CaseDbContext Open() => new(CaseDatabase.Options(ConnectionString));

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"drop database if exists {_name} with (force)", CancellationToken.None);
    }

    private static async Task ExecuteAsync(string statement, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(await TestServer.ConnectionStringAsync("postgres", pooling: true));
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
