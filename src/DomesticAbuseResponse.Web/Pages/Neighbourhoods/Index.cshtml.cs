using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Neighbourhoods;

/// <summary>The sector inspector's monitor of repeat callers and the plans for them (R4.19).</summary>
[Authorize(Policies.ReadNeighbourhoods)]
public sealed class IndexModel(NeighbourhoodMonitor monitor) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<PolicingUnit>? Unit { get; set; }

    public NeighbourhoodMonitor.View Monitor { get; private set; } = null!;

    public IReadOnlyList<Choice> Units => [.. Monitor.Units.Select(u => new Choice(u.Id.ToString(), u.Name))];

    /// <summary>Whether the callers were ranked: of one unit at a time.</summary>
    public bool Ranked => Monitor.Rows.Any(r => r.OfTop is not null);

    public async Task OnGetAsync(CancellationToken ct) => Monitor = await monitor.ReadAsync(User.ToActor(), Unit, ct);
}
