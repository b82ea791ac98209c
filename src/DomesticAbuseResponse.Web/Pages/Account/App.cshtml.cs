using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>Sets up, replaces or removes the authenticator app of a signed-in person.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class AppModel(OwnFactors factors, AppOffers offers, Credentials credentials, IValidator<AppModel.InputModel> validator) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public AppOffer Offer { get; private set; } = null!;

    public bool HasApp { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var staffId = User.ToActor().StaffId;
        Offer = await offers.MakeAsync(staffId, Input.Offer, ct);
        HasApp = (await credentials.FactorsAsync(staffId, ct))?.AppAddedAt is not null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await this.IsValidAsync(validator, Input, ct))
        {
            if (await factors.AddAppAsync(HttpContext, Input.Offer, Input.Code!, ct))
            {
                return Redirect("/account?done=app");
            }

            ModelState.AddModelError("Input.Code", "The code is not right. Enter the code the app shows now");
        }

        await OnGetAsync(ct);
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (await factors.RemoveAppAsync(HttpContext, ct) is not { } refusal)
        {
            return Redirect("/account?done=app-removed");
        }

        await OnGetAsync(ct);
        return this.PageRefused(refusal);
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
