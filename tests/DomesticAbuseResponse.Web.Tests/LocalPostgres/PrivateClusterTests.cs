using System.Diagnostics;
using System.Runtime.Versioning;
using DomesticAbuseResponse.LocalPostgres;
using Npgsql;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateClusterTests(PreparedCluster prepared) : IClassFixture<PreparedCluster>, IDisposable
{
    private readonly ClusterFolder _folder = prepared.Copy();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_serves_an_empty_database_and_stops_when_its_only_user_leaves()
    {
        Directory.Delete(_folder.Path, recursive: true);
        string connectionString;
        await using (var cluster = await StartAsync())
        {
            connectionString = cluster.ConnectionString;
            Assert.True(cluster.IsOwner);
            Assert.Equal("dar", await Sql.AskAsync(connectionString, "select current_database()"));
            Assert.Equal("", await Sql.AskAsync(connectionString, "show listen_addresses"));
        }

        Assert.False(await Sql.ServesAsync(connectionString));
        Assert.Empty(Servers());
    }

    [Fact]
    public async Task What_was_written_is_there_at_the_next_start()
    {
        await using (var first = await StartAsync())
        {
            await Sql.AskAsync(first.ConnectionString, "create table kept (word text); insert into kept values ('still here'); select 1");
        }

        await using var second = await StartAsync();
        Assert.Equal("still here", await Sql.AskAsync(second.ConnectionString, "select word from kept"));
    }

    [Fact]
    public async Task By_default_nothing_acknowledged_may_be_lost()
    {
        await using var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = _folder.Path }, Cancelled);

        Assert.Equal(
            "on,on,on",
            await Sql.AskAsync(cluster.ConnectionString, "select concat_ws(',', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'))"));
    }

    [Fact]
    public async Task A_second_process_joins_and_the_server_stays_until_both_have_left()
    {
        await using var owner = await StartAsync();
        using var guest = HoldingProcess.Start(_folder.Path);
        Assert.Equal(owner.ConnectionString, await guest.ConnectionStringAsync());

        await owner.DisposeAsync();
        Assert.True(await Sql.ServesAsync(owner.ConnectionString));

        await guest.AskToEndAsync();
        Assert.False(await Sql.ServesAsync(owner.ConnectionString));
    }

    [Fact]
    public async Task A_guest_that_leaves_does_not_take_the_server_along()
    {
        await using var owner = await StartAsync();
        var guest = await StartAsync();
        Assert.False(guest.IsOwner);

        await guest.DisposeAsync();

        Assert.True(await Sql.ServesAsync(owner.ConnectionString));
    }

    [Fact]
    public async Task A_user_that_keeps_no_reference_keeps_the_server_all_the_same()
    {
        var connectionString = await StartAndForgetAsync();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        await Task.Delay(TimeSpan.FromMilliseconds(500), Cancelled);

        Assert.True(await Sql.ServesAsync(connectionString));
        await Process.Start("sh", ["-c", $"kill -INT {Assert.Single(Servers())}"]).WaitForExitAsync(Cancelled);
        await UntilAsync(() => Servers().Length == 0, "the server did not stop");

        async Task<string> StartAndForgetAsync() => (await StartAsync()).ConnectionString;
    }

    [Fact]
    public async Task Killing_the_only_user_stops_the_server()
    {
        using var owner = HoldingProcess.Start(_folder.Path);
        var connectionString = (await owner.ConnectionStringAsync())!;
        Assert.True(await Sql.ServesAsync(connectionString));

        await owner.KillAsync();

        await UntilAsync(() => Servers().Length == 0, "the server outlived its killed user");
        Assert.False(await Sql.ServesAsync(connectionString));
    }

    [Fact]
    public async Task Four_processes_that_start_at_once_share_one_server()
    {
        Directory.Delete(_folder.Path, recursive: true);
        var processes = Enumerable.Range(0, 4).Select(_ => HoldingProcess.Start(_folder.Path)).ToList();
        try
        {
            var connectionStrings = await Task.WhenAll(processes.Select(p => p.ConnectionStringAsync()));

            Assert.Single(connectionStrings.Distinct(), s => s is not null);
            Assert.Single(Servers());
        }
        finally
        {
            processes.ForEach(p => p.Dispose());
        }

        await UntilAsync(() => Servers().Length == 0, "the server outlived its killed users");
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_again()
    {
        await using var first = await StartAsync();
        var server = Assert.Single(Servers());
        Process.GetProcessById(server).Kill();
        await UntilAsync(() => Servers().Length == 0, "the server did not die");

        await using var second = await StartAsync();

        Assert.True(second.IsOwner);
        Assert.True(await Sql.ServesAsync(second.ConnectionString));
    }

    [Fact]
    public async Task A_process_number_left_over_from_a_crash_that_is_another_programs_now_is_ignored()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "data", "postmaster.pid"), $"{Environment.ProcessId}\n{_folder.Path}/data\n", Cancelled);

        await using var cluster = await StartAsync();
        Assert.True(await Sql.ServesAsync(cluster.ConnectionString));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gets_its_socket_elsewhere_open_to_nobody_else()
    {
        using var folder = new ClusterFolder(Path.Combine(_folder.Path, new string('x', 100), "with spaces, a comma and a 'quote'"));
        await using var cluster = await PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = folder.Path, Durable = false }, Cancelled);

        var socketFolder = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Host!;
        Assert.DoesNotContain("xxx", socketFolder, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socketFolder));
        Assert.True(await Sql.ServesAsync(cluster.ConnectionString));
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_is_named_together_with_the_cure()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "data", "PG_VERSION"), "14\n", Cancelled);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(StartAsync);
        Assert.Contains("made by PostgreSQL 14", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("install it, or remove that folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PostgreSQL_one_line_says_so_and_the_exit_code_is_not_0()
    {
        using var process = HoldingProcess.Start(_folder.Path, new Dictionary<string, string> { ["DAR_POSTGRES_BIN"] = "/nowhere" });

        var (exitCode, errors) = await process.EndAsync();

        Assert.Equal(1, exitCode);
        var line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("DAR_POSTGRES_BIN names /nowhere", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_refused()
    {
        var target = Directory.CreateDirectory(Path.Combine(_folder.Path, "target"));
        var link = Path.Combine(_folder.Path, "link");
        File.CreateSymbolicLink(link, target.FullName);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(
            () => PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = link }, Cancelled));

        Assert.Contains("is a link", refusal.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.True(waited < 300, otherwise);
            await Task.Delay(50, Cancelled);
        }
    }

    private Task<PrivateCluster> StartAsync() =>
        PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = _folder.Path, Durable = false }, Cancelled);

    /// <summary>The numbers of the server processes that run on this test's data.</summary>
    private int[] Servers() =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Select(n => int.TryParse(n, out var pid) ? pid : 0)
            .Where(pid => pid != 0 && CommandLineOf(pid) is [var program, "-D", var data, ..]
                && program.EndsWith("/postgres", StringComparison.Ordinal) && data == Path.Combine(_folder.Path, "data"))];

    private static string[] CommandLineOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
