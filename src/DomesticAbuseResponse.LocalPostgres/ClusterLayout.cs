using System.Security.Cryptography;
using System.Text;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// Where the parts of a cluster lie. Locks are always in the folder asked for; data and socket lie there too when the
/// server's account can enter it and the socket's name stays short enough for the system.
/// </summary>
internal sealed record ClusterLayout(string Folder, string Home, string SocketFolder)
{
    /// <summary>The system allows 107 bytes on Linux and 103 on macOS.</summary>
    private const int _longestSocketName = 100;

    private const string _elsewhere = "/var/lib/domestic-abuse-response";

    public const int Port = 5432;

    public const string UnfinishedPrefix = "data.unfinished-";

    public string Data => Path.Combine(Home, "data");

    /// <summary>A name per process: the initdb of a starter that was killed may live on for a moment.</summary>
    public string Unfinished => Path.Combine(Home, $"{UnfinishedPrefix}{Environment.ProcessId}");

    public string Log => Path.Combine(Data, "postgres.log");

    public string Socket => SocketIn(SocketFolder);

    public string StartLock => Path.Combine(Folder, "start.lock");

    public string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>There while a server is being started.</summary>
    public string Starting => Path.Combine(Folder, "starting");

    /// <summary>Says where the data is when it is not beside it; without it the data there is left over from another clone.</summary>
    public string Signpost => Path.Combine(Folder, "data-is-in");

    public bool IsElsewhere => Home != Folder;

    public static async Task<ClusterLayout> ChooseAsync(string folder, ServerAccount account, CancellationToken ct)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}:{folder}")))[..12];
        var home = await account.CanEnterAsync(folder, ct) ? folder : Path.Combine(_elsewhere, key);
        return new ClusterLayout(folder, home, SocketFolderFor(home, key, account));
    }

    private static string SocketFolderFor(string home, string key, ServerAccount account)
    {
        string?[] places = account.IsOurOwn ? [Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), "/tmp"] : ["/run"];
        return places.Where(Directory.Exists).Select(place => Path.Combine(place!, $"dar-postgres-{key}"))
            .Prepend(Path.Combine(home, "socket"))
            .FirstOrDefault(f => Encoding.UTF8.GetByteCount(SocketIn(f)) <= _longestSocketName)
            ?? throw new LocalPostgresException($"{home} is too long a path for a socket: name a shorter folder in DAR_POSTGRES_DATA.");
    }

    private static string SocketIn(string folder) => Path.Combine(folder, $".s.PGSQL.{Port}");
}
