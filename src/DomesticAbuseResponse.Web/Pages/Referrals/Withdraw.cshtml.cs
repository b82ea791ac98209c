using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>The referrer takes a referral back.</summary>
[Authorize(Policies.SendReferrals)]
public sealed class WithdrawModel(ReferralOverview overview, WithdrawReferral withdraw, IValidator<WithdrawModel.InputModel> validator) : PageModel
{
    public const int MaxLength = 4000;

    [BindProperty(SupportsGet = true)]
    public Id<Referral> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ReferralOverview.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var done = await withdraw.HandleAsync(User.ToActor(), new(Id, Input.Reason!, Request.FormVersion()), ct);
        if (done.Refusal is not { } refusal)
        {
            return RedirectToPage("/Referrals/Details", new { Id, done = "withdrawn" });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it is withdrawn")
            .MaximumLength(MaxLength).WithMessage($"Why is it withdrawn must be {MaxLength:N0} characters or fewer");
    }
}
