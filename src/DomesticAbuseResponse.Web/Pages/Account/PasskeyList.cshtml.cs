using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>A person's passkeys, and a way to add one.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class PasskeyListModel(OwnFactors factors, Passkeys passkeys) : PageModel
{
    public IReadOnlyList<PasskeySummary> Keys { get; private set; } = [];

    public async Task OnGetAsync() => Keys = await passkeys.ListAsync(User.ToActor().StaffId);

    public async Task<IActionResult> OnPostAsync(string? credential, string? passkeyName, CancellationToken ct)
    {
        if (await factors.AddPasskeyAsync(HttpContext, credential ?? "", passkeyName ?? "", ct))
        {
            return Redirect("/account/passkeys");
        }

        await OnGetAsync();
        ModelState.AddModelError("", "The passkey could not be added. Try again");
        return this.PageWithErrors();
    }
}
