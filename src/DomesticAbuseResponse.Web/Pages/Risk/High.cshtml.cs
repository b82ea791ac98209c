using DomesticAbuseResponse.Application.Notices;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>The inspector's list: every High with its prompt on the threat to life (R1.17, S13).</summary>
[Authorize(Policies.DecideThreat)]
public sealed class HighModel(HighRiskList list, SergeantsWork work, TimeProvider clock) : PageModel
{
    public HighRiskList.View List { get; private set; } = null!;

    public SergeantsWork.View Tabs { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct)
    {
        List = await list.ReadAsync(User.ToActor(), ct);
        Tabs = await work.ReadAsync(User.ToActor(), ct);
    }
}
