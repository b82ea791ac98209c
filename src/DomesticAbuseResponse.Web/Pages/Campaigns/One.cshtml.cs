using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Campaigns;

/// <summary>One campaign: how far it has come and whom it still contacts (R4.20, S82).</summary>
[Authorize(Policies.ReadCampaigns)]
public sealed class OneModel(CampaignPage page, EndCampaign end) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Campaign> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public CampaignList List { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public CampaignPage.View View { get; private set; } = null!;

    public bool MayEnd => View.Campaign.EndedAt is null && User.ToActor().Roles.Any(Campaign.Makers.Contains);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var ended = await end.HandleAsync(User.ToActor(), new(Id, Request.FormVersion()), ct);
        if (ended.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        List = Enum.IsDefined(List) ? List : CampaignList.ToContact;
        View = await page.ReadAsync(User.ToActor(), Id, List, P, ct);
    }
}
