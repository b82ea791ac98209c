using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>A new password, once the person has confirmed who they are.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
public sealed class PasswordModel(OwnFactors factors, IValidator<PasswordModel.InputModel> validator) : PageModel
{
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

        var changed = await factors.ChangePasswordAsync(HttpContext, Input.Password!, ct);
        return changed.Match<IActionResult>(_ => Redirect("/account?done=password"), refusal => this.PageWithError("Input.Password", refusal));
    }

    public sealed class InputModel
    {
        public string? Password { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a new password");
        }
    }
}
