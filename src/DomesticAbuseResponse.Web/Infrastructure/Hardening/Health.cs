using System.Net;
using DomesticAbuseResponse.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// <c>/livez</c>: the process answers. <c>/readyz</c>: it can do its work, which needs a database that takes writes and is of this release. Both answer the
/// machine itself alone; to anyone else they do not exist.
/// </summary>
public static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", LiveAsync).AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/readyz", ReadyAsync).AllowAnonymous().DisableRateLimiting();
    }

    public static void AddChecks(IServiceCollection services) => services.AddHealthChecks().AddDbContextCheck<CaseDbContext>("database", customTestQuery: CanWorkAsync);

    /// <summary>The database answers, takes writes, and has the tables this release knows.</summary>
    private static async Task<bool> CanWorkAsync(CaseDbContext db, CancellationToken ct) =>
        await db.Database.SqlQuery<bool>($"select not pg_is_in_recovery() as \"Value\"").SingleAsync(ct)
        && !(await db.Database.GetPendingMigrationsAsync(ct)).Any();

    private static Task LiveAsync(HttpContext context) => LocallyAsync(context, _ => Task.FromResult(true));

    private static Task ReadyAsync(HttpContext context, HealthCheckService checks, IHostApplicationLifetime host) =>
        LocallyAsync(context, async ct =>
            !host.ApplicationStopping.IsCancellationRequested && (await checks.CheckHealthAsync(ct)).Status is HealthStatus.Healthy);

    private static async Task LocallyAsync(HttpContext context, Func<CancellationToken, Task<bool>> check)
    {
        if (context.Connection.RemoteIpAddress is { } from && !IPAddress.IsLoopback(from))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var well = await check(context.RequestAborted);
        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(well ? "ok" : "not ready", context.RequestAborted);
    }
}
