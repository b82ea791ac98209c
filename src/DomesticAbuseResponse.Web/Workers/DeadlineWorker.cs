using DomesticAbuseResponse.Application.Children;
using DomesticAbuseResponse.Application.Deadlines;
using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Application.Documents;
using DomesticAbuseResponse.Application.Letters;
using DomesticAbuseResponse.Application.Orders;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Agencies;

namespace DomesticAbuseResponse.Web.Workers;

/// <summary>Wakes each minute. All it decides is when; what to do is in <see cref="WatchOrders"/>, <see cref="WatchPlans"/>, <see cref="WatchDisclosures"/>, <see cref="WatchLetters"/>, <see cref="WatchSchoolNotices"/> and <see cref="EscalateOverdueDeadlines"/>.</summary>
public sealed partial class DeadlineWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadlineWorker> logger) : BackgroundService
{
    private const int _batch = 50;

    /// <summary>The most batches of orders in one tick; the next tick takes what is left.</summary>
    private const int _mostBatches = 20;

    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, clock);
        do
        {
            try
            {
                await WatchLettersAsync(stoppingToken);
                await WatchPlansAsync(stoppingToken);
                await WatchDisclosuresAsync(stoppingToken);
                await PassAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(e); // the next tick tries again
            }

            await ScanDocumentsAsync(stoppingToken);
            await WatchOrdersAsync(stoppingToken); // last: however many there are, they hold up no escalation
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>First what has happened brings reviews of plans forward, so that one that is late by it is told in the same pass; a pass that fails stops no escalation.</summary>
    private async Task WatchPlansAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WatchPlans>().HandleAsync(Actor.System, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            WatchingFailed(e);
        }
    }

    /// <summary>A letter that waits is cancelled when where it goes has changed; a pass that fails stops no escalation.</summary>
    private async Task WatchLettersAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WatchLetters>().HandleAsync(Actor.System, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LettersFailed(e);
        }
    }

    /// <summary>Files the scanner was not there for are scanned now; a pass that fails stops no other.</summary>
    private async Task ScanDocumentsAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ScanDocuments>().HandleAsync(Actor.System, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ScanningFailed(e);
        }
    }

    /// <summary>An inspector is told of requests under the disclosure scheme that are late; a pass that fails stops no escalation.</summary>
    private async Task WatchDisclosuresAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<WatchDisclosures>().HandleAsync(Actor.System, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            DisclosuresFailed(e);
        }
    }

    /// <summary>What ends, and who is released, before anybody is late for it; a pass that fails stops no other.</summary>
    private async Task WatchOrdersAsync(CancellationToken ct)
    {
        try
        {
            var (looked, batches) = (_batch, 0);
            while (looked == _batch && batches++ < _mostBatches)
            {
                await using var scope = scopes.CreateAsyncScope();
                looked = await scope.ServiceProvider.GetRequiredService<WatchOrders>().HandleAsync(Actor.System, _batch, ct);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            OrdersFailed(e);
        }
    }

    /// <summary>Escalates until no overdue deadline is left that nobody else is escalating.</summary>
    private async Task PassAsync(CancellationToken ct)
    {
        int done;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            done = await scope.ServiceProvider.GetRequiredService<EscalateOverdueDeadlines>().HandleAsync(Actor.System, _batch, ct);
            if (done > 0)
            {
                Escalated(done);
            }
        }
        while (done == _batch);

        await using var schools = scopes.CreateAsyncScope();
        await schools.ServiceProvider.GetRequiredService<WatchSchoolNotices>().HandleAsync(Actor.System, _batch, ct); // the next tick takes what a full batch left
    }

    [LoggerMessage(LogLevel.Information, "Escalated {Count} overdue deadlines")]
    private partial void Escalated(int count);

    [LoggerMessage(LogLevel.Error, "Bringing reviews of plans forward failed")]
    private partial void WatchingFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Telling of late requests under the disclosure scheme failed")]
    private partial void DisclosuresFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Looking through the letters that wait failed")]
    private partial void LettersFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Scanning the files that wait failed")]
    private partial void ScanningFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Making the tasks before orders end failed")]
    private partial void OrdersFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "Escalating overdue deadlines failed")]
    private partial void Failed(Exception exception);
}
