namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// A small process of its own that stops PostgreSQL once nobody holds the users' lock. It needs no word from us, so it
/// works when we are killed.
/// </summary>
internal static class Watchdog
{
    // Where locks between processes do not work (no flock program, or a file system without locks) it follows the
    // process that started it instead. A lock file that was replaced belongs to a newer cluster: then it only leaves.
    private const string _script =
        """
        trap '' HUP INT
        users=$1 data=$2 pg_ctl=$3 owner=$4
        shift 4
        exec 9<"$users"
        flock -x 9 || while kill -0 "$owner"; do sleep 1; done
        if [ -e "$users" ] && [ -e /proc/self/fd/9 ] && ! [ "$users" -ef /proc/self/fd/9 ]; then exit; fi
        "$@" "$pg_ctl" stop -D "$data" -m fast -w -t 30 || "$@" "$pg_ctl" stop -D "$data" -m immediate -w -t 30
        """;

    // In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it.
    private const string _launch =
        """
        if command -v setsid >/dev/null; then set -- setsid "$@"; fi
        "$@" </dev/null >/dev/null 2>&1 &
        """;

    public static async Task StartAsync(string usersLock, string data, PostgresBinaries binaries, ServerAccount account, CancellationToken ct)
    {
        var started = await ChildProcess.RunAsync(
            [
                "/bin/sh", "-c", _launch, "sh",
                "/bin/sh", "-c", _script, "dar-postgres-watchdog", usersLock, data, binaries.PgCtl, $"{Environment.ProcessId}", .. account.Prefix,
            ],
            ct);
        if (!started.Succeeded)
        {
            throw new LocalPostgresException($"The process that would stop PostgreSQL after us cannot be started ({started.LastLine}).");
        }
    }
}
