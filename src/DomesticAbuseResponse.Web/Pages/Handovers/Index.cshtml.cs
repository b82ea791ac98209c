using DomesticAbuseResponse.Application.Handovers;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Handovers;

/// <summary>The handovers of a control room's shifts, newest first; a supervisor drafts the next.</summary>
[Authorize(Policies.ReadHandovers)]
public sealed class IndexModel(HandoverList list, DraftHandover draft) : PageModel
{
    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public HandoverList.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        View = await list.ReadAsync(User.ToActor(), P, ct);
    }

    public async Task<IActionResult> OnPostDraftAsync(CancellationToken ct) =>
        User.May(Policies.SignHandovers) ? RedirectToPage("/Handovers/Write", new { id = await draft.HandleAsync(User.ToActor(), ct) }) : NotFound();
}
