using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Board;
using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Account;

namespace DomesticAbuseResponse.Web.Live;

/// <summary>
/// The boards that stand open in this instance. While there is one, it asks a few times a second what has changed, reads each changed call once, decides
/// for every reader by the one rule whether and how they see it, writes down what is shown anew, and sends it. Before anything goes out it asks whether
/// the readers' sessions still hold; whose does not gets nothing more.
/// </summary>
public sealed partial class LiveBoard(IServiceScopeFactory scopes, Sessions sessions, Account.StaffDirectory directory, TimeProvider clock, ILogger<LiveBoard> logger) : IDisposable
{
    /// <summary>Whole boards read at once: after a restart every window comes at the same moment, and others need the database too.</summary>
    private const int _readAtOnce = 8;

    private const int _ticksToSessions = 20;
    private const int _ticksToBeat = 60;

    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<OpenBoard, byte> _boards = new();
    private readonly SemaphoreSlim _reading = new(_readAtOnce);
    private readonly Lock _lock = new();
    private Task? _running;

    public int Count => _boards.Count;

    public int CountOf(Id<StaffMember> reader) => _boards.Keys.Count(b => b.Actor.StaffId == reader);

    /// <summary>Everything that happens to one board, from the whole of it on, until it is closed or its reader may no longer read.</summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync(OpenBoard board, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(board);
        _boards[board] = 0;
        try
        {
            Run(); // first, so that no change falls between the reading and the watching
            yield return await BeginAsync(board, ct);
            await foreach (var item in board.Out.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            _boards.TryRemove(board, out _);
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<SseItem<string>> BeginAsync(OpenBoard board, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var view = await scope.ServiceProvider.GetRequiredService<BoardList>().ReadAsync(board.Actor, board.Filter, 1, ct);
            var renderer = scope.ServiceProvider.GetRequiredService<BoardRowRenderer>();
            List<(BoardRow, string)> rows = [];
            foreach (var row in view.Rows)
            {
                rows.Add((row, await renderer.RenderAsync(row)));
            }

            return board.Begin(rows);
        }
        finally
        {
            _reading.Release();
        }
    }

    private void Run()
    {
        lock (_lock)
        {
            if (_running is null)
            {
                using var _ = ExecutionContext.SuppressFlow(); // it belongs to no request
                _running = Task.Run(RunAsync);
            }
        }
    }

    private async Task RunAsync()
    {
        var feed = new ChangeFeed();
        using var timer = new PeriodicTimer(_every, clock);
        for (var tick = 1; await timer.WaitForNextTickAsync(); tick++)
        {
            lock (_lock)
            {
                if (_boards.IsEmpty)
                {
                    _running = null;
                    return;
                }
            }

            try
            {
                await TickAsync(feed, tick, CancellationToken.None);
            }
            catch (Exception e)
            {
                Failed(e); // nothing went out that was not written down; every window comes again and is shown the whole board
                foreach (var board in _boards.Keys)
                {
                    board.Drop();
                }
            }
        }
    }

    private async Task TickAsync(ChangeFeed feed, int tick, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        var changed = await feed.NextAsync(db, clock.GetUtcNow(), ct);
        var due = _boards.Keys.Select(b => (Board: b, Calls: b.Due(changed))).Where(d => d.Calls.Count > 0).ToList();
        if (due.Count > 0 || tick % _ticksToSessions == 0)
        {
            await EndWhatHasEndedAsync(ct);
        }

        if (due.Count > 0)
        {
            await SendAsync(scope.ServiceProvider, [.. due.Where(d => _boards.ContainsKey(d.Board))], ct);
        }

        if (tick % _ticksToBeat == 0)
        {
            foreach (var board in _boards.Keys)
            {
                board.Beat();
            }
        }
    }

    private static async Task SendAsync(IServiceProvider scoped, IReadOnlyList<(OpenBoard Board, IReadOnlyCollection<Id<Incident>> Calls)> due, CancellationToken ct)
    {
        var read = (await scoped.GetRequiredService<BoardCalls>().ReadAsync([.. due.SelectMany(d => d.Calls).Distinct()], ct)).ToDictionary(c => c.Id);
        List<(OpenBoard Board, BoardRow Row)> rows = [];
        List<(OpenBoard Board, Id<Incident> Call, bool IsClosed)> gone = [];
        foreach (var (board, calls) in due)
        {
            foreach (var id in calls)
            {
                var call = read.GetValueOrDefault(id);
                if (call?.For(board.Actor, board.Filter) is not { } row)
                {
                    gone.Add((board, id, call is { IsOpen: false } && call.MayBeReadBy(board.Actor)));
                }
                else if (board.Wants(row))
                {
                    rows.Add((board, row));
                }
            }
        }

        // A call that comes to a board for the first time is a look; that it changes while it stands there is not another.
        var looks = rows.Where(r => !r.Board.HasShown(r.Row.Id)).GroupBy(r => r.Board).Select(g => (g.Key.Actor, (IReadOnlyCollection<Guid>)[.. g.Select(r => r.Row.Id.Value)])).ToList();
        await scoped.GetRequiredService<RecordDoor>().ShowListsAsync(BoardList.Name, looks, ct);

        // Most readers see the same of a call: it is written once for all of them.
        var renderer = scoped.GetRequiredService<BoardRowRenderer>();
        Dictionary<(Id<Incident>, string), string> written = [];
        foreach (var (board, row) in rows)
        {
            var key = (row.Id, row.Stamp);
            if (!written.TryGetValue(key, out var html))
            {
                written[key] = html = await renderer.RenderAsync(row);
            }

            board.Send(row, html);
        }

        gone.ForEach(g => g.Board.TakeAway(g.Call, g.IsClosed));
    }

    /// <summary>Asks for all readers at once whether they are still signed in and what they may do now.</summary>
    private async Task EndWhatHasEndedAsync(CancellationToken ct)
    {
        var boards = _boards.Keys.ToList();
        var hashes = boards.Select(b => b.Session).OfType<byte[]>().DistinctBy(Convert.ToHexString).ToArray();
        var live = hashes.Length == 0 ? new Dictionary<string, SignedInStaff>() : await sessions.LiveAsync(hashes, ct);
        var others = boards.Where(b => b.Session is null).Select(b => b.Actor.StaffId.Value).Distinct().ToArray();
        var staff = others.Length == 0 ? [] : (await directory.FindAsync(others, ct)).Where(s => s.DisabledAt is null).ToDictionary(s => s.Id);
        foreach (var board in boards)
        {
            var now = board.Session is { } hash ? live.GetValueOrDefault(Convert.ToHexString(hash)) : staff.GetValueOrDefault(board.Actor.StaffId);
            if (now is null || !now.Roles.ToHashSet().SetEquals(board.Actor.Roles))
            {
                _boards.TryRemove(board, out _);
                board.End();
            }
            else
            {
                board.Actor = new Actor(now.Id, now.AgencyId, board.Actor.Roles, now.Maracs.ToHashSet());
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Telling the open boards what has changed failed")]
    private partial void Failed(Exception exception);
}
