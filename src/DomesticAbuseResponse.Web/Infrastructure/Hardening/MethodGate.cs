using System.Collections.Frozen;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Lets a request through only if its page has a handler for that verb and that name. Left alone, Razor Pages renders
/// the page without any handler for OPTIONS and TRACE, and runs the plain one when a named one is missing. HEAD is GET without a body.
/// </summary>
public sealed class MethodGate(RequestDelegate next)
{
    private static readonly FrozenSet<string> _known = FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsShowingError())
        {
            return next(context);
        }

        if (!_known.Contains(context.Request.Method))
        {
            return Refuse(context, AllowedBy(context.GetEndpoint()));
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page)
        {
            return next(context);
        }

        var name = NameOf(context.Request);
        var named = page.HandlerMethods.Where(h => string.Equals(h.Name ?? "", name, StringComparison.OrdinalIgnoreCase)).Select(h => h.HttpMethod).ToArray();
        var allowed = Verbs(page.HandlerMethods.Count == 0 && name.Length == 0 ? ["GET"] : named);

        if (allowed.Contains(context.Request.Method, StringComparer.Ordinal))
        {
            return next(context);
        }

        if (named.Length > 0 || name.Length == 0)
        {
            return Refuse(context, allowed);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The name as Razor Pages finds it: in the route, or else in the query.</summary>
    private static string NameOf(HttpRequest request) =>
        request.RouteValues.TryGetValue("handler", out var routed) && routed?.ToString() is { Length: > 0 } inRoute ? inRoute
        : request.Query["handler"].ToString();

    private static string[] AllowedBy(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page ? Verbs(page.HandlerMethods.Select(h => h.HttpMethod))
        : [.. endpoint?.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []];

    private static string[] Verbs(IEnumerable<string> methods) =>
        [.. methods.Select(m => m.ToUpperInvariant()).SelectMany(m => m == "GET" ? ["GET", "HEAD"] : new[] { m }).Distinct().Order(StringComparer.Ordinal)];

    private static Task Refuse(HttpContext context, string[] allowed)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", allowed);
        return Task.CompletedTask;
    }
}

/// <summary>Tells the second run of a request, which only renders the error page, from the first.</summary>
internal static class ErrorRun
{
    public static bool IsShowingError(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
