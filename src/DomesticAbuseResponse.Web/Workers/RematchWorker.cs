using System.Diagnostics;
using DomesticAbuseResponse.Application.Matching;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>
/// Wakes each minute and compares the records that have changed. All it decides is when: after every bite it rests four times as long as the bite took, so that
/// a pass over millions of records takes days and nobody at work notices. What is compared is in <see cref="RematchPeople"/>.
/// </summary>
public sealed partial class RematchWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RematchWorker> logger) : BackgroundService
{
    private const int _bite = 20;

    private const int _rest = 4;

    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, clock);
        do
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e); // the next tick tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Compares until no record is left that has changed since it was last compared.</summary>
    private async Task PassAsync(CancellationToken ct)
    {
        int done;
        do
        {
            var begun = Stopwatch.GetTimestamp();
            await using (var scope = scopes.CreateAsyncScope())
            {
                done = await scope.ServiceProvider.GetRequiredService<RematchPeople>().HandleAsync(Actor.System, _bite, ct);
            }

            await Task.Delay(Stopwatch.GetElapsedTime(begun) * _rest, clock, ct);
        }
        while (done == _bite);
    }

    [LoggerMessage(LogLevel.Error, "Comparing records failed")]
    private partial void Failed(Exception exception);
}
