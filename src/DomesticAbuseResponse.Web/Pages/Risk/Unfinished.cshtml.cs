using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>Forms that must reach the sergeant before their officers go off duty (R1.17, S12).</summary>
[Authorize(Policies.ReviewRisk)]
public sealed class UnfinishedModel(FormsBeforeOffDuty forms, SergeantsWork work, TimeProvider clock) : PageModel
{
    public FormsBeforeOffDuty.View List { get; private set; } = null!;

    public SergeantsWork.View Tabs { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        List = await forms.ReadAsync(User.ToActor(), clock.GetUtcNow(), ct);
        Tabs = await work.ReadAsync(User.ToActor(), ct);
    }
}
