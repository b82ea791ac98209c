using DomesticAbuseResponse.Application.Agencies;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Pages.Admin.Staff;

/// <summary>What a colleague has lost, and so what the code must replace.</summary>
public enum LostSignIn
{
    Nothing,
    Password,
    Everything,
}

/// <summary>Makes the code an administrator hands over in person. It is in the answer to the post and nowhere else.</summary>
[Authorize(Policies.ManageStaff), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class ActivationModel(
    StaffList list, StaffSignIns signIns, IOptions<SignInSettings> settings, IValidator<ActivationModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<StaffMember> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Added { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public StaffList.Row Staff { get; private set; } = null!;

    public StaffSignIn? Current { get; private set; }

    public string? Code { get; private set; }

    /// <summary>A second person has been asked and must agree before the code can be made.</summary>
    public bool Asked { get; private set; }

    public string Address => new Uri(settings.Value.PublicUrl, "/activate").ToString();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Staff = await list.ReadAsync(User.ToActor(), Id, ct);
        Current = (await signIns.ReadAsync([Id], ct)).GetValueOrDefault(Id);
        Input.Scope ??= Added ? LostSignIn.Nothing : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var made = await signIns.ResetAsync(User.ToActor(), Id, Input.Scope is LostSignIn.Everything, ct);
        (Code, Asked) = made.Match(started => (started.Code, started.Code is null), _ => (null, false));
        return made.Refusal is { } refusal ? this.PageRefused(refusal) : Page();
    }

    public sealed class InputModel
    {
        public LostSignIn? Scope { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Scope).NotNull().WithMessage("Select what they have lost");
        }
    }
}
