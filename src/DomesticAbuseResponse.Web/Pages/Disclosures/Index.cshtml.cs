using DomesticAbuseResponse.Application.Disclosures;
using DomesticAbuseResponse.Domain.Disclosures;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Disclosures;

/// <summary>The requests under the disclosure scheme of the reader's force (R4.33, R4.38). It names nobody.</summary>
[Authorize(Policies.DecideDisclosures)]
public sealed class IndexModel(DisclosureDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public DisclosureOutcome? Outcome { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public DisclosureDesk.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Outcome = Outcome is { } outcome && Enum.IsDefined(outcome) ? outcome : null;
        View = await desk.ReadAsync(User.ToActor(), Ended, Outcome, Late, P, ct);
    }
}
