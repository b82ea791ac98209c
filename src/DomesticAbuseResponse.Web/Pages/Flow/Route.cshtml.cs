using DomesticAbuseResponse.Application.Flow;
using DomesticAbuseResponse.Domain.Flow;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Flow;

/// <summary>One route: what was expected, what came, week by week and day by day, and why there is an alarm or none.</summary>
[Authorize(Policies.WatchFlow)]
[ShowsNobody]
public sealed class RouteModel(FlowRouteView view) : PageModel
{
    private const int _barWidth = 160;

    [BindProperty(SupportsGet = true)]
    public Id<FlowRoute> Id { get; set; }

    public FlowRouteView.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => View = await view.ReadAsync(User.ToActor(), Id, ct);

    /// <summary>How wide a bar is drawn beside its number, of at most 160.</summary>
    public static int Width(int count, IEnumerable<FlowRouteView.Span> all) => all.Max(s => s.Count) is > 0 and var most ? count * _barWidth / most : 0;
}
