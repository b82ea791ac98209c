using System.Collections.Concurrent;
using System.Net.Sockets;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// A PostgreSQL of our own, reachable through a socket by this user alone. Whoever comes first starts it, others join,
/// and it stops with the last of them, whether that one disposes, exits or is killed.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    // Keeps a cluster that its user never disposes from being collected, and the server from stopping under that user.
    private static readonly ConcurrentDictionary<PrivateCluster, bool> _held = new();

    private readonly ServerProcess _server;
    private readonly FileStream _lease;
    private PrivateCluster(ServerProcess server, FileStream lease, bool isOwner, PrivateClusterOptions options)
    {
        _server = server;
        _lease = lease;
        IsOwner = isOwner;
        _held[this] = true;
        ConnectionString =
            $"Host={server.Layout.SocketFolder};Port={ClusterLayout.Port};Database={options.Database};Username={ServerSettings.Superuser}";
    }

    /// <summary>For Npgsql. Holds no secret: the operating system vouches for the caller.</summary>
    public string ConnectionString { get; }

    /// <summary>True for the one that started the server, false for those that joined it.</summary>
    public bool IsOwner { get; }

    public string LogFile => _server.Layout.Log;

    /// <summary>Starts the cluster of the folder, making it first if need be, or joins it when it runs already.</summary>
    /// <exception cref="LocalPostgresException">It cannot be had; the message says in one line how to mend that.</exception>
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions? options = null, CancellationToken ct = default)
    {
        options ??= new PrivateClusterOptions();
        if (OperatingSystem.IsWindows())
        {
            throw new LocalPostgresException(
                "A private PostgreSQL runs on Linux and macOS only: set ConnectionStrings__Database to a server of yours, or use WSL.");
        }

        var folder = FolderOf(options);
        var account = await ServerAccount.ChooseAsync(ct);
        await OwnFolder.CreateAsync(folder, enterable: !account.IsOurOwn, ct);
        var layout = await ClusterLayout.ChooseAsync(folder, account, ct);

        await using var starting = await FileLock.ExclusiveAsync(layout.StartLock, ct);
        var lease = await FileLock.SharedAsync(layout.UsersLock, ct);
        try
        {
            var server = await ServerProcess.ForAsync(layout, account, options, ct);
            var started = await server.EnsureRunningAsync(ct);
            return new PrivateCluster(server, lease, started, options);
        }
        catch (Exception e)
        {
            await lease.DisposeAsync();
            if (e is IOException or UnauthorizedAccessException or SocketException)
            {
                throw new LocalPostgresException($"PostgreSQL cannot be started in {folder}: {e.Message.Trim()}", e);
            }

            throw;
        }
    }

    /// <summary>Leaves the cluster; the last to leave stops it and returns when it has stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_held.TryRemove(this, out _))
        {
            return;
        }

        await _lease.DisposeAsync();
        while (Directory.Exists(_server.Layout.Folder))
        {
            if (FileLock.TryExclusive(_server.Layout.UsersLock) is { } last)
            {
                await using (last)
                {
                    await _server.StopAsync();
                }

                return;
            }

            if (FileLock.TryShared(_server.Layout.UsersLock) is { } others)
            {
                await others.DisposeAsync();
                return;
            }

            // Neither lock is to be had: the watchdog was quicker and is stopping the server.
            await Task.Delay(20);
        }
    }

    private static string FolderOf(PrivateClusterOptions options)
    {
        var named = options.Folder ?? Environment.GetEnvironmentVariable("DAR_POSTGRES_DATA");
        if (!string.IsNullOrEmpty(named))
        {
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        }

        return RepositoryRoot.Find() is { } root
            ? Path.Combine(root, ".local", "postgres")
            : throw new LocalPostgresException(
                "This program is not in its repository: set ConnectionStrings__Database, or name a folder for a private PostgreSQL in DAR_POSTGRES_DATA.");
    }
}
