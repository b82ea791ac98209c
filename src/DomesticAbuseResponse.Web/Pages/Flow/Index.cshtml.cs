using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Flow;

/// <summary>Expected against actual on every route of the reader's agency, alarms first.</summary>
[Authorize(Policies.WatchFlow)]
[ShowsNobody]
public sealed class IndexModel(FlowMonitor monitor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public FlowKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<PolicingUnit>? Unit { get; set; }

    /// <summary>The page; the first is 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public FlowMonitor.View Flow { get; private set; } = null!;

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        P = Math.Clamp(P, 1, 10_000);
        Flow = await monitor.ReadAsync(User.ToActor(), Kind, Unit, P, ct);
        Units = [.. (await monitor.UnitsAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
    }
}
