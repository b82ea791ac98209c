using System.Security.Cryptography;
using System.Text;
using DomesticAbuseResponse.LocalPostgres;
using Npgsql;

namespace DomesticAbuseResponse.TestKit;

/// <summary>
/// The PostgreSQL that all test processes of one clone share, in memory where there is room. It starts with the first
/// of them and stops with the last. <c>DAR_TEST_POSTGRES</c> names another server instead.
/// </summary>
internal static class TestServer
{
    private const string _memory = "/dev/shm";
    private const long _room = 1L << 30;

    private static readonly Lazy<Task<string>> _connectionString = new(StartAsync);

    public static async Task<string> ConnectionStringAsync(string database, bool pooling = false) =>
        new NpgsqlConnectionStringBuilder(await _connectionString.Value)
        {
            Database = database,
            Pooling = pooling,
            MaxPoolSize = 20,
        }.ToString();

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("DAR_TEST_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        // Never disposed: the process keeps its share of the cluster until it ends.
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions
        {
            Folder = Folder(),
            Durable = false,
            Database = "postgres",
            MaxConnections = 200,
        });
        if (cluster.IsOwner)
        {
            await DropLeftoversAsync(cluster.ConnectionString);
        }

        return cluster.ConnectionString;
    }

    private static string Folder()
    {
        var root = RepositoryRoot.Find() ?? throw new InvalidOperationException("The tests run inside their repository only.");
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}:{root}")))[..12];
        return Directory.Exists(_memory) && new DriveInfo(_memory).AvailableFreeSpace > _room
            ? Path.Combine(_memory, $"dar-tests-{key}")
            : Path.Combine(root, ".local", "postgres-tests");
    }

    /// <summary>Databases of runs that were killed.</summary>
    private static async Task DropLeftoversAsync(string server)
    {
        await using var source = NpgsqlDataSource.Create(server);
        List<string> names = [];
        await using (var command = source.CreateCommand($"select datname from pg_database where datname like '{TestDatabase.Prefix}%'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names)
        {
            await using var drop = source.CreateCommand($"drop database if exists {name} with (force)");
            await drop.ExecuteNonQueryAsync();
        }
    }
}
