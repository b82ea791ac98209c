using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>Says in which policing unit a case lies, and so to whom it is referred.</summary>
[Authorize(Policies.WorkCases)]
public sealed class UnitModel(PlaceCase place, CaseEnding cases, UnitChoices units) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseEnding.View Summary { get; private set; } = null!;

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Input.UnitId is not { } unit)
        {
            await ReadAsync(ct);
            ModelState.TryAddModelError("Input.UnitId", "Choose a local policing unit");
            return this.PageWithErrors();
        }

        var placed = await place.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), unit), ct);
        if (placed.Refusal is { } refusal)
        {
            await ReadAsync(ct);
            return refusal.Code == "case.no-unit" ? this.PageWithError("Input.UnitId", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Cases/File", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input.UnitId = Summary.UnitId;
        return Summary.Version;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Summary = await cases.ReadAsync(User.ToActor(), Id, ct);
        Units = [.. (await units.ReadAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
    }

    public sealed class InputModel
    {
        public Id<PolicingUnit>? UnitId { get; set; }
    }
}
