namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Refuses what the browser itself says another site caused: any change, and any read that is not a person following a
/// link. Browsers too old to say so are stopped by the antiforgery token alone.
/// </summary>
public sealed class FetchMetadata(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var follows = request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"].ToString() is ("document" or "");

        if (site is "" or "same-origin" or "none" || (reads && follows) || context.IsShowingError())
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
