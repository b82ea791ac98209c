using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>High-risk and repeat incidents that wait for a word on whether a supervisor attended (R4.12).</summary>
[Authorize(Policies.Supervise)]
public sealed class SupervisionModel(SupervisionList list, SergeantsWork work) : PageModel
{
    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public SupervisionList.View List { get; private set; } = null!;

    public SergeantsWork.View Tabs { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        List = await list.ReadAsync(User.ToActor(), P, ct);
        Tabs = await work.ReadAsync(User.ToActor(), ct);
    }
}
