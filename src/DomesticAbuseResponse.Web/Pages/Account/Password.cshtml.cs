using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>A new password, once the person has confirmed who they are.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class PasswordModel(OwnFactors factors, Credentials credentials, IValidator<PasswordModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Not shown: it tells a password manager whose password is changed.</summary>
    public string? UserName { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => UserName = (await credentials.FactorsAsync(User.ToActor().StaffId, ct))?.UserName;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
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
