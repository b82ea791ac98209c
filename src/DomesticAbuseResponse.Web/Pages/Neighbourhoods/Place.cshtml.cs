using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Neighbourhoods;

/// <summary>One neighbourhood: the top of its repeat callers with the rule of the list, their plans, the partners' meetings (R4.19, S85).</summary>
[Authorize(Policies.ReadNeighbourhoods)]
public sealed class PlaceModel(NeighbourhoodPage page, OpenCallerPlan open) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Neighbourhood> Id { get; set; }

    /// <summary>The newest call of the caller for whom a plan is begun.</summary>
    [BindProperty]
    public Id<Incident>? Newest { get; set; }

    public NeighbourhoodPage.View View { get; private set; } = null!;

    /// <summary>True when a meeting has just been written down.</summary>
    public bool Met { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Met = done == "met";
        View = await page.ReadAsync(User.ToActor(), Id, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var opened = await open.HandleAsync(User.ToActor(), new(Id, Newest ?? default), ct);
        if (opened.Refusal is not { } refusal)
        {
            return RedirectToPage("/Neighbourhoods/Plan", new { id = opened.Match(id => id, _ => default) });
        }

        View = await page.ReadAsync(User.ToActor(), Id, ct);
        return this.PageRefused(refusal);
    }
}
