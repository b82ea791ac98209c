using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>How soon what happens to a call stands on boards that are open.</summary>
/// <param name="Times">From the press of a button to the event on a board, in milliseconds: one for each board and each change.</param>
internal sealed record BoardTimes(string Name, IReadOnlyList<double> Times)
{
    public double At(double share) => Times.Order().ToList() is var sorted ? sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))] : 0;
}

/// <summary>Opens many boards over server-sent events, then logs calls and sends somebody to them, and waits until every board has been told.</summary>
internal static class Boards
{
    private const int _changes = 25;

    private static readonly string[] _readers = ["call-handler", "call-handler-2", "supervisor", "support-worker", "officer", "officer-2", "sergeant", "inspector"];
    /// <summary>People open their boards one after the other.</summary>
    private const int _openAtOnce = 10;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _opening = TimeSpan.FromMinutes(8);

    public static async Task<IReadOnlyList<BoardTimes>> MeasureAsync(string product, int boards, CancellationToken ct)
    {
        List<Browsing> people = [];
        foreach (var reader in _readers)
        {
            people.Add(await Browsing.SignInAsync(product, reader));
        }

        using var closing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var told = new ConcurrentQueue<(string Call, long At)>();
        var begun = new CountdownEvent(boards);
        using var room = new SemaphoreSlim(_openAtOnce);
        var reading = Enumerable.Range(0, boards).Select(n => Task.Run(() => ReadAsync(people[n % people.Count].Http, told, begun, room, closing.Token), ct)).ToList();
        if (!await Task.Run(() => begun.Wait(_opening, ct), ct))
        {
            throw new InvalidOperationException($"{begun.CurrentCount} of {boards} boards did not open.");
        }

        await Task.Delay(1000, ct); // the last of them is being watched

        List<double> logged = [];
        List<double> sent = [];
        for (var n = 0; n < _changes; n++)
        {
            var log = await people[0].FormAsync("/incidents/log", f => f.ContainsKey("Input.FirstWords"));
            log["Input.FirstWords"] = "Invented: shouting heard by a neighbour";
            log["Input.Grade"] = "Immediate";
            log["Input.CallerName"] = $"Invented caller {n}";
            var started = Stopwatch.GetTimestamp();
            using var answer = await people[0].PostAsync("/incidents/log", log);
            var page = answer.Headers.Location!.OriginalString.Split('?')[0];
            logged.AddRange(await EveryBoardAsync(page[^36..], started));

            var send = await people[0].FormAsync($"{page}/dispatch", f => f.ContainsKey("Input.Who"));
            send["Input.Who"] = "Kilo 21";
            started = Stopwatch.GetTimestamp();
            using var gone = await people[0].PostAsync($"{page}/dispatch", send);
            sent.AddRange(await EveryBoardAsync(page[^36..], started));
        }

        await closing.CancelAsync();
        await Task.WhenAll(reading);
        people.ForEach(p => p.Dispose());
        return [new("A new call", logged), new("Somebody sent to it", sent)];

        async Task<IReadOnlyList<double>> EveryBoardAsync(string call, long started)
        {
            List<double> times = [];
            var waited = Stopwatch.StartNew();
            while (times.Count < boards)
            {
                while (told.TryDequeue(out var one))
                {
                    if (one.Call == call)
                    {
                        times.Add(Stopwatch.GetElapsedTime(started, one.At).TotalMilliseconds);
                    }
                }

                if (waited.Elapsed > _patience)
                {
                    throw new InvalidOperationException($"Only {times.Count} of {boards} boards were told.");
                }

                await Task.Delay(5, ct);
            }

            return times;
        }
    }

    private static async Task ReadAsync(HttpClient http, ConcurrentQueue<(string Call, long At)> told, CountdownEvent begun, SemaphoreSlim room, CancellationToken ct)
    {
        await room.WaitAsync(ct);
        try
        {
            using var response = await http.GetAsync(new Uri("/incidents/board/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct))
            {
                var at = Stopwatch.GetTimestamp();
                if (item.EventType == "board")
                {
                    room.Release();
                    begun.Signal();
                }
                else if (item.EventType == "call")
                {
                    using var json = JsonDocument.Parse(item.Data);
                    told.Enqueue((json.RootElement.GetProperty("id").GetString()!, at));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
