using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// Refuses a body that says it is larger than its page takes, before anything reads it. One that does not say is cut off
/// by the server at the same size.
/// </summary>
public sealed class BodyGate(RequestDelegate next, IOptions<HardeningOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var own = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = own is null ? options.Value.MaxBodyBytes : own.MaxRequestBodySize;
        if (limit is null || (context.Request.ContentLength ?? 0) <= limit || context.IsShowingError())
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
