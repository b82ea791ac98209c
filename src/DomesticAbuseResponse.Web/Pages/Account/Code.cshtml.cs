using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>The second step: the code the person's app shows now, or their passkey.</summary>
[Authorize(StepPolicies.SecondFactor), HoldsSecrets]
[ShowsNobody]
public sealed class CodeModel(
    SigningIn signingIn, Credentials credentials, AuthenticatorApps apps, IOptions<ShellOptions> shell, IValidator<CodeModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Factors Factors { get; private set; } = null!;

    public string? DemoCode { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return await RefusedAsync(ct);
        }

        var answer = await signingIn.WithCodeAsync(HttpContext, Input.Code!, Back, ct);
        return await answer.Match<Task<IActionResult>>(next => Task.FromResult<IActionResult>(Redirect(next)), refusal => RefusedAsync(ct, refusal, "Input.Code"));
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken ct)
    {
        ModelState.Clear();
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

    private async Task ShowAsync(CancellationToken ct)
    {
        var staffId = HttpContext.CurrentSession.Staff!.Id;
        Factors = (await credentials.FactorsAsync(staffId, ct))!;
        DemoCode = shell.Value.DemoMode ? await apps.DemoCodeAsync(staffId, ct) : null;
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Code).NotEmpty().WithMessage("Enter the code your app shows").MaximumLength(20).WithMessage("The code has 6 digits");
        }
    }
}
