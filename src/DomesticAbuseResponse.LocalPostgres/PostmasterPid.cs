using System.Diagnostics;
using System.Globalization;

namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>What the file postmaster.pid in a data folder says, checked against the processes there really are.</summary>
internal static class PostmasterPid
{
    /// <summary>Larger than any process number.</summary>
    private const string _nobody = "2147483647";

    /// <summary>True while the server named there lives, be it starting, serving or shutting down.</summary>
    public static bool IsAlive(string data) => StateOf(data) is State.ThisServer;

    /// <summary>
    /// When the number now belongs to something else, as happens after a crash of the machine, puts one there that belongs
    /// to nobody. The rest of the file stays: PostgreSQL checks by it that no child of the old server is still writing.
    /// </summary>
    public static void ForgetIfForeign(string data)
    {
        if (StateOf(data) is State.SomethingElse)
        {
            var path = PathIn(data);
            File.WriteAllLines(path, [_nobody, .. File.ReadAllLines(path).Skip(1)]);
        }
    }

    private enum State
    {
        Nobody,
        ThisServer,
        SomethingElse,
    }

    private static string PathIn(string data) => Path.Combine(data, "postmaster.pid");

    private static State StateOf(string data)
    {
        try
        {
            var first = File.ReadLines(PathIn(data)).FirstOrDefault();
            if (!int.TryParse(first, CultureInfo.InvariantCulture, out var pid))
            {
                return State.Nobody;
            }

            if (!OperatingSystem.IsLinux())
            {
                return Process.GetProcesses().Any(p => p.Id == pid && p.ProcessName == "postgres") ? State.ThisServer : State.Nobody;
            }

            // The line of a process that ended, and whose parent has not looked yet, is empty.
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(data) ? State.ThisServer : State.SomethingElse;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return State.Nobody;
        }
    }
}
