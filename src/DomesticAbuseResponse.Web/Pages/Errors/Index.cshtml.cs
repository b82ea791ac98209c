using System.Diagnostics;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Errors;

/// <summary>
/// What is shown when a request could not be answered. It says what to do next and nothing of why: an absent record and
/// a forbidden one read the same, to the letter.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ShowsNobody]
public sealed class IndexModel : PageModel
{
    public sealed record Message(string Title, params string[] Lines);

    public Message Words { get; private set; } = null!;

    /// <summary>Finds the request in the logs. Shown only where something broke.</summary>
    public string? Reference { get; private set; }

    /// <summary>Runs for every verb, handler or not: a refused PUT or OPTIONS is shown its refusal too.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var refused = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        var code = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null ? Response.StatusCode
            : refused && int.TryParse(RouteData.Values["status"]?.ToString(), out var status) ? status
            : StatusCodes.Status404NotFound; // asked for by its own address
        Response.StatusCode = code;
        Response.Headers.RetryAfter = code == StatusCodes.Status503ServiceUnavailable ? "5" : Response.Headers.RetryAfter;
        Words = For(code);
        Reference = code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        context.Result = Page();
    }

    private static Message For(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new("This could not be read",
            "The page was open for a long time, or it was changed on its way here. Go back, copy what you typed, open the page again and send it once more."),
        StatusCodes.Status405MethodNotAllowed => new("That cannot be done here",
            "Go back and use the buttons on the page."),
        StatusCodes.Status409Conflict => new("This was already sent, or the record has changed",
            "Open the record again to see how it stands now. Nothing was saved twice."),
        StatusCodes.Status413PayloadTooLarge => new("That is too much at once",
            "Go back and send less text, or a smaller file."),
        StatusCodes.Status429TooManyRequests => new("Too many requests",
            "Wait a minute, then try again. If you did not make them, tell your administrator."),
        StatusCodes.Status503ServiceUnavailable => new("The service is busy",
            "Wait a moment, then try again. What you typed is still in the page you came from: go back to it."),
        >= 500 => new("Something went wrong",
            "This is not something you did. What you typed may not be saved: go back to it and try again in a moment."),
        _ => new("Page not found",
            "There is no such page or record, or you may not open it.",
            "If you typed the address, check it. If you followed a link, ask the person who sent it."),
    };
}
