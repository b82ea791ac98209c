using DomesticAbuseResponse.Application.Incoming;
using DomesticAbuseResponse.Domain.Incoming;
using DomesticAbuseResponse.Web.Account;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DomesticAbuseResponse.Web.Pages.Admin.Keys;

/// <summary>Makes a key for another system. The key is in the answer to the post and nowhere else.</summary>
[Authorize(Policies.ManageStaff), HoldsSecrets, NeedsConfirmation]
[ShowsNobody]
public sealed class AddModel(MakeApiKey make, IOptions<SignInSettings> settings, IValidator<AddModel.InputModel> validator) : PageModel
{
    private const int _hintLength = 10;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Key { get; private set; }

    public string Address => new Uri(settings.Value.PublicUrl, "/api/v1/incidents").ToString();

    public void OnGet()
    {
        // The form is empty.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var key = $"dar_{Secrets.NewKey()}";
        var made = await make.HandleAsync(User.ToActor(), new(Input.Name!, Input.Days!.Value, key[.._hintLength], Secrets.Hash(key)), ct);
        if (made.Refusal is { } refusal)
        {
            return refusal.Code is "api-key.known" ? this.PageWithError("Input.Name", refusal) : this.PageRefused(refusal);
        }

        Key = key;
        return Page();
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public int? Days { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter which system the key is for").AtMost(ApiKey.NameMaxLength, "System");
            RuleFor(i => i.Days).NotNull().WithMessage("Choose how long it is to work").InclusiveBetween(1, ApiKey.LongestDays).WithMessage("Choose how long it is to work");
        }
    }
}
