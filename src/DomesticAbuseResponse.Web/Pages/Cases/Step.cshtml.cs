using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Application.Contacts;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Contacts;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Cases;

/// <summary>The agreed step after enough attempts: whoever referred, or the MARAC, is told (R3.3).</summary>
[Authorize(Policies.CarryCases)]
public sealed class StepModel(ContactHistory history, LadderOfCase ladder, TakeLadderStep take, IValidator<StepModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CaseFrame Frame { get; private set; } = null!;

    public LadderOfCase.View Ladder { get; private set; } = null!;

    public LadderStep? Step => Ladder.State?.Step;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var taken = await take.HandleAsync(User.ToActor(), new(Id, Input.Step!.Value, Input.Note), ct);
        if (taken.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage("/Cases/Contact", new { Id });
    }

    private async Task LoadAsync(CancellationToken ct) =>
        (Frame, Ladder) = ((await history.ReadAsync(User.ToActor(), Id, ct)).Frame, await ladder.ReadAsync(User.ToActor(), Id, ct));

    public sealed class InputModel
    {
        public LadderStep? Step { get; set; }

        public string? Note { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Step).NotNull().WithMessage("Choose the step");
            RuleFor(i => i.Note).AtMost(ContactStep.NoteMaxLength, "What they should know");
        }
    }
}
