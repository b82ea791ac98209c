using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Perpetrators;
using DomesticAbuseResponse.Domain.Cases;
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

/// <summary>Refers somebody to a behaviour-change programme, after the question whether it raises the risk to a victim (R2.26).</summary>
[Authorize(Policies.ManagePerpetrators)]
public sealed class ProgrammeModel(ManagementChoices choices, ProposeManagement propose, OpenDraft drafts, IValidator<ProgrammeModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Person> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public ManagementChoices.View View { get; private set; } = null!;

    public IReadOnlyList<Choice> Victims => [.. View.Victims.Select(v => new Choice(v.CaseId.ToString(), $"{v.Name}, {v.Reference}", v.Carrier is { } carrier ? $"Carried by {carrier}" : "Nobody carries the case"))];

    public IReadOnlyList<Choice> Risks { get; } = [new(nameof(RaisesRisk.No), "No"), new(nameof(RaisesRisk.Yes), "Yes"), new(nameof(RaisesRisk.NotKnown), "Not known")];

    public string Draft => $"people/{Id}/lens/programme";

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

        var proposed = await propose.HandleAsync(User.ToActor(), new(Id, ManagementKind.Programme, Input.Why, Input.Programme, Input.CaseId, Input.RaisesRisk, Input.RiskWords, Input.SupportedBy), ct);
        return proposed.Match<IActionResult>(
            _ => RedirectToPage("/People/Lens/Index", new { Id, done = "proposed" }), refusal => FieldOf(refusal) is { } field ? this.PageWithError(field, refusal) : this.PageRefused(refusal));
    }

    private static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        "management.programme" => "Input.Programme",
        "management.victim" => "Input.CaseId",
        "management.risk" => "Input.RaisesRisk",
        "management.risk-words" => "Input.RiskWords",
        "management.supported-by" => "Input.SupportedBy",
        "management.why" => "Input.Why",
        _ => null,
    };

    private async Task LoadAsync(CancellationToken ct) => View = await choices.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Programme { get; set; }

        public Id<Case>? CaseId { get; set; }

        public RaisesRisk? RaisesRisk { get; set; }

        public string? RiskWords { get; set; }

        public string? SupportedBy { get; set; }

        public string? Why { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Programme).NotEmpty().WithMessage("Name the programme").AtMost(PerpetratorManagement.NameMaxLength, "The programme");
            RuleFor(i => i.CaseId).NotNull().WithMessage("Choose the victim it may put in danger");
            RuleFor(i => i.RaisesRisk).NotNull().WithMessage("Say whether it raises the risk to the victim");
            RuleFor(i => i.RiskWords).AtMost(PerpetratorManagement.WordsMaxLength, "How you know");
            RuleFor(i => i.SupportedBy).AtMost(PerpetratorManagement.NameMaxLength, "Who supports the victim");
            RuleFor(i => i.Why).NotEmpty().WithMessage("Say why").AtMost(PerpetratorManagement.WordsMaxLength, "Why");
        }
    }
}
