using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The receipt of whoever took a request: its reference, and nothing of what it says.</summary>
[Authorize(Policies.TakeDisclosures)]
public sealed class TakenModel(TakeDisclosure take) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<DisclosureRequest> Id { get; set; }

    public string Reference { get; private set; } = "";

    public bool MayOpen => User.ToActor().Roles.Any(DisclosureAccess.Deciders.Contains);

    public async Task OnGetAsync(CancellationToken ct) => Reference = await take.ReceiptAsync(User.ToActor(), Id, ct);
}
