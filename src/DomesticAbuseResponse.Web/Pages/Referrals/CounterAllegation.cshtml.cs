using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>A worker records that each accuses the other (R4.17); incidents that show it set the flag by themselves.</summary>
[Authorize(Policies.SendReferrals)]
public sealed class CounterAllegationModel(CounterAllegationView both, FlagCounterAllegation flag, IValidator<CounterAllegationModel.InputModel> validator) : PageModel
{
    public const int MaxLength = 2000;

    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public CounterAllegationView.View View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return View.IsFlagged ? RedirectToPage("/Referrals/PrimaryVictim", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var flagged = await flag.HandleAsync(User.ToActor(), new(Id, Input.Because!), ct);
        if (flagged.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage("/Referrals/PrimaryVictim", new { Id });
    }

    private async Task LoadAsync(CancellationToken ct) => View = await both.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Because { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Because).NotEmpty().WithMessage("Say how you know")
            .MaximumLength(MaxLength).WithMessage($"How you know must be {MaxLength:N0} characters or fewer");
    }
}
