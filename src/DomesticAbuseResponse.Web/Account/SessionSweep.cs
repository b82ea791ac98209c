namespace DomesticAbuseResponse.Web.Account;

/// <summary>Wakes every quarter of an hour to remove sessions, kept forms and challenges that no longer have a use.</summary>
public sealed partial class SessionSweep(Sessions sessions, TimeProvider clock, ILogger<SessionSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(15), clock);

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sessions.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e); // the next tick tries again
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Removing old sessions and kept forms failed")]
    private partial void Failed(Exception exception);
}
