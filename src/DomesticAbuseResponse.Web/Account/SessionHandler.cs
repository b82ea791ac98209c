using System.Security.Claims;
using System.Text.Encodings.Web;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// The scheme every page is guarded by: a live session is a signed-in member of staff, with the agency, roles and MARACs
/// they hold at this moment. Everything else is nobody, and is led to where they can prove who they are.
/// </summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    Sessions sessions, ToSignIn toSignIn) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Session";

    /// <summary>Which session it is, by <see cref="StoredSession.Mark"/>.</summary>
    public const string SessionClaim = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var current = await sessions.ReadAsync(Context);
        Context.Features.Set(current);
        if (current.State is not SessionState.Live)
        {
            return AuthenticateResult.NoResult();
        }

        if (Context.GetEndpoint()?.Metadata.GetMetadata<DoesNotExtendSessionAttribute>() is null)
        {
            await sessions.TouchAsync(current.Session!, Context.RequestAborted);
        }

        return AuthenticateResult.Success(new AuthenticationTicket(Principal(current), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => toSignIn.AnswerAsync(Context);

    /// <summary>A page one may not use looks like a page that is not there.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal Principal(CurrentSession current)
    {
        var staff = current.Staff!;
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(StaffClaims.Id, staff.Id.ToString()),
                new(StaffClaims.Name, staff.DisplayName),
                new(StaffClaims.Agency, staff.AgencyId.ToString()),
                new(StaffClaims.AgencyName, staff.AgencyName),
                .. staff.Roles.Select(role => new Claim(StaffClaims.Role, role.ToString())),
                .. staff.Maracs.Select(marac => new Claim(StaffClaims.Marac, marac.ToString())),
                new(SessionClaim, current.Session!.Mark),
            ],
            Name, StaffClaims.Name, StaffClaims.Role));
    }
}

/// <summary>Marks an endpoint that a page calls by itself: asking it does not count as a person at work.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DoesNotExtendSessionAttribute : Attribute;
