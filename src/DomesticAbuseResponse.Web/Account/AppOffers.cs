using DomesticAbuseResponse.Domain.Agencies;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Account;

/// <summary>Makes the seed a person may take into their app; the one already on their page when the code they typed was wrong.</summary>
public sealed class AppOffers(AuthenticatorApps apps, Credentials credentials, IOptions<SignInSettings> settings)
{
    public async Task<AppOffer> MakeAsync(Id<StaffMember> staffId, string? earlier, CancellationToken ct)
    {
        var seed = apps.Open(staffId, earlier) ?? Totp.NewSeed();
        var userName = (await credentials.FactorsAsync(staffId, ct))?.UserName ?? "";
        return AppOffer.Of(seed, apps.Offer(staffId, seed), settings.Value.Issuer, userName);
    }
}
