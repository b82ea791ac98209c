using Microsoft.AspNetCore.Antiforgery;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>What the header's buttons and the time-out warning post to: lock, stay signed in, sign out, sign out everywhere.</summary>
public static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(KeptForms.LockPath, LockAsync); // may carry the form that stands open on the page
        var session = routes.MapGroup("").WithMetadata(new HoldsSecretsAttribute()); // nothing typed is in these forms
        session.MapPost("/session/extend", ExtendAsync);
        session.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        session.MapPost("/sign-out-everywhere", SignOutEverywhereAsync);
    }

    private static async Task LockAsync(HttpContext context, IAntiforgery antiforgery, Locking locking)
    {
        if (!await IsOwnFormAsync(context, antiforgery) || context.CurrentSession is not { Session: { } session, Staff: { } staff })
        {
            return;
        }

        var back = await locking.LockAsync(context, session, staff);
        SeeOther(context, back is LocalPath.Home ? "/unlock" : $"/unlock{QueryString.Create("back", back)}");
    }

    private static async Task ExtendAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions, TimeProvider clock)
    {
        if (!await IsOwnFormAsync(context, antiforgery) || context.CurrentSession.Session is not { } session)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await sessions.ExtendAsync(session.IdHash, now, context.RequestAborted);
        var locksAt = (context.CurrentSession with { Session = session with { LastSeenAt = now } }).LocksAt;

        if (ToSignIn.WantsPage(context.Request))
        {
            SeeOther(context, LocalPath.OrHome(RefererPath(context.Request)));
            return;
        }

        await context.Response.WriteAsJsonAsync(new { locksAt, seconds = (int)(locksAt!.Value - now).TotalSeconds }, context.RequestAborted);
    }

    private static async Task SignOutAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions, SessionCookie cookie, SignInEvents events)
    {
        var current = context.CurrentSession;
        if (current.State is SessionState.Live && !await IsOwnFormAsync(context, antiforgery))
        {
            return;
        }

        if (current is { Session: { } session, Staff: { } staff })
        {
            await sessions.EndAsync(session.IdHash, context.RequestAborted);
            await events.RecordAsync(SignInEventKind.SignedOut, staff.Id, DeviceLabel.Of(context.Request), context.RequestAborted);
        }

        Leave(context, cookie);
    }

    private static async Task SignOutEverywhereAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions, SessionCookie cookie, SignInEvents events)
    {
        if (!await IsOwnFormAsync(context, antiforgery) || context.CurrentSession.Staff is not { } staff)
        {
            return;
        }

        await sessions.EndAllAsync(staff.Id, except: null, context.RequestAborted);
        await events.RecordAsync(SignInEventKind.SignedOutEverywhere, staff.Id, DeviceLabel.Of(context.Request), context.RequestAborted);
        Leave(context, cookie);
    }

    private static void Leave(HttpContext context, SessionCookie cookie)
    {
        cookie.Delete(context, SessionCookie.Session);
        // Not "cookies": the mark of a known browser stays, and holds nothing but a random number.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        SeeOther(context, "/sign-in?out=true");
    }

    /// <summary>Refuses, with 400, a post that did not come from one of our own forms.</summary>
    private static async Task<bool> IsOwnFormAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(context))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return false;
    }

    private static string? RefererPath(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value ? from.PathAndQuery : null;

    private static void SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
