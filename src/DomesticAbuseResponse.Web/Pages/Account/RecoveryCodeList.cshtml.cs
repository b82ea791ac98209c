using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>Makes a new set of recovery codes, shown in the answer to the post and never again.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class RecoveryCodeListModel(OwnFactors factors, Credentials credentials) : PageModel
{
    public int Left { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        Left = (await credentials.FactorsAsync(User.ToActor().StaffId, ct))?.RecoveryCodesLeft ?? 0;

    public async Task OnPostAsync(CancellationToken ct) => Codes = await factors.MakeRecoveryCodesAsync(HttpContext, ct);
}
