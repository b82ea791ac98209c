using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Domain.Places;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>A policing unit: its name, its neighbourhoods, and where its cases are referred.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class UnitModel(AgencyPlaces places, SaveUnit save) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Address { get; set; }

    public Id<PolicingUnit>? Id => Address is null or "new" ? null : Id<PolicingUnit>.TryParse(Address, null, out var id) ? id : throw new RecordNotFoundException();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PolicingUnit? Unit { get; private set; }

    public IReadOnlyList<AgencyPlaces.Named<Neighbourhood>> Neighbourhoods { get; private set; } = [];

    public IReadOnlyList<Choice> Maracs { get; private set; } = [];

    public IReadOnlyList<Choice> Services { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input = Unit is null ? new() : new InputModel { Name = Unit.Name, MaracId = Unit.MaracId, IdvaServiceId = Unit.IdvaServiceId, IsRural = Unit.IsRural };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.NeedName("Input.Name", Input.Name);
        if (Input.MaracId is null)
        {
            ModelState.AddModelError("Input.MaracId", "Choose a MARAC");
        }

        if (!ModelState.IsValid)
        {
            await ReadAsync(ct);
            return this.PageWithErrors();
        }

        var saved = await save.HandleAsync(User.ToActor(), new(Id, Input.Name!, Input.MaracId!.Value, Input.IdvaServiceId) { IsRural = Input.IsRural }, ct);
        if (saved.Refusal is { } refusal)
        {
            await ReadAsync(ct);
            return this.PageWithError("Input.Name", refusal);
        }

        return Id is null ? Redirect($"/admin/places/units/{saved.Match(id => id.ToString(), _ => "")}") : Redirect("/admin/places?done=unit");
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        if (Id is { } id)
        {
            (Unit, Neighbourhoods) = await places.UnitAsync(User.ToActor(), id, ct);
        }

        var (maracs, services, _) = await places.ChoicesAsync(User.ToActor(), ct);
        Maracs = [.. maracs.Select(m => new Choice(m.Id.ToString(), m.Name))];
        Services = [.. services.Select(s => new Choice(s.Id.ToString(), s.Name))];
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public Id<Marac>? MaracId { get; set; }

        public Id<Agency>? IdvaServiceId { get; set; }

        public bool IsRural { get; set; }
    }
}
