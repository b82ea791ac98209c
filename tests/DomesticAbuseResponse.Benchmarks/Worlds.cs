using System.Diagnostics;
using System.Reflection;
using DomesticAbuseResponse.Benchmarks.Floor;
using DomesticAbuseResponse.LocalPostgres;
using Npgsql;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>One page's figures against the floor of the same rounds.</summary>
internal sealed record Measured(string Name, double Floor, double PerSecond, double P95);

/// <summary>The databases the pages are measured on: made once per size, kept for the next run, on a PostgreSQL that really commits.</summary>
internal sealed class Worlds(BenchmarkSettings settings, PrivateCluster cluster, string root) : IAsyncDisposable
{
    private const string _productUrl = "http://127.0.0.1:5970";
    private const string _floorUrl = "http://127.0.0.1:5971";

    public static async Task<Worlds> StartAsync(BenchmarkSettings settings)
    {
        var root = RepositoryRoot.Find() ?? throw new InvalidOperationException("Run the benchmarks inside their repository.");
        var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = Path.Combine(root, ".local", "benchmarks"), Durable = true, Database = "postgres" });
        return new Worlds(settings, cluster, root);
    }

    public async Task<IReadOnlyList<Measured>> MeasureAsync(int incidents)
    {
        var connection = await EnsureAsync(incidents);
        await FloorHost.PrepareAsync(connection, CancellationToken.None);
        var web = Path.Combine(root, "src", "DomesticAbuseResponse.Web");
        await using var product = await Served.StartAsync(Path.Combine(web, "bin", "Release", "net10.0", "DomesticAbuseResponse.Web.dll"), _productUrl, Environment(connection), web, "--urls", _productUrl);
        await using var floor = await Served.StartAsync(Assembly.GetExecutingAssembly().Location, _floorUrl, new Dictionary<string, string>(), AppContext.BaseDirectory, "floor", _floorUrl, connection);

        await using var pages = settings.ControlRoom
            ? await MeasuredPages.OpenControlRoomAsync(product.Url, floor.Url, connection)
            : await MeasuredPages.OpenAsync(product.Url, floor.Url, connection);
        List<Measured> measured = [];
        foreach (var page in pages.All)
        {
            Console.Error.WriteLine($"{incidents:N0} incidents: {page.Name}");
            measured.Add(await MeasureAsync(page));
        }

        return measured;
    }

    /// <summary>On the small world: what a board costs does not grow with what is closed.</summary>
    public async Task<IReadOnlyList<BoardTimes>> MeasureBoardsAsync()
    {
        var connection = await EnsureAsync(settings.Small);
        var web = Path.Combine(root, "src", "DomesticAbuseResponse.Web");
        await using var product = await Served.StartAsync(Path.Combine(web, "bin", "Release", "net10.0", "DomesticAbuseResponse.Web.dll"), _productUrl, Environment(connection), web, "--urls", _productUrl);
        return await Boards.MeasureAsync(product.Url, settings.Boards, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private async Task<Measured> MeasureAsync(MeasuredPage page)
    {
        var time = TimeSpan.FromSeconds(settings.Seconds);
        await Load.RunAsync(page.Floor, page.IsRight, settings.Clients, TimeSpan.FromSeconds(2));
        await Load.RunAsync(page.Send, page.IsRight, settings.Clients, TimeSpan.FromSeconds(settings.Warm)); // until the runtime has compiled for good what it first compiled in haste

        List<(Round Floor, Round Page)> rounds = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            rounds.Add((await Load.RunAsync(page.Floor, page.IsRight, settings.Clients, time), await Load.RunAsync(page.Send, page.IsRight, settings.Clients, time)));
        }

        return new Measured(page.Name, Median(rounds.Select(r => r.Floor.PerSecond)), Median(rounds.Select(r => r.Page.PerSecond)), Median(rounds.Select(r => r.Page.P95)));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private async Task<string> EnsureAsync(int incidents)
    {
        var name = $"dar_benchmark_{incidents}";
        var connection = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name }.ToString();
        await using var server = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var exists = server.CreateCommand("select count(*) from pg_database where datname = $1");
        exists.Parameters.AddWithValue(name);
        if ((long)(await exists.ExecuteScalarAsync())! > 0)
        {
            await DarAsync(connection, "migrate"); // made for an earlier schema, perhaps
        }
        else
        {
            await using var create = server.CreateCommand($"create database {name}");
            await create.ExecuteNonQueryAsync();
            await DarAsync(connection, "migrate");
            await DarAsync(connection, "seed", "demo");
            await DarAsync(connection, "seed", "load", "--incidents", incidents.ToString(System.Globalization.CultureInfo.InvariantCulture), "--seed", "1");
        }

        return connection;
    }

    private async Task DarAsync(string connection, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(root, "src", "DomesticAbuseResponse.Cli", "bin", "Release", "net10.0", "dar.dll"), .. arguments]);
        foreach (var (key, value) in Environment(connection))
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dar {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>The profile both hosts share: nothing logged, no limit on how fast one client may ask, sign-ins of the demonstration.</summary>
    private static Dictionary<string, string> Environment(string connection) => new()
    {
        ["ConnectionStrings__Database"] = connection,
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["Shell__DemoMode"] = "true",
        ["Logging__LogLevel__Default"] = "Error",
        ["Hardening__RequestsPerMinutePerAddress"] = "100000000",
        ["Hardening__RequestsPerMinutePerPerson"] = "100000000",
        ["Hardening__OpenBoardsPerPerson"] = "0",
    };
}
