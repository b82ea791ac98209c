using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>
/// What a passkey must be: made for this site's own name, from settings and never from a request, by an authenticator that
/// verifies its user, on a page of this very site that no other site frames.
/// </summary>
internal static class PasskeyRules
{
    public static void Configure(IdentityPasskeyOptions options, IOptions<SignInSettings> settings, IHostEnvironment environment)
    {
        var site = settings.Value.PublicUrl;
        options.ServerDomain = HostName(site);
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "preferred";
        options.AttestationConveyancePreference = "none";
        options.ChallengeSize = 32;
        options.AuthenticatorTimeout = TimeSpan.FromMinutes(3);
        options.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin) && IsOurs(origin, site, environment));
    }

    /// <summary>Passkeys are bound to names, not to addresses: on one's own machine that name is localhost.</summary>
    private static string HostName(Uri site) => site.HostNameType is UriHostNameType.Dns ? site.Host : "localhost";

    private static bool IsOurs(Uri origin, Uri site, IHostEnvironment environment) =>
        origin.GetLeftPart(UriPartial.Authority) == site.GetLeftPart(UriPartial.Authority)
        || (environment.IsOwnMachine && origin is { Scheme: "http", Host: "localhost" });
}
