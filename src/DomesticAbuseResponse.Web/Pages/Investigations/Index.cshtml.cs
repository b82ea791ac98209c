using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Investigations;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.Investigations;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Investigations;

/// <summary>What happened in the investigation of an incident, and what the victim has to be told of it (4.7).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class IndexModel(InvestigationFile file, RecordInvestigation record, TakeBackInvestigationStep takeBack, OpenDraft drafts, IValidator<IndexModel.InputModel> validator, InvestigationWords words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public Id<InvestigationStep>? StepId { get; set; }

    [BindProperty, Display(Name = "Why")]
    public string? Because { get; set; }

    public InvestigationFile.View View { get; private set; } = null!;

    /// <summary>What the person has just done here, in words; null when they came another way.</summary>
    public string? Said { get; private set; }

    public string Draft => $"incidents/{Id}/investigation";

    public IReadOnlyList<Choice> Kinds => [.. Enum.GetValues<InvestigationStepKind>().Select(k => new Choice(k.ToString(), words.Of(k)))];

    public IReadOnlyList<Choice> Suspects => [.. View.Suspects.Select(s => new Choice(s.Id.ToString(), s.Name))];

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        Said = done switch
        {
            "recorded" => "It is recorded. What has to be told stands under it.",
            "taken-back" => "It is taken back, and stays to be read.",
            "evidence" => "What was found is recorded.",
            _ => null,
        };
        Input.SuspectId = View.Suspects.Count == 1 ? View.Suspects[0].Id : null;
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Input.Kind!.Value, InvestigationRules.NamesSuspect(Input.Kind.Value) ? Input.SuspectId : null, Input.On!.Value, Input.VictimSupports, Input.Words), ct);
        if (recorded.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, done = "recorded" });
        }

        await LoadAsync(ct);
        return this.PageWithError(refusal.Code switch { "investigation.suspect" => "Input.SuspectId", "investigation.words" => "Input.Words", _ => "Input.On" }, refusal);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        if (Because?.Length > InvestigationStep.WordsMaxLength)
        {
            await LoadAsync(ct);
            return this.PageWithError(nameof(Because), new Refusal("investigation.reason", $"Why must be {InvestigationStep.WordsMaxLength:N0} characters or fewer"));
        }

        var back = await takeBack.HandleAsync(User.ToActor(), new(Id, StepId ?? default, Because), ct);
        if (back.Refusal is not { } refusal)
        {
            return RedirectToPage(new { Id, done = "taken-back" });
        }

        await LoadAsync(ct);
        return refusal.Code is "investigation.reason" ? this.PageWithError(nameof(Because), refusal) : this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await file.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public InvestigationStepKind? Kind { get; set; }

        [Display(Name = "The day")]
        public DateOnly? On { get; set; }

        public Id<Person>? SuspectId { get; set; }

        public YesNoUnknown? VictimSupports { get; set; }

        public string? Words { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose what happened").IsInEnum().WithMessage("Choose what happened");
            RuleFor(i => i.On).NotNull().WithMessage("Enter the day");
            RuleFor(i => i.Words).AtMost(InvestigationStep.WordsMaxLength, "What else matters");
        }
    }
}
