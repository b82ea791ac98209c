using System.Diagnostics;

namespace DomesticAbuseResponse.Benchmarks;

/// <summary>What one round of load measured.</summary>
/// <param name="PerSecond">Completed requests per second.</param>
/// <param name="P95">95th percentile of the time of one request, in milliseconds.</param>
internal sealed record Round(double PerSecond, double P95);

/// <summary>Sends requests from a fixed number of clients for a fixed time; every answer is checked.</summary>
internal static class Load
{
    public static async Task<Round> RunAsync(Func<Task<HttpResponseMessage>> send, Func<HttpResponseMessage, bool> isRight, int clients, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var times = new List<double>[clients];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var mine = times[client] = [];
            while (clock.Elapsed < time)
            {
                var started = clock.Elapsed;
                using var answer = await send();
                await answer.Content.ReadAsByteArrayAsync();
                if (!isRight(answer))
                {
                    throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}.");
                }

                mine.Add((clock.Elapsed - started).TotalMilliseconds);
            }
        })));

        var took = clock.Elapsed.TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToList();
        return new Round(all.Count / took, all[(int)(all.Count * 0.95)]);
    }
}
