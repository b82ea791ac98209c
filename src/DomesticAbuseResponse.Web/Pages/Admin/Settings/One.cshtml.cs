using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Policies;
using DomesticAbuseResponse.Domain.Maracs;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Admin.Settings;

/// <summary>One local setting: what was decided last, and where a new version of it is put in force.</summary>
[Authorize(Policies.ManagePlaces)]
[ShowsNobody]
public sealed class OneModel(SettingsDesk desk, ChangeSetting change, IValidator<OneModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    /// <summary>The MARAC it is decided for.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<Marac>? Marac { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public SettingsDesk.View View { get; private set; } = null!;

    public IReadOnlyList<SettingField> Fields { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel { Values = [.. Fields.Select(f => f.Value)], Name = string.Create(CultureInfo.InvariantCulture, $"version-{View.Versions.Count(v => v.IsOwn) + 1}"), From = View.Today };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.Values = [.. Fields.Select((_, n) => n < Input.Values.Count ? Input.Values[n] : null)];
        var (json, problems) = SettingForm.Read(View.Kind, View.Newest, Fields, Input.Values);
        foreach (var (field, problem) in problems)
        {
            ModelState.AddModelError($"Input.Values[{field}]", problem);
        }

        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var adopted = await change.HandleAsync(User.ToActor(), new(Kind, Marac, Input.Name!.Trim(), Input.From!.Value, json), ct);
        return adopted.Match<IActionResult>(
            _ => Redirect("/admin/settings?done=adopted"),
            refusal => refusal.Code switch
            {
                "policy.version" or "policy.version-taken" => this.PageWithError("Input.Name", refusal),
                "policy.past" or "policy.not-newest" => this.PageWithError("Input.From", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        if (Kind == PolicyKinds.Definitions.Code)
        {
            throw new RecordNotFoundException(); // they have pages of their own
        }

        View = await desk.OneAsync(User.ToActor(), Kind, Marac, ct);
        Fields = SettingForm.Of(View.Kind, View.Newest);
    }

    public sealed class InputModel
    {
        /// <summary>In the order of the fields.</summary>
        public List<string?> Values { get; set; } = [];

        public string? Name { get; set; }

        [Display(Name = "The first day")]
        public DateOnly? From { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().WithMessage("Enter a name for the version").AtMost(Policy.VersionMaxLength, "Name of the version");
            RuleFor(i => i.From).NotNull().WithMessage("Enter the first day");
        }
    }
}
