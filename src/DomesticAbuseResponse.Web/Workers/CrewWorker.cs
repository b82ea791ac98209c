using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>Wakes each minute, so that what a crew could open for a task closes soon after its shift. What to end is in <see cref="EndCrewTasks"/>.</summary>
public sealed partial class CrewWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CrewWorker> logger) : BackgroundService
{
    private const int _batch = 50;

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
            await using var scope = scopes.CreateAsyncScope();
            done = await scope.ServiceProvider.GetRequiredService<EndCrewTasks>().HandleAsync(Actor.System, _batch, ct);
            if (done > 0)
            {
                Ended(done);
            }
        }
        while (done == _batch);
    }

    [LoggerMessage(LogLevel.Information, "Ended {Count} tasks of crews whose shift is over")]
    private partial void Ended(int count);

    [LoggerMessage(LogLevel.Error, "Ending tasks of crews failed")]
    private partial void Failed(Exception exception);
}
