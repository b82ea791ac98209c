using DomesticAbuseResponse.Application.Persistence;
using DomesticAbuseResponse.Domain.Time;
using Microsoft.Extensions.DependencyInjection;

namespace DomesticAbuseResponse.Cli.Seeding.Stories;

/// <summary>A clock that shows the moment of the story that is being told.</summary>
internal sealed class StoryClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Where stories are acted out: the product's use cases, at the moment the story's clock shows.</summary>
internal sealed class Stage(IServiceProvider services, StoryClock clock, DateTimeOffset present)
{
    /// <summary>The moment at which seeding began; no story goes beyond it.</summary>
    public DateTimeOffset Present { get; } = present;

    public DateTimeOffset Now => clock.Now;

    /// <summary>Acts in the order of time, as if they had happened.</summary>
    /// <exception cref="InvalidOperationException">A use case refused: the story is not one that the rules allow.</exception>
    public async Task PlayAsync(IEnumerable<Act> acts, Action<int> played, CancellationToken ct)
    {
        var count = 0;
        foreach (var act in acts.Where(a => a.At <= Present).OrderBy(a => a.At))
        {
            ct.ThrowIfCancellationRequested();
            clock.Now = act.At;
            try
            {
                await act.Do(this);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"The story of {act.Story} breaks off at {UkTime.Describe(act.At)}: {e.Message}", e);
            }

            played(++count);
        }
    }

    public async Task<T> DoAsync<TUseCase, T>(Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public Task DoAsync<TUseCase>(Func<TUseCase, Task> act)
        where TUseCase : notnull => DoAsync<TUseCase, bool>(async useCase =>
        {
            await act(useCase);
            return true;
        });

    /// <summary>As above, where the use case may refuse.</summary>
    public async Task<T> MustAsync<TUseCase, T>(Func<TUseCase, Task<Result<T>>> act)
        where TUseCase : notnull =>
        (await DoAsync(act)).Match(done => done, refusal => throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}"));

    /// <summary>Looks something up for the story itself, which nobody in it does.</summary>
    public Task<T> LookUpAsync<T>(Func<CaseDbContext, Task<T>> query) => DoAsync(query);
}

/// <summary>One thing that happens in a story.</summary>
internal sealed record Act(string Story, DateTimeOffset At, Func<Stage, Task> Do);
