using DomesticAbuseResponse.Application.Campaigns;
using DomesticAbuseResponse.Domain.Campaigns;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Campaigns;

/// <summary>Whom a campaign still contacts, for paper: references alone, so that a lost sheet tells nothing of anybody.</summary>
[Authorize(Policies.ReadCampaigns)]
public sealed class PrintModel(CampaignPage page) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Campaign> Id { get; set; }

    public CampaignPage.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await page.ReadAsync(User.ToActor(), Id, CampaignList.ToContact, 0, ct);
}
