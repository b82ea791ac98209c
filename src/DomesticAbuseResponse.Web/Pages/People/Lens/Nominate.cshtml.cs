using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Domain.Perpetrators;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.People.Lens;

/// <summary>Nominates somebody to MATAC or refers them to Integrated Offender Management (R2.23, R2.25).</summary>
[Authorize(Policies.ManagePerpetrators)]
public sealed class NominateModel(ManagementChoices choices, ProposeManagement propose, OpenDraft drafts, IValidator<NominateModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ManagementChoices.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(ManagementKind.Matac), "MATAC", "The four-weekly meeting about harmful serial perpetrators"),
        new(nameof(ManagementKind.Iom), "Integrated Offender Management"),
    ];

    public string Draft => $"people/{Id}/lens/nominate";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var proposed = await propose.HandleAsync(User.ToActor(), new(Id, Input.Kind!.Value, Input.Why), ct);
        return proposed.Match<IActionResult>(_ => RedirectToPage("/People/Lens/Index", new { Id, done = "proposed" }), refusal => refusal.Code is "management.why" ? this.PageWithError("Input.Why", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => View = await choices.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public ManagementKind? Kind { get; set; }

        public string? Why { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).Must(k => k is ManagementKind.Matac or ManagementKind.Iom).WithMessage("Choose to what");
            RuleFor(i => i.Why).NotEmpty().WithMessage("Say why").AtMost(PerpetratorManagement.WordsMaxLength, "Why");
        }
    }
}
