using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Hardening;
using DomesticAbuseResponse.Web.Pages.Incidents;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Live;

/// <summary>The stream behind an open board. The page is whole without it.</summary>
public static class BoardEndpoints
{
    public const string Path = "/incidents/board/events";

    public static void AddLiveBoard(this IServiceCollection services) => services.AddSingleton<LiveBoard>().AddScoped<BoardRowRenderer>();

    /// <summary>It stands outside the limits on requests, which a stream would use up; it has its own. An open board is nobody at work.</summary>
    public static void MapLiveBoard(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Watch)
        .RequireAuthorization(Policies.ReadIncidents).DisableRateLimiting().WithMetadata(new DoesNotExtendSessionAttribute());

    private static IResult Watch(HttpContext context, LiveBoard live, IOptions<HardeningOptions> options, IHostApplicationLifetime host, TimeProvider clock, [AsParameters] Asked asked)
    {
        var (actor, limits) = (context.User.ToActor(), options.Value);
        if ((limits.OpenBoards > 0 && live.Count >= limits.OpenBoards) || (limits.OpenBoardsPerPerson > 0 && live.CountOf(actor.StaffId) >= limits.OpenBoardsPerPerson))
        {
            context.Response.Headers.RetryAfter = "60";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var filter = BoardModel.FilterOf(
            (asked.Unit ?? []).Select(u => Id<PolicingUnit>.TryParse(u, null, out var id) ? id : (Id<PolicingUnit>?)null).OfType<Id<PolicingUnit>>(),
            (asked.Grade ?? []).Select(g => Enum.TryParse<BoardGrade>(g, out var grade) && Enum.IsDefined(grade) ? grade : (BoardGrade?)null).OfType<BoardGrade>());
        return TypedResults.ServerSentEvents(UntilTheHostStopsAsync(live, new OpenBoard(actor, context.CurrentSession.Session?.IdHash, filter, clock.GetUtcNow()), context.RequestAborted, host.ApplicationStopping));
    }

    private static async IAsyncEnumerable<SseItem<string>> UntilTheHostStopsAsync(LiveBoard live, OpenBoard board, CancellationToken left, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(left, stopping, ct);
        await using var events = live.WatchAsync(board, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(events))
        {
            yield return events.Current;
        }
    }

    /// <summary>A window that was closed, or a host that stops, is the end and no failure.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The filter of the page, in its own words; what is no unit or grade is not asked for.</summary>
    internal sealed record Asked(string[]? Unit, string[]? Grade);
}
