using DomesticAbuseResponse.Application.Briefings;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Briefings;

/// <summary>The daily briefing of one policing unit, on screen and on paper (R4.14).</summary>
[Authorize(Policies.ReadBriefings)]
public sealed class UnitModel(DailyBriefing briefing) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<PolicingUnit> Id { get; set; }

    public DailyBriefing.View Briefing { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Briefing = await briefing.ReadAsync(User.ToActor(), Id, ct);
}
