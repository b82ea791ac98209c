using DomesticAbuseResponse.Application.Maracs;
using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Maracs;

/// <summary>The referrals that wait for a MARAC's coordinator, with all four grounds and the meeting each goes to by the rule (S52).</summary>
[Authorize(Policies.RunMaracs)]
public sealed class ReferralsModel(WaitingReferrals waiting, PlaceOnAgenda place) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Marac> MaracId { get; set; }

    /// <summary>The meeting whose agenda a case was just placed on.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Meeting>? Placed { get; set; }

    /// <summary>What was just done instead: "asked" or "declined".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty(Name = FormFields.Version)]
    public uint? Version { get; set; }

    public WaitingReferrals.View Waiting { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPlaceAsync(Id<Referral> referral, Id<Meeting> meeting, CancellationToken ct)
    {
        var placed = await place.HandleAsync(User.ToActor(), new PlaceOnAgenda.Command(referral, meeting, Version), ct);
        if (placed.Refusal is not { } refusal)
        {
            return RedirectToPage("/Maracs/Referrals", new { MaracId, placed = meeting });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => Waiting = await waiting.ReadAsync(User.ToActor(), MaracId, ct);
}
