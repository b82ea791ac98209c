using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>How much the host takes on at once, from one address, and from one person. Assets and health checks stand outside.</summary>
public static class Limits
{
    private const int Segments = 6;

    /// <summary>A place among the requests answered at once. Without one the answer is 503, in a page that costs nothing.</summary>
    public static RateLimiterOptions Room(HardeningOptions options) => new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(_ => options.ConcurrentRequests == 0
            ? RateLimitPartition.GetNoLimiter("all")
            : RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = options.ConcurrentRequests,
                QueueLimit = options.QueuedRequests,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })),
        OnRejected = (rejected, _) => new ValueTask(Busy(rejected.HttpContext)),
    };

    public static RateLimiterOptions PerAddress(HardeningOptions options) =>
        PerMinute(options.RequestsPerMinutePerAddress, context => context.Connection.RemoteIpAddress?.ToString() ?? "local");

    public static RateLimiterOptions PerPerson(HardeningOptions options) =>
        PerMinute(options.RequestsPerMinutePerPerson, context => context.User.FindFirst(StaffClaims.Id)?.Value);

    public static RateLimiterOptions PerKey(HardeningOptions options) =>
        PerMinute(options.MessagesPerMinutePerKey, context => context.User.FindFirst(Api.ApiKeyHandler.KeyClaim)?.Value);

    private static RateLimiterOptions PerMinute(int permits, Func<HttpContext, string?> whose) => new()
    {
        GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => permits == 0 || context.IsShowingError() || whose(context) is not { } key
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = permits,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = Segments,
            })),
        OnRejected = (rejected, _) => new ValueTask(TooMany(rejected.HttpContext, rejected.Lease)),
    };

    private static Task Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return LastResort.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The service is busy",
            "Wait a moment, then try again. What you typed is still in the page you came from: go back to it.");
    }

    private static Task TooMany(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(60 / Segments);
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return LastResort.WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests",
            "Wait a minute, then try again. If you did not make them, tell your administrator.");
    }
}
