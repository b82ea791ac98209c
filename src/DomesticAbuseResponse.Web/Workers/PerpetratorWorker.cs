using System.Diagnostics;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>Wakes each minute and works out the ranking of perpetrators where something has changed. After every bite it rests as long as the bite took. What is worked out is in <see cref="ScorePerpetrators"/>.</summary>
public sealed partial class PerpetratorWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PerpetratorWorker> logger) : BackgroundService
{
    private const int _bite = 200;

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

    private async Task PassAsync(CancellationToken ct)
    {
        int done;
        do
        {
            var begun = Stopwatch.GetTimestamp();
            await using (var scope = scopes.CreateAsyncScope())
            {
                done = await scope.ServiceProvider.GetRequiredService<ScorePerpetrators>().HandleAsync(Actor.System, _bite, ct);
            }

            await Task.Delay(Stopwatch.GetElapsedTime(begun), clock, ct);
        }
        while (done == _bite);
    }

    [LoggerMessage(LogLevel.Error, "Ranking perpetrators failed")]
    private partial void Failed(Exception exception);
}
