using DomesticAbuseResponse.Application.Neighbourhoods;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>Which postcodes lie in a neighbourhood: how its calls are found.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class PostcodesModel(SetPostcodes set) : PageModel
{
    private const int _longest = 4000;

    [BindProperty(SupportsGet = true)]
    public Id<Neighbourhood> Id { get; set; }

    [BindProperty]
    public string? Areas { get; set; }

    public Neighbourhood Neighbourhood { get; private set; } = null!;

    public string Unit { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Neighbourhood, Unit) = await set.FindAsync(User.ToActor(), Id, ct);
        Areas = string.Join(", ", Neighbourhood.PostcodeAreas);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Neighbourhood, Unit) = await set.FindAsync(User.ToActor(), Id, ct);
        var refusal = Areas?.Length > _longest ? new Refusal("postcodes.long", $"This must be {_longest:N0} characters or fewer") : (await set.HandleAsync(User.ToActor(), new(Id, Areas), ct)).Refusal;
        return refusal is null ? Redirect($"/admin/places/units/{Neighbourhood.UnitId}") : this.PageWithError(nameof(Areas), refusal);
    }
}
