using DomesticAbuseResponse.Application.Briefings;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Briefings;

/// <summary>The policing units of the reader's force, each with its briefing.</summary>
[Authorize(Policies.ReadBriefings)]
public sealed class IndexModel(BriefingUnits units) : PageModel
{
    public IReadOnlyList<BriefingUnits.Row> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Units = await units.ReadAsync(User.ToActor(), ct);
}
