using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.AspNetCore.Antiforgery;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The two JSON endpoints the passkey script asks for options. What the authenticator answers comes back in the form of the
/// page, like any other form.
/// </summary>
public static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/passkeys/creation-options", CreationOptionsAsync).AllowAnonymous();
        routes.MapPost("/passkeys/request-options", RequestOptionsAsync).AllowAnonymous();
    }

    /// <summary>For somebody who is setting up their second factor, or has just confirmed who they are.</summary>
    private static async Task CreationOptionsAsync(HttpContext context, IAntiforgery antiforgery, Passkeys passkeys)
    {
        await context.UseStepAsync();
        if (context.CurrentSession is not { State: SessionState.Live or SessionState.OwesEnrolment, Staff: { } staff })
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (await IsOwnAsync(context, antiforgery))
        {
            await WriteAsync(context, await passkeys.CreationOptionsAsync(context, staff));
        }
    }

    /// <summary>For anyone at the sign-in page; somebody known is offered only their own passkeys.</summary>
    private static async Task RequestOptionsAsync(HttpContext context, IAntiforgery antiforgery, Passkeys passkeys)
    {
        await context.UseStepAsync();
        if (await IsOwnAsync(context, antiforgery))
        {
            var known = context.CurrentSession is { State: SessionState.Live or SessionState.Locked or SessionState.OwesCode, Staff: { } staff }
                && context.Request.Query.ContainsKey("own") ? staff.Id : (Id<StaffMember>?)null;
            await WriteAsync(context, await passkeys.RequestOptionsAsync(context, known));
        }
    }

    private static async Task<bool> IsOwnAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (await antiforgery.IsRequestValidAsync(context))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return false;
    }

    private static Task WriteAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    }
}
