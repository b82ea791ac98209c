using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>The second step for somebody without their phone: one of the ten codes they kept.</summary>
[Authorize(StepPolicies.SecondFactor), HoldsSecrets]
[ShowsNobody]
public sealed class RecoveryModel(SigningIn signingIn, IValidator<RecoveryModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var answer = await signingIn.WithRecoveryCodeAsync(HttpContext, Input.Code!, Back, ct);
        return answer.Match<IActionResult>(Redirect, refusal => this.PageWithError("Input.Code", refusal));
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Code).NotEmpty().WithMessage("Enter a recovery code").MaximumLength(40).WithMessage("A recovery code has 16 letters and numbers");
        }
    }
}
