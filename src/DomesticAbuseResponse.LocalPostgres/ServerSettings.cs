using System.Runtime.Versioning;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// The server's configuration, written anew at each start. No network at all; through the socket the operating system
/// vouches for who is calling (peer), so no other user of the machine gets in and no password has to be kept.
/// </summary>
internal static class ServerSettings
{
    public const string Superuser = "postgres";

    private const UnixFileMode _readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    [UnsupportedOSPlatform("windows")]
    public static void Write(string data, ClusterLayout layout, ServerAccount account, PrivateClusterOptions options)
    {
        var owners = new[] { Environment.UserName, account.Name }.OfType<string>().Distinct();
        WriteFile(data, "pg_hba.conf", "local all all peer map=owner\n");
        WriteFile(data, "pg_ident.conf", string.Concat(owners.Select(o => $"owner \"{o}\" {Superuser}\n")));
        WriteFile(
            data,
            "postgresql.conf",
            $"""
            listen_addresses = ''
            port = {ClusterLayout.Port}
            unix_socket_directories = '{Quoted(layout.SocketFolder)}'
            max_connections = {options.MaxConnections}
            shared_buffers = 256MB
            random_page_cost = 1.1
            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, dmy'
            default_text_search_config = 'pg_catalog.english'
            {(options.Durable ? _durable : _fast)}

            """);
    }

    private const string _durable =
        """
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        """;

    // Autovacuum would now and then sit in the template database and hold up its copying.
    private const string _fast =
        """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 256MB
        autovacuum = off
        max_parallel_workers_per_gather = 0
        """;

    // The list separates folders by commas, unless a name stands in double quotes.
    private static string Quoted(string folder) => $"\"{folder.Replace("\"", "\"\"", StringComparison.Ordinal)}\"".Replace("'", "''", StringComparison.Ordinal);

    [UnsupportedOSPlatform("windows")]
    private static void WriteFile(string data, string name, string text)
    {
        var path = Path.Combine(data, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, _readable);
    }
}
