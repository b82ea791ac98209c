using System.Runtime.Versioning;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>Folders which nobody else on the machine can have prepared for us, even under a shared place like /tmp.</summary>
[UnsupportedOSPlatform("windows")]
internal static class OwnFolder
{
    private const UnixFileMode _private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode _enterable = _private
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder, or takes it over when it is ours already; others may look in only if <paramref name="enterable"/>.</summary>
    public static async Task CreateAsync(string folder, bool enterable, CancellationToken ct)
    {
        try
        {
            var mode = enterable ? _enterable : _private;
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder, mode);
            var ours = await ChildProcess.RunAsync(["/bin/sh", "-c", "[ ! -L \"$1\" ] && [ -O \"$1\" ]", "sh", folder], ct);
            if (!ours.Succeeded)
            {
                throw new LocalPostgresException($"{folder} belongs to another user or is a link: run as its owner, or remove it to start afresh.");
            }

            File.SetUnixFileMode(folder, mode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalPostgresException($"{folder} cannot be made ({e.Message.Trim()}): name a folder you may write to in DAR_POSTGRES_DATA.", e);
        }
    }
}
