using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding;

/// <summary>Works out the ranking of perpetrators at once, so that nobody has to wait for the worker.</summary>
internal static class SeededRanking
{
    private const int _batch = 500;

    public static async Task WorkOutAsync(ServiceProvider services, CancellationToken ct)
    {
        int done;
        do
        {
            await using var scope = services.CreateAsyncScope();
            done = await scope.ServiceProvider.GetRequiredService<ScorePerpetrators>().HandleAsync(Actor.System, _batch, ct);
        }
        while (done == _batch);
    }
}
