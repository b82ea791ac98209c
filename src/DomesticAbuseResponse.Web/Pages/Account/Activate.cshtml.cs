using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>Where a person turns the code handed over by their administrator into a password of their own.</summary>
[AllowAnonymous, HoldsSecrets]
[ShowsNobody]
public sealed class ActivateModel(SigningIn signingIn, IValidator<ActivateModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Owed { get; set; }

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

        var answer = await signingIn.ActivateAsync(HttpContext, Input.UserName!, Input.Code!, Input.Password!, ct);
        return answer.Match<IActionResult>(Redirect, refusal => this.PageWithError(refusal.Code is "password.refused" ? "Input.Password" : "Input.Code", refusal));
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Code { get; set; }

        public string? Password { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.UserName).NotEmpty().WithMessage("Enter your user name").MaximumLength(100).WithMessage("User name must be 100 characters or fewer");
            RuleFor(i => i.Code).NotEmpty().WithMessage("Enter the activation code").MaximumLength(40).WithMessage("An activation code has 16 letters and numbers");
            RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a new password");
        }
    }
}
