using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>Wakes each quarter of an hour. All it decides is when; the day is counted once, and what is judged is in <see cref="WatchFlow"/>.</summary>
public sealed partial class FlowWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FlowWorker> logger) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<WatchFlow>().HandleAsync(Actor.System, stoppingToken) is > 0 and var days)
                {
                    Counted(days);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e); // the next tick tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "Counted {Days} days of every route")]
    private partial void Counted(int days);

    [LoggerMessage(LogLevel.Error, "Counting the routes failed")]
    private partial void Failed(Exception exception);
}
