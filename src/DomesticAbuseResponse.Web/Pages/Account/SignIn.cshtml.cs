using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>The first step: a passkey, which is enough, or a password, which leads on to the second.</summary>
[AllowAnonymous, HoldsSecrets]
[ShowsNobody]
public sealed class SignInModel(SigningIn signingIn, DemoSignIn demo, IOptions<ShellOptions> shell, IValidator<SignInModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Notice { get; private set; }

    public IReadOnlyList<DemoUser> DemoUsers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(bool kept, bool lost, bool @out, CancellationToken ct)
    {
        Notice = kept ? "You were signed out before your form arrived. What you typed has been kept. Sign in to carry on."
            : lost ? "You were signed out before your form arrived, and it could not be kept. Go back in your browser to see what you typed."
            : @out ? "You are signed out."
            : null;
        return HttpContext.CurrentSession.State switch
        {
            SessionState.Live => Redirect(LocalPath.OrHome(Back)),
            SessionState.Locked => Redirect($"/unlock{QueryString.Create("back", LocalPath.OrHome(Back))}"),
            _ => await ShowAsync(ct),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return await RefusedAsync(ct);
        }

        var answer = await signingIn.WithPasswordAsync(HttpContext, Input.UserName!, Input.Password!, Back, ct);
        return await answer.Match<Task<IActionResult>>(next => Task.FromResult<IActionResult>(Redirect(next)), refusal => RefusedAsync(ct, refusal, "Input.UserName"));
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken ct)
    {
        ModelState.Clear(); // the password's fields were not part of this form
        var answer = await signingIn.WithPasskeyAsync(HttpContext, credential ?? "", Back, ct);
        return await answer.Match<Task<IActionResult>>(next => Task.FromResult<IActionResult>(Redirect(next)), refusal => RefusedAsync(ct, refusal));
    }

    private async Task<IActionResult> RefusedAsync(CancellationToken ct, Refusal? refusal = null, string key = "")
    {
        if (refusal is not null)
        {
            ModelState.AddModelError(key, refusal.Message);
        }

        await ShowAsync(ct);
        return this.PageWithErrors();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        DemoUsers = shell.Value.DemoMode ? await demo.ListAsync(ct) : [];
        return Page();
    }

    public sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.UserName).NotEmpty().WithMessage("Enter your user name").MaximumLength(100).WithMessage("User name must be 100 characters or fewer");
            RuleFor(i => i.Password).NotEmpty().WithMessage("Enter your password").MaximumLength(PasswordRules.MaxLength).WithMessage("Password must be 200 characters or fewer");
        }
    }
}
