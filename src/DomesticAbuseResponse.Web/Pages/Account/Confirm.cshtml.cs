using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>Asks a signed-in person for their password or passkey again, before something sensitive.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets]
[ShowsNobody]
public sealed class ConfirmModel(SigningIn signingIn, Credentials credentials, IValidator<ConfirmModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool HasPasskey { get; private set; }

    /// <summary>Not shown: it tells a password manager whose password is asked for.</summary>
    public string? UserName { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ShowAsync(ct);
            return this.PageWithErrors();
        }

        return await AnswerAsync(await signingIn.ProveAgainWithPasswordAsync(HttpContext, Input.Password!, Back, ct), "Input.Password", ct);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken ct)
    {
        ModelState.Clear();
        return await AnswerAsync(await signingIn.ProveAgainWithPasskeyAsync(HttpContext, credential ?? "", Back, ct), "", ct);
    }

    private async Task<IActionResult> AnswerAsync(Result<string> answer, string field, CancellationToken ct)
    {
        await ShowAsync(ct);
        return answer.Match<IActionResult>(Redirect, refusal => this.PageWithError(field, refusal));
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        var factors = await credentials.FactorsAsync(User.ToActor().StaffId, ct);
        (HasPasskey, UserName) = (factors?.Passkeys > 0, factors?.UserName);
    }

    public sealed class InputModel
    {
        public string? Password { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Password).NotEmpty().WithMessage("Enter your password").MaximumLength(PasswordRules.MaxLength).WithMessage("Password must be 200 characters or fewer");
        }
    }
}
