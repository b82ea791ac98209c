using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>The receiver turns a referral down, with a reason for the referrer and another way.</summary>
[Authorize(Policies.AnswerReferrals)]
public sealed class DeclineModel(ReferralOverview overview, DeclineReferral decline, IValidator<DeclineModel.InputModel> validator) : PageModel
{
    public const int MaxLength = 4000;

    public const int InsteadMaxLength = 1000;

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

        var done = await decline.HandleAsync(User.ToActor(), new(Id, Input.Reason!, Request.FormVersion(), Input.Instead), ct);
        if (done.Refusal is not { } refusal)
        {
            return RedirectToPage("/Referrals/Index", new { done = "declined" });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Reason { get; set; }

        public string? Instead { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it is declined")
                .MaximumLength(MaxLength).WithMessage($"Why is it declined must be {MaxLength:N0} characters or fewer");
            RuleFor(i => i.Instead).NotEmpty().WithMessage("Say what they could do instead")
                .MaximumLength(InsteadMaxLength).WithMessage($"What could they do instead must be {InsteadMaxLength:N0} characters or fewer");
        }
    }
}
