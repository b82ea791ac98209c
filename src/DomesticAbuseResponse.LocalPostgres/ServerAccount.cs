using System.Runtime.Versioning;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// The account PostgreSQL runs under: our own, or, since PostgreSQL refuses root, an unprivileged one when we are root.
/// </summary>
internal sealed record ServerAccount(string? Name, IReadOnlyList<string> Prefix)
{
    private const string _packaged = "postgres";
    private const string _created = "dar-postgres";

    public bool IsOurOwn => Name is null;

    public static async Task<ServerAccount> ChooseAsync(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(null, []);
        }

        if (ChildProcess.Find("setpriv") is not { } setpriv)
        {
            throw new LocalPostgresException(
                "PostgreSQL refuses to run as root and setpriv is not here to leave root: run as an ordinary user, or install util-linux.");
        }

        var name = await ExistsAsync(_packaged, ct) ? _packaged : _created;
        if (name == _created && !await ExistsAsync(name, ct))
        {
            await CreateAsync(ct);
        }

        return new ServerAccount(name, [setpriv, $"--reuid={name}", $"--regid={name}", "--clear-groups", "--no-new-privs", "--"]);
    }

    public Task<Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken ct, string input = "") =>
        ChildProcess.RunAsync([.. Prefix, .. command], ct, input);

    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct) =>
        IsOurOwn || (await RunAsync(["/bin/sh", "-c", "cd \"$1\"", "sh", folder], ct)).Succeeded;

    public async Task<bool> CanExecuteAsync(string program, CancellationToken ct) =>
        (await RunAsync(["/bin/sh", "-c", "[ -x \"$1\" ]", "sh", program], ct)).Succeeded;

    /// <summary>Makes a folder only this account may read (root may read everything).</summary>
    [UnsupportedOSPlatform("windows")]
    public async Task CreateFolderAsync(string folder, CancellationToken ct)
    {
        if (IsOurOwn)
        {
            await OwnFolder.CreateAsync(folder, enterable: false, ct);
            return;
        }

        var made = await ChildProcess.RunAsync(["install", "-d", "-o", Name!, "-g", Name!, "-m", "700", folder], ct);
        if (!made.Succeeded)
        {
            throw new LocalPostgresException($"{folder} cannot be made for the account {Name} ({made.LastLine}): check the disk and its permissions.");
        }
    }

    private static async Task<bool> ExistsAsync(string name, CancellationToken ct) =>
        (await ChildProcess.RunAsync(["id", "-u", name], ct)).Succeeded;

    private static async Task CreateAsync(CancellationToken ct)
    {
        if (ChildProcess.Find("useradd") is not { } useradd)
        {
            throw new LocalPostgresException($"PostgreSQL refuses to run as root: create an account named {_packaged}, or run as an ordinary user.");
        }

        var made = await ChildProcess.RunAsync(
            [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", _created], ct);
        if (!made.Succeeded)
        {
            throw new LocalPostgresException($"The account {_created} for PostgreSQL cannot be created ({made.LastLine}): run as an ordinary user.");
        }
    }
}
