using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>Makes, starts and stops the server of one cluster. The caller holds the start lock.</summary>
internal sealed class ServerProcess
{
    private readonly ServerAccount _account;
    private readonly PrivateClusterOptions _options;
    private readonly PostgresBinaries _binaries;

    private ServerProcess(ClusterLayout layout, ServerAccount account, PrivateClusterOptions options, PostgresBinaries binaries)
    {
        Layout = layout;
        _account = account;
        _options = options;
        _binaries = binaries;
    }

    public ClusterLayout Layout { get; }

    public static async Task<ServerProcess> ForAsync(
        ClusterLayout layout, ServerAccount account, PrivateClusterOptions options, CancellationToken ct)
    {
        var versionFile = Path.Combine(layout.Data, "PG_VERSION");
        int? madeBy = File.Exists(versionFile) ? int.Parse(await File.ReadAllTextAsync(versionFile, ct), CultureInfo.InvariantCulture) : null;
        return new ServerProcess(layout, account, options, await PostgresBinaries.FindAsync(account, madeBy, layout.Data, ct));
    }

    /// <summary>True when it had to be started, false when it ran already.</summary>
    [UnsupportedOSPlatform("windows")]
    public async Task<bool> EnsureRunningAsync(CancellationToken ct)
    {
        var fresh = Layout.IsElsewhere && !File.Exists(Layout.Signpost);
        if (!fresh && await IsListeningAsync())
        {
            return false;
        }

        if (Layout.IsElsewhere)
        {
            await PrepareElsewhereAsync(fresh, ct);
        }

        if (!Directory.Exists(Layout.Data))
        {
            await MakeAsync(ct);
        }

        await StopAsync();
        PostmasterPid.ForgetIfForeign(Layout.Data);
        await ClearSocketAsync(ct);
        ServerSettings.Write(Layout.Data, Layout, _account, _options);
        await File.WriteAllTextAsync(Layout.Starting, "", ct);
        try
        {
            await Watchdog.StartAsync(Layout, _binaries, _account, ct);
            await LaunchAsync(ct);
        }
        finally
        {
            File.Delete(Layout.Starting);
        }

        return true;
    }

    /// <summary>Returns when the server has ended; does nothing when there is none.</summary>
    public async Task StopAsync()
    {
        if (!PostmasterPid.IsAlive(Layout.Data))
        {
            return;
        }

        foreach (var mode in new[] { "fast", "immediate" })
        {
            var stopped = await _account.RunAsync(
                [_binaries.PgCtl, "stop", "-D", Layout.Data, "-m", mode, "-w", "-t", "30"], CancellationToken.None);
            if (stopped.Succeeded)
            {
                return;
            }
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        if (!File.Exists(Layout.Socket))
        {
            return false;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Layout.Socket));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private async Task PrepareElsewhereAsync(bool fresh, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Layout.Home)!);
        await _account.CreateFolderAsync(Layout.Home, ct);
        if (fresh && Directory.Exists(Layout.Data))
        {
            await StopAsync();
            Directory.Delete(Layout.Data, recursive: true);
        }

        await File.WriteAllTextAsync(Layout.Signpost, Layout.Home + "\n", ct);
    }

    [UnsupportedOSPlatform("windows")]
    private async Task ClearSocketAsync(CancellationToken ct)
    {
        await _account.CreateFolderAsync(Layout.SocketFolder, ct);
        foreach (var leftover in Directory.EnumerateFiles(Layout.SocketFolder))
        {
            File.Delete(leftover);
        }
    }

    /// <summary>Made beside its place and moved there whole, so that an interrupted start leaves nothing half-made.</summary>
    [UnsupportedOSPlatform("windows")]
    private async Task MakeAsync(CancellationToken ct)
    {
        foreach (var leftover in Directory.GetDirectories(Layout.Home, ClusterLayout.UnfinishedPrefix + "*"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        await _account.CreateFolderAsync(Layout.Unfinished, ct);
        string[] locale = OperatingSystem.IsMacOS() ? ["--lc-collate=C", "--lc-ctype=UTF-8"] : ["--locale=C.UTF-8"];
        var made = await _account.RunAsync(
            [
                _binaries.Initdb, "-D", Layout.Unfinished, "-U", ServerSettings.Superuser, "-A", "peer", "-E", "UTF8",
                .. locale, .. _options.Durable ? Array.Empty<string>() : ["--no-sync"],
            ],
            ct);
        if (!made.Succeeded)
        {
            throw new LocalPostgresException($"initdb cannot make {Layout.Data} ({made.LastLine}): name another folder in DAR_POSTGRES_DATA.");
        }

        if (_options.Database != "postgres")
        {
            var created = await _account.RunAsync(
                [_binaries.Postgres, "--single", "-D", Layout.Unfinished, "-c", "exit_on_error=on", "postgres"],
                ct,
                $"create database \"{_options.Database}\"\n");
            if (!created.Succeeded)
            {
                throw new LocalPostgresException($"The database {_options.Database} cannot be created: {created.LastLine}");
            }
        }

        Directory.Move(Layout.Unfinished, Layout.Data);
    }

    private async Task LaunchAsync(CancellationToken ct)
    {
        string[] start = [_binaries.PgCtl, "start", "-D", Layout.Data, "-l", Layout.Log, "-w", "-t", "60", "-s"];
        if (File.Exists(Layout.Log))
        {
            File.Move(Layout.Log, Layout.Log + ".previous", overwrite: true);
        }

        // Right after a server was killed its last children may still hold on to its memory: they go within moments.
        for (var attempt = 1; !(await _account.RunAsync(start, ct)).Succeeded; attempt++)
        {
            if (attempt == 5)
            {
                throw new LocalPostgresException(
                    $"PostgreSQL does not start: {await LastWordAsync(ct)} (all of it in {Layout.Log})");
            }

            await Task.Delay(300, ct);
        }
    }

    private async Task<string> LastWordAsync(CancellationToken ct)
    {
        var lines = File.Exists(Layout.Log) ? await File.ReadAllLinesAsync(Layout.Log, ct) : [];
        return lines.LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
    }
}
