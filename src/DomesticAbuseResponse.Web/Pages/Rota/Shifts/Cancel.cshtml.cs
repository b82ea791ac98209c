using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Rota;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Rota.Shifts;

/// <summary>Cancels a shift that has not begun, with the reason.</summary>
[Authorize(Policies.PlanRota), ShowsNobody]
public sealed class CancelModel(ShiftFile file, CancelShift cancel, IValidator<CancelModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Shift> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ShiftFile.View View { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var cancelled = await cancel.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Reason!), ct);
        return cancelled.Match<IActionResult>(_ => Redirect($"/rota/shifts/{Id}?done=cancelled"), this.PageRefused);
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Shift.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        if (!View.MayPlan)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why the shift is cancelled").AtMost(Shift.ReasonMaxLength, "Reason");
    }
}
