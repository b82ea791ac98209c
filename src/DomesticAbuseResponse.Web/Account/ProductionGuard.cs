using System.Security.Cryptography;
using DomesticAbuseResponse.Application.Search;
using DomesticAbuseResponse.Web.Account.Storage;
using Npgsql;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// Refuses to start outside Development with what would be safe only there. Each fault is one line that says what is missing
/// and how to give it.
/// </summary>
public static class ProductionGuard
{
    public const string ConnectionStringKey = "ConnectionStrings:Database";

    /// <summary>The faults that the settings alone show.</summary>
    public static IReadOnlyList<string> FaultsOf(IConfiguration configuration)
    {
        List<string> faults = [];

        if (string.IsNullOrWhiteSpace(configuration[ConnectionStringKey]))
        {
            faults.Add("No database: set ConnectionStrings__Database to the connection string of your PostgreSQL server.");
        }
        else if (WayFault(configuration[ConnectionStringKey]!) is { } wayFault)
        {
            faults.Add(wayFault);
        }

        if (configuration.GetValue<bool>("Shell:DemoMode"))
        {
            faults.Add("Demonstration mode is on: remove Shell__DemoMode, which shows sign-in codes to anyone.");
        }

        if (!Uri.TryCreate(configuration["SignIn:PublicUrl"], UriKind.Absolute, out var url))
        {
            faults.Add("No public address: set SignIn__PublicUrl to the https address people type, for example https://dar.example.police.uk.");
        }
        else if (url.Scheme != Uri.UriSchemeHttps)
        {
            faults.Add($"Cookies would travel in the clear: SignIn__PublicUrl is {url.Scheme}; give the https address people type.");
        }

        faults.AddRange(PlainListeners(configuration).Select(address =>
            $"Plain HTTP is open to the network at {address}: listen on https, or on 127.0.0.1 behind a proxy that ends TLS."));

        if (configuration["AllowedHosts"] is null or "" or "*" || configuration["AllowedHosts"]!.Contains('*', StringComparison.Ordinal))
        {
            faults.Add("Any host name is accepted: set AllowedHosts to the exact host name of the public address.");
        }

        if (configuration.GetValue<int?>("SignIn:PasswordIterations") < SignInSettings.FewestIterations)
        {
            faults.Add($"Passwords would be hashed too lightly: remove SignIn__PasswordIterations, or set {SignInSettings.FewestIterations} or more.");
        }

        if (SearchHashKey.Parse(configuration[SearchHashKey.Setting]) is null)
        {
            faults.Add($"No key for what is searched for: set Search__HashKey to {SearchHashKey.FewestBytes} random bytes in Base64 (openssl rand -base64 {SearchHashKey.FewestBytes}), and keep it: without it nobody can ask who searched.");
        }

        if (KeyFault(configuration) is { } keyFault)
        {
            faults.Add(keyFault);
        }

        return faults;
    }

    /// <summary>The faults that only the database can show: it cannot be reached, or holds people whose sign-in is public.</summary>
    public static async Task<IReadOnlyList<string>> FaultsOfAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        try
        {
            var demo = await database.FirstAsync("select user_name from identity.users where is_demo limit 1", row => row.GetString(0), ct);
            return demo is null ? []
                : ["The database holds demonstration data, whose passwords are public: use a database that `dar seed demo` has never filled."];
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return ["The database has no tables yet: run `dar migrate` first."];
        }
        catch (NpgsqlException)
        {
            return ["The database cannot be reached: check ConnectionStrings__Database, and that the server runs and lets this host in."];
        }
    }

    /// <summary>Tells whoever starts the host what is wrong; true when nothing is.</summary>
    public static bool Allows(IEnumerable<string> faults)
    {
        var lines = faults.ToList();
        lines.ForEach(line => Console.Error.WriteLine($"Refusing to start. {line}"));
        return lines.Count == 0;
    }

    /// <summary>What travels to another machine is encrypted and the server proves who it is; a socket of this machine needs neither.</summary>
    private static string? WayFault(string connectionString)
    {
        try
        {
            var way = new NpgsqlConnectionStringBuilder(connectionString);
            var hosts = (way.Host ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return way.SslMode is SslMode.VerifyFull || (hosts.Length > 0 && hosts.All(StaysHere))
                ? null
                : "Records would travel to the database in the clear, or to whoever answers in its name: add SSL Mode=VerifyFull to ConnectionStrings__Database, with Root Certificate=FILE where the authority is your own.";
        }
        catch (ArgumentException)
        {
            return "ConnectionStrings__Database cannot be read: write it as Host=…;Database=…;Username=…;Password=…;SSL Mode=VerifyFull.";
        }
    }

    private static bool StaysHere(string host) => host.StartsWith('/') || host.Split(':')[0] is "localhost" or "127.0.0.1" || host is "::1" or "[::1]";

    private static string? KeyFault(IConfiguration configuration)
    {
        var keys = configuration.GetSection(KeySettings.Section).Get<KeySettings>() ?? new KeySettings();
        try
        {
            return keys.Certificate() is { } certificate
                ? certificate.HasPrivateKey ? null : $"The certificate {keys.CertificateFile} has no private key: export it with one."
                : "No certificate for the encryption keys: set DataProtection__CertificateFile to a PKCS #12 file and "
                    + "DataProtection__CertificatePasswordFile to the file with its password.";
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"The certificate {keys.CertificateFile} cannot be read: check the file, its permissions and its password file.";
        }
    }

    private static IEnumerable<string> PlainListeners(IConfiguration configuration) =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? ""))
        .Concat((configuration["http_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"http://*:{port}"))
        .Where(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !IsLoopback(address));

    private static bool IsLoopback(string address) =>
        address.StartsWith("http://127.0.0.1", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http://localhost", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http://[::1]", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http://unix:", StringComparison.OrdinalIgnoreCase);
}
