using System.Diagnostics;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// One line per request: verb, route as it is written in the code, status, time taken, and the trace that ties it to the
/// other lines. Never the address asked for, which names a record, nor who asked: that is the access log's to keep.
/// </summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private static readonly object _route = new();

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var started = Stopwatch.GetTimestamp();
        var method = context.Request.Method;
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            var elapsed = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1);
            var (verb, route) = (Verb(method), RouteOf(context));
            Answered(status >= 500 ? LogLevel.Error : LogLevel.Information, verb, route, status, elapsed);
        }
    }

    /// <summary>Runs after routing. The first route stays, also when an error page answers in its place.</summary>
    public static Task RememberRouteAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        context.Items.TryAdd(_route, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        return next(context);
    }

    private static string RouteOf(HttpContext context) => context.Items.TryGetValue(_route, out var route) && route is string text ? text : "none";

    private static string Verb(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" ? method : "other";

    [LoggerMessage(EventId = 1, Message = "{Method} {Route} answered {Status} in {Elapsed} ms")]
    private partial void Answered(LogLevel level, string method, string route, int status, double elapsed);
}
