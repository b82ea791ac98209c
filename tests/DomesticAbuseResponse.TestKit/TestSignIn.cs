using System.Security.Claims;
using System.Text.Encodings.Web;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.TestKit;

/// <summary>Signs a test's actor in by a header, so that only the tests of signing in go through sign-in.</summary>
public sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "X-Test-Actor";
    public const string SchemeName = "Test";

    public static string Write(Actor actor) =>
        string.Join(';', actor.StaffId, actor.AgencyId, string.Join(',', actor.Roles), string.Join(',', actor.Maracs));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].ToString().Split(';') is not [var staff, var agency, var roles, var maracs])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        IEnumerable<Claim> claims =
        [
            new(StaffClaims.Id, staff), new(StaffClaims.Name, "Test Person"), new(StaffClaims.Agency, agency), new(StaffClaims.AgencyName, "Test agency"),
            .. roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => new Claim(StaffClaims.Role, r)),
            .. maracs.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => new Claim(StaffClaims.Marac, m)),
        ];
        var identity = new ClaimsIdentity(claims, SchemeName, StaffClaims.Name, StaffClaims.Role);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
