using System.ComponentModel.DataAnnotations;
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

/// <summary>When a shift really began and ended (R5.5).</summary>
[Authorize(Policies.ReadRota), ShowsNobody]
public sealed class TimesModel(ShiftFile file, RecordShiftTimes record, IValidator<TimesModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Shift> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ShiftFile.View View { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var worked = await record.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.StartedAt!.Value, Input.EndedAt), ct);
        return worked.Match<IActionResult>(_ => Redirect($"/rota/shifts/{Id}?done=worked"), refusal => refusal.Code switch
        {
            "shift.starts-later" or "shift.start-far" => this.PageWithError("Input.StartedAt", refusal),
            "shift.ends-later" or "shift.end-far" => this.PageWithError("Input.EndedAt", refusal),
            _ => this.PageRefused(refusal),
        });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel { StartedAt = View.Shift.StartedAt ?? View.Shift.PlannedFrom, EndedAt = View.Shift.EndedAt };
        return View.Shift.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await file.ReadAsync(User.ToActor(), Id, ct);
        if (!View.MayRecord)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        [Display(Name = "The start")]
        public DateTimeOffset? StartedAt { get; set; }

        [Display(Name = "The end")]
        public DateTimeOffset? EndedAt { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.StartedAt).NotNull().WithMessage("Enter when the shift began");
    }
}
