using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Places;

/// <summary>Sets up a MARAC, or changes its name and rhythm.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class MaracModel(AgencyPlaces places, SaveMarac save, IValidator<MaracModel.InputModel> validator) : PageModel
{
    /// <summary>"new" as well as nothing sets one up.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Address { get; set; }

    public Id<Marac>? Id => Address is null or "new" ? null : Id<Marac>.TryParse(Address, null, out var id) ? id : throw new RecordNotFoundException();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Marac? Marac { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input = Marac is null ? new() : new InputModel { Name = Marac.Name, Cadence = Marac.Cadence };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ReadAsync(ct);
            return this.PageWithErrors();
        }

        var saved = await save.HandleAsync(User.ToActor(), new(Id, Input.Name!, Input.Cadence!.Value), ct);
        if (saved.Refusal is { } refusal)
        {
            await ReadAsync(ct);
            return this.PageWithError("Input.Name", refusal);
        }

        return Id is null ? Redirect($"/admin/places/maracs/{saved.Match(id => id.ToString(), _ => "")}/people") : Redirect("/admin/places?done=marac");
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        if (Id is { } id)
        {
            (Marac, _) = await places.MaracAsync(User.ToActor(), id, ct);
        }
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public MaracCadence? Cadence { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter a name").MaximumLength(Marac.NameMaxLength).WithMessage($"Name must be {Marac.NameMaxLength} characters or fewer");
            RuleFor(i => i.Cadence).NotNull().WithMessage("Choose how often it meets");
        }
    }
}
