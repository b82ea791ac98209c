using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>A council area that the neighbourhoods of a force lie in.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class AuthorityModel(AgencyPlaces places, AddLocalAuthority add) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Id<Agency>? CouncilId { get; set; }

    public IReadOnlyList<Choice> Councils { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        Councils = [.. (await places.ChoicesAsync(User.ToActor(), ct)).Councils.Select(c => new Choice(c.Id.ToString(), c.Name))];

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.NeedName(nameof(Name), Name);
        var refusal = ModelState.IsValid ? (await add.HandleAsync(User.ToActor(), new(Name!, CouncilId), ct)).Refusal : null;
        if (ModelState.IsValid && refusal is null)
        {
            return Redirect("/admin/places?done=authority");
        }

        await OnGetAsync(ct);
        return refusal is null ? this.PageWithErrors() : this.PageWithError(nameof(Name), refusal);
    }
}
