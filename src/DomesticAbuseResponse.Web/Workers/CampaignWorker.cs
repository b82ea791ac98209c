using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>Wakes each half minute. All it decides is when; whose list is made, and how far, is in <see cref="ListCampaigns"/>.</summary>
public sealed partial class CampaignWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CampaignWorker> logger) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(30);

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

    /// <summary>Goes on until every list is whole or somebody else works on it.</summary>
    private async Task PassAsync(CancellationToken ct)
    {
        bool more;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<ListCampaigns>().HandleAsync(Actor.System, only: null, ListCampaigns.AtATime, ct);
        }
        while (more);
    }

    [LoggerMessage(LogLevel.Error, "Making the list of a campaign failed")]
    private partial void Failed(Exception exception);
}
