using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>A neighbourhood of a policing unit, inside a local authority.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class NeighbourhoodModel(AgencyPlaces places, AddNeighbourhood add) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<PolicingUnit> Id { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Id<LocalAuthority>? AuthorityId { get; set; }

    public PolicingUnit Unit { get; private set; } = null!;

    public IReadOnlyList<Choice> Authorities { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Unit, _) = await places.UnitAsync(User.ToActor(), Id, ct);
        Authorities = [.. (await places.AuthoritiesAsync(ct)).Select(a => new Choice(a.Id.ToString(), a.Name))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.NeedName(nameof(Name), Name);
        if (AuthorityId is null)
        {
            ModelState.AddModelError(nameof(AuthorityId), "Choose a local authority");
        }

        var refusal = ModelState.IsValid ? (await add.HandleAsync(User.ToActor(), new(Id, AuthorityId!.Value, Name!), ct)).Refusal : null;
        if (ModelState.IsValid && refusal is null)
        {
            return Redirect($"/admin/places/units/{Id}");
        }

        await OnGetAsync(ct);
        return refusal is null ? this.PageWithErrors() : this.PageWithError(nameof(Name), refusal);
    }
}

/// <summary>What the pages about places ask of a name.</summary>
internal static class PlaceNames
{
    public static void NeedName(this PageModel page, string field, string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > PolicingUnit.NameMaxLength)
        {
            page.ModelState.AddModelError(field, string.IsNullOrWhiteSpace(name) ? "Enter a name" : $"Name must be {PolicingUnit.NameMaxLength} characters or fewer");
        }
    }
}
