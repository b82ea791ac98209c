using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Account;

/// <summary>Names or removes one of a person's own passkeys.</summary>
[Authorize(Policies.UseOwnAccount), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class PasskeyModel(OwnFactors factors, Passkeys passkeys, IValidator<PasskeyModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PasskeySummary Key { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync())
        {
            return NotFound();
        }

        Input.Name = Key.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync())
        {
            return NotFound();
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        await passkeys.RenameAsync(User.ToActor().StaffId, Id, Input.Name!);
        return Redirect("/account/passkeys");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (!await FindAsync())
        {
            return NotFound();
        }

        return await factors.RemovePasskeyAsync(HttpContext, Id, ct) is { } refusal ? this.PageRefused(refusal) : Redirect("/account/passkeys");
    }

    private async Task<bool> FindAsync() =>
        (await passkeys.ListAsync(User.ToActor().StaffId)).FirstOrDefault(k => k.Id == Id) is { } found && (Key = found) is not null;

    public sealed class InputModel
    {
        public string? Name { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter a name").MaximumLength(Passkeys.NameMaxLength).WithMessage($"Name must be {Passkeys.NameMaxLength} characters or fewer");
        }
    }
}
