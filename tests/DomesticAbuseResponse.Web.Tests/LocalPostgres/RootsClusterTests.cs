using System.Diagnostics;
using System.Runtime.Versioning;
using DomesticAbuseResponse.LocalPostgres;

namespace DomesticAbuseResponse.Web.Tests.LocalPostgres;

/// <summary>PostgreSQL refuses root. These run where the tests themselves run as root, as in most build containers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RootsClusterTests
{
    [Fact]
    public async Task As_root_the_server_runs_under_another_account()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "not root");
        using var folder = new ClusterFolder();

        await using var cluster = await StartAsync(folder.Path);

        Assert.Equal(
            "false",
            await Sql.AskAsync(cluster.ConnectionString, "select (pg_read_file('/proc/self/status') ~ 'Uid:\\s+0\\s')::text"));
    }

    [Fact]
    public async Task In_a_folder_only_root_may_enter_the_data_lies_elsewhere_and_a_signpost_says_where()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "not root");
        using var home = new ClusterFolder();
        Directory.CreateDirectory(home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var folder = Path.Combine(home.Path, ".local", "postgres");

        string elsewhere;
        await using (var first = await StartAsync(folder))
        {
            elsewhere = (await File.ReadAllTextAsync(Path.Combine(folder, "data-is-in"), TestContext.Current.CancellationToken)).Trim();
            await Sql.AskAsync(first.ConnectionString, "create table old_world (n int); select 1");
        }

        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
        Assert.True(Directory.Exists(Path.Combine(elsewhere, "data")));

        // Removing the folder is the way to start afresh, wherever the data is.
        Directory.Delete(folder, recursive: true);
        await using (var second = await StartAsync(folder))
        {
            Assert.Equal("", await Sql.AskAsync(second.ConnectionString, "select to_regclass('old_world')::text"));
        }

        Directory.Delete(elsewhere, recursive: true);
    }

    [Fact]
    public async Task Another_user_of_the_machine_cannot_get_in_even_through_an_open_socket_folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "not root");
        using var folder = new ClusterFolder();
        await using var cluster = await StartAsync(folder.Path);
        var socketFolder = Path.Combine(folder.Path, "socket");
        File.SetUnixFileMode(socketFolder, (UnixFileMode)0b111_111_111);

        using var stranger = Process.Start(new ProcessStartInfo(
            "setpriv",
            ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "perl", "-MIO::Socket::UNIX", "-e", _greet, Path.Combine(socketFolder, ".s.PGSQL.5432")])
        {
            RedirectStandardOutput = true,
        })!;
        var answer = await stranger.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("E", answer, StringComparison.Ordinal);
        Assert.Contains("Peer authentication failed", answer, StringComparison.Ordinal);
    }

    // The opening message of the protocol, asking to be the superuser, and what the server answers.
    private const string _greet =
        """
        my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "cannot connect: $!";
        my $body = pack("N", 196608) . "user\0postgres\0database\0postgres\0\0";
        syswrite($s, pack("N", 4 + length $body) . $body);
        sysread($s, my $answer, 4096);
        print $answer;
        """;

    private static Task<PrivateCluster> StartAsync(string folder) =>
        PrivateCluster.StartAsync(new PrivateClusterOptions { Folder = folder, Durable = false }, TestContext.Current.CancellationToken);
}
