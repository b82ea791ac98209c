using System.Security.Claims;
using System.Text.Encodings.Web;
using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Api;

/// <summary>
/// The scheme the API is guarded by: a key in the Authorization header, and nothing else. No cookie is read, so no browser can be made to send for
/// somebody.
/// </summary>
public sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownApiKey keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    /// <summary>The policy of what a key may do.</summary>
    public const string LogIncidents = "LogIncidentsByKey";

    /// <summary>Which key it is, for its share of the host.</summary>
    public const string KeyClaim = "api_key";

    private const string _scheme = "Bearer ";

    private const int _longestKey = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(_scheme, StringComparison.OrdinalIgnoreCase) || header.Length > _longestKey
            || await keys.ReadAsync(Secrets.Hash(header[_scheme.Length..].Trim()), Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(key);
        return AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity(
                [new(KeyClaim, key.Id.ToString()), new(StaffClaims.Agency, key.AgencyId.ToString()), .. key.Scopes.Select(s => new Claim(nameof(ApiScope), s.ToString()))], Name)),
            Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "api-key.needed", "Send a key that works in the header \"Authorization: Bearer KEY\". Your agency's administrator makes and ends keys.");
    }
}
