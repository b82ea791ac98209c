using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>The first second factor, before anything else: a passkey or an app. Ends with the recovery codes, shown once.</summary>
[Authorize(StepPolicies.SetUpSecondFactor), HoldsSecrets]
[ShowsNobody]
public sealed class EnrolModel(
    SigningIn signingIn, AuthenticatorApps apps, AppOffers offers, Passkeys passkeys, IValidator<EnrolModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public AppOffer? Offer { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Offer = await offers.MakeAsync(HttpContext.CurrentSession.Staff!.Id, Input.Offer, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, Input, ct) && apps.Open(HttpContext.CurrentSession.Staff!.Id, Input.Offer) is { } seed)
        {
            Codes = await signingIn.EnrolAsync(HttpContext, SignInEventKind.AppAdded, id => apps.AddAsync(id, seed, Input.Code!, ct), ct);
        }

        return await DoneOrAgainAsync("Input.Code", "The code is not right. Enter the code the app shows now", ct);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? passkeyName, CancellationToken ct)
    {
        ModelState.Clear();
        Codes = await signingIn.EnrolAsync(
            HttpContext, SignInEventKind.PasskeyAdded, id => passkeys.AddAsync(HttpContext, id, credential ?? "", passkeyName ?? "", ct), ct);
        return await DoneOrAgainAsync("", "The passkey could not be set up. Try again, or use an app", ct);
    }

    private async Task<IActionResult> DoneOrAgainAsync(string field, string problem, CancellationToken ct)
    {
        if (Codes is not null)
        {
            return Page();
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError(field, problem);
        }

        await OnGetAsync(ct);
        return this.PageWithErrors();
    }

    public sealed class InputModel
    {
        public string? Offer { get; set; }

        public string? Code { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Code).NotEmpty().WithMessage("Enter the code the app shows").MaximumLength(20).WithMessage("The code has 6 digits");
        }
    }
}
