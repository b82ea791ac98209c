using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using DomesticAbuseResponse.Application.Board;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;

namespace DomesticAbuseResponse.Web.Live;

/// <summary>One board that stands open in somebody's window: who they are, what it shows, and what goes to it next.</summary>
/// <param name="openedAt">What is reported from then on comes to the board, however many graver calls stand before it.</param>
/// <param name="session">The hash of the session it belongs to; null where sessions are not what somebody signs in with.</param>
public sealed class OpenBoard(Actor actor, byte[]? session, BoardFilter filter, DateTimeOffset openedAt)
{
    /// <summary>A window that takes nothing for so many events is behind: it comes again and is shown the whole board.</summary>
    private const int _waiting = 500;

    /// <summary>A call is reported before it is logged.</summary>
    private static readonly TimeSpan _logging = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly Channel<SseItem<string>> _out = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(_waiting) { SingleReader = true });
    private readonly Dictionary<Id<Incident>, (string Order, string Stamp)> _shown = [];
    private readonly HashSet<Id<Incident>> _missed = [];
    private readonly Lock _lock = new();
    private bool _begun;

    /// <summary>Its reader, with the roles they hold at this moment.</summary>
    public Actor Actor { get; set; } = actor;

    public byte[]? Session => session;

    public BoardFilter Filter => filter;

    public ChannelReader<SseItem<string>> Out => _out.Reader;

    /// <summary>The whole board, as it was just read and written down.</summary>
    public SseItem<string> Begin(IReadOnlyList<(BoardRow Row, string Html)> rows)
    {
        lock (_lock)
        {
            _shown.Clear();
            foreach (var (row, _) in rows)
            {
                _shown[row.Id] = (row.Order, row.Stamp);
            }

            _begun = true;
        }

        return Item("board", new { rows = rows.Select(r => Shown(r.Row, r.Html)) });
    }

    /// <summary>Which calls this board has to be told about, of those that changed; those that changed while it was being read for the first time come with the next.</summary>
    public IReadOnlyCollection<Id<Incident>> Due(IReadOnlyCollection<Id<Incident>> changed)
    {
        lock (_lock)
        {
            if (!_begun)
            {
                _missed.UnionWith(changed);
                return [];
            }

            if (_missed.Count == 0)
            {
                return changed;
            }

            HashSet<Id<Incident>> due = [.. _missed, .. changed];
            _missed.Clear();
            return due;
        }
    }

    /// <summary>True when the row says something that this board does not show yet, and is new or stands high enough to be on it.</summary>
    public bool Wants(BoardRow row) => _shown.TryGetValue(row.Id, out var known)
        ? known.Stamp != row.Stamp
        : row.ReportedAt >= openedAt - _logging || _shown.Count < BoardList.PageSize || string.CompareOrdinal(row.Order, _shown.Values.Max(s => s.Order)) < 0;

    /// <summary>Whether the board has shown this call, so that sending it again is no new look.</summary>
    public bool HasShown(Id<Incident> call) => _shown.ContainsKey(call);

    public void Send(BoardRow row, string html)
    {
        _shown[row.Id] = (row.Order, row.Stamp);
        Write(Item("call", Shown(row, html)));
    }

    /// <summary>The call is closed, or no longer for this board or its reader. Why is told to whoever may still read it.</summary>
    public void TakeAway(Id<Incident> call, bool isClosed)
    {
        if (_shown.Remove(call))
        {
            Write(Item("gone", new { id = call.ToString(), closed = isClosed }));
        }
    }

    public void Beat() => Write(new SseItem<string>("", "beat"));

    /// <summary>The reader may no longer read: the stream ends, and the window says so.</summary>
    public void End()
    {
        Write(new SseItem<string>("", "end"));
        _out.Writer.TryComplete();
    }

    /// <summary>The stream ends without a word; the window comes again.</summary>
    public void Drop() => _out.Writer.TryComplete();

    /// <summary>Tells two rows apart that were read at different times and say the same.</summary>
    public static string MarkOf(BoardRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Stamp)).AsSpan(0, 8));
    }

    private static object Shown(BoardRow row, string html) => new { id = row.Id.ToString(), order = row.Order, mark = MarkOf(row), html };

    private static SseItem<string> Item(string type, object data) => new(JsonSerializer.Serialize(data, _json), type);

    private void Write(SseItem<string> item)
    {
        if (!_out.Writer.TryWrite(item))
        {
            _out.Writer.TryComplete();
        }
    }
}
