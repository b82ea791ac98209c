using DomesticAbuseResponse.Application.Crews;
using DomesticAbuseResponse.Domain.Crews;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Crews;

/// <summary>Whoever asked a crew takes the task back, and says why.</summary>
[Authorize(Policies.AskCrews)]
public sealed class WithdrawModel(CrewTaskFiles files, WithdrawCrewTask withdraw, IValidator<WithdrawModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<CrewTask> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public OpenedCrewTask View { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await files.OpenAsync(User.ToActor(), Id, CrewTaskFields.Purpose, ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var answered = await withdraw.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Reason), ct);
        return answered.Match<IActionResult>(_ => Redirect($"/incidents/{View.Task.IncidentId}?done=crew-withdrawn"), refusal => refusal.Code is "crew.reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal));
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        View = await files.OpenAsync(User.ToActor(), Id, CrewTaskFields.Purpose, ct);
        Input = new InputModel();
        return View.Task.Version;
    }

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why the crew is no longer asked").AtMost(CrewTask.ReasonMaxLength, "The reason");
    }
}
