using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Campaigns;

/// <summary>The force's campaigns, and where one is made (R4.20).</summary>
[Authorize(Policies.ReadCampaigns)]
public sealed class IndexModel(CampaignBook campaigns, MakeCampaign make) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<CampaignBook.Row> Campaigns { get; private set; } = [];

    public bool MayMake => User.ToActor().Roles.Any(Campaign.Makers.Contains);

    public async Task OnGetAsync(CancellationToken ct) => Campaigns = await campaigns.ReadAsync(User.ToActor(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var made = await make.HandleAsync(User.ToActor(), new(Name), ct);
        if (made.Refusal is not { } refusal)
        {
            return RedirectToPage("/Campaigns/One", new { id = made.Match(id => id, _ => default) });
        }

        Campaigns = await campaigns.ReadAsync(User.ToActor(), ct);
        return refusal.Code is "campaign.name" ? this.PageWithError(nameof(Name), refusal) : this.PageRefused(refusal);
    }
}
