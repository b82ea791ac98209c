using DomesticAbuseResponse.Application.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace DomesticAbuseResponse.Web.Infrastructure.Hardening;

/// <summary>
/// A signed-in person who may not use a page gets the same 404 as for a page that does not exist. When the address names a record, that they asked
/// for it is written down first, as a refused look at that record (R6.3).
/// </summary>
public sealed class ForbiddenIsAbsent : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authorizeResult);

        if (!authorizeResult.Forbidden)
        {
            await _usual.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        if (RecordIn(context) is { } record)
        {
            var page = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? record.What.ToString();
            await context.RequestServices.GetRequiredService<NoteRefusedLook>().HandleAsync(context.User.ToActor(), record.What, record.Id, $"Asked for /{page}", context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static (AddressOf What, Guid Id)? RecordIn(HttpContext context)
    {
        if (context.User.FindFirst(StaffClaims.Id) is null || !Guid.TryParse(context.GetRouteValue("id") as string, out var id))
        {
            return null;
        }

        var place = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        AddressOf? what = place switch
        {
            ["people", ..] => AddressOf.Person,
            ["incidents", ..] => AddressOf.Incident,
            ["cases", ..] => AddressOf.Case,
            ["marac", "meetings", ..] => AddressOf.Meeting,
            ["marac", "referrals", ..] or ["referrals", ..] => AddressOf.Referral,
            ["risk", ..] => AddressOf.Assessment,
            ["deadlines", ..] => AddressOf.Deadline,
            _ => null,
        };
        return what is { } named ? (named, id) : null;
    }
}
