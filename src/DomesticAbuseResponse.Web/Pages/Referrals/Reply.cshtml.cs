using DomesticAbuseResponse.Application.Referrals;
using DomesticAbuseResponse.Domain.Referrals;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Referrals;

/// <summary>The referrer answers the receiver’s question.</summary>
[Authorize(Policies.SendReferrals)]
public sealed class ReplyModel(ReferralOverview overview, AnswerReceiver answer, IValidator<ReplyModel.InputModel> validator) : PageModel
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

        var done = await answer.HandleAsync(User.ToActor(), new(Id, Input.Answer!, Request.FormVersion()), ct);
        if (done.Refusal is not { } refusal)
        {
            return RedirectToPage("/Referrals/Details", new { Id, done = "replied" });
        }

        await LoadAsync(ct);
        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Answer { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Answer).NotEmpty().WithMessage("Enter your answer")
            .MaximumLength(MaxLength).WithMessage($"Your answer must be {MaxLength:N0} characters or fewer");
    }
}
