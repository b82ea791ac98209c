using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>What every page answers while the session is locked. Unlocking leads back to where one was.</summary>
[Authorize(StepPolicies.Unlock), HoldsSecrets]
[ShowsNobody]
public sealed class UnlockModel(SigningIn signingIn, Credentials credentials, IValidator<UnlockModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Notice { get; private set; }

    public string Name => HttpContext.CurrentSession.Staff!.DisplayName;

    public bool HasPasskey { get; private set; }

    /// <summary>Not shown: it tells a password manager whose password is asked for.</summary>
    public string? UserName { get; private set; }

    public async Task OnGetAsync(bool kept, bool lost, CancellationToken ct)
    {
        Notice = kept ? "The screen was locked before your form arrived. What you typed has been kept. Unlock to carry on."
            : lost ? "The screen was locked before your form arrived, and it could not be kept. Go back in your browser to see what you typed."
            : null;
        await ShowAsync(ct);
    }

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
        var factors = await credentials.FactorsAsync(HttpContext.CurrentSession.Staff!.Id, ct);
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
