using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace DomesticAbuseResponse.Web.Api;

/// <summary>
/// Every refusal of the API is a problem in JSON (RFC 9457) and never a page: what went wrong, a code that does not change, and the fields it is
/// about.
/// </summary>
public sealed partial class ApiProblems(RequestDelegate next, ILogger<ApiProblems> logger)
{
    private const string _root = "/api";

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsApi(context))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Failed(e);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } response)
        {
            var (code, detail) = WordsOf(response.StatusCode);
            await WriteAsync(context, response.StatusCode, code, detail);
        }
    }

    public static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(_root, StringComparison.OrdinalIgnoreCase);

    /// <summary>After routing: an address the API does not have, and a verb it does not take, are answered here; no sign-in is asked for them.</summary>
    public static Task AnswerUnmappedAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!IsApi(context))
        {
            return next(context);
        }

        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var isGuarded = endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return isGuarded ? next(context) : endpoint.RequestDelegate?.Invoke(context) ?? Task.CompletedTask;
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var problem = new ProblemDetails { Type = "about:blank", Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(problem, options: null, MediaTypeNames.Application.ProblemJson, context.RequestAborted);
    }

    private static (string Code, string Detail) WordsOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => ("api.no-address", "There is no such address. What there is stands in /api/v1/openapi.json."),
        StatusCodes.Status405MethodNotAllowed => ("api.no-verb", "This address takes POST."),
        StatusCodes.Status413PayloadTooLarge => ("api.too-large", $"A message is at most {IncidentApi.MostBytes / 1024} KB. Send the rest as a second message with the same externalReference."),
        StatusCodes.Status429TooManyRequests => ("api.too-many", "Too many messages. Wait as long as Retry-After says, then send the same message again with the same Idempotency-Key."),
        >= 500 => ("api.failed", "Something went wrong here, and nothing was saved. Send the same message again with the same Idempotency-Key."),
        _ => ("api.refused", "This request cannot be read."),
    };

    [LoggerMessage(LogLevel.Error, "A message of another system could not be taken")]
    private partial void Failed(Exception exception);
}
