using System.Net.Mime;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// The answer when even the error page fails, and when there is no room to render one: a few lines of HTML that need
/// neither a view nor the database.
/// </summary>
public sealed partial class LastResort(RequestDelegate next, ILogger<LastResort> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The person went away. Nobody reads the answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Failed(e);
            context.Response.Clear();
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong",
                "This is not something you did. What you typed may not be saved: go back to it and try again in a moment.");
        }
    }

    public static Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = status;
        if (Api.ApiProblems.IsApi(context))
        {
            return Task.CompletedTask; // answered as a problem on its way out
        }

        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} - Domestic Abuse Response</title></head>
            <body><main><h1>{title}</h1><p>{text}</p><p><a href="/">Go to your first page</a></p></main></body></html>
            """, context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "The error page itself failed")]
    private partial void Failed(Exception exception);
}
