namespace DomesticAbuseResponse.LocalPostgres;

/// <summary>
/// A small process of its own that stops PostgreSQL once nobody holds the users' lock. It needs no word from us, so it
/// works when we are killed.
/// </summary>
internal static class Watchdog
{
    // Where locks between processes do not work (no flock program, or a file system without locks) it follows the
    // process that started it instead. A lock file that was replaced belongs to a newer cluster: then it only leaves.
    // A server that was still being started when its starter died may take a moment before it can be stopped.
    private const string _script =
        """
        trap '' HUP INT
        users=$1 starting=$2 data=$3 pg_ctl=$4 owner=$5
        shift 5
        stop() { "$@" "$pg_ctl" stop -D "$data" -m fast -w -t 30 || "$@" "$pg_ctl" stop -D "$data" -m immediate -w -t 30; }
        exec 9<"$users"
        flock -x 9 || while kill -0 "$owner"; do sleep 1; done
        if [ -e "$users" ] && [ -e /proc/self/fd/9 ] && ! [ "$users" -ef /proc/self/fd/9 ]; then exit; fi
        tries=0
        until stop "$@" || ! [ -e "$starting" ] || [ "$tries" -ge 50 ]; do tries=$((tries + 1)); sleep 0.1; done
        rm -f "$starting"
        """;

    // In a session of its own, so that neither Ctrl-C nor the end of the terminal reaches it.
    private const string _launch =
        """
        if command -v setsid >/dev/null; then set -- setsid "$@"; fi
        "$@" </dev/null >/dev/null 2>&1 &
        """;

    public static async Task StartAsync(ClusterLayout layout, PostgresBinaries binaries, ServerAccount account, CancellationToken ct)
    {
        var started = await ChildProcess.RunAsync(
            [
                "/bin/sh", "-c", _launch, "sh",
                "/bin/sh", "-c", _script, "dar-postgres-watchdog",
                layout.UsersLock, layout.Starting, layout.Data, binaries.PgCtl, $"{Environment.ProcessId}", .. account.Prefix,
            ],
            ct);
        if (!started.Succeeded)
        {
            throw new LocalPostgresException($"The process that would stop PostgreSQL after us cannot be started ({started.LastLine}).");
        }
    }
}
