using DomesticAbuseResponse.Application.Cases;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Domain.People;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Opens the case of a victim who has none for an incident, or moves the incident to another of their cases (R2.2).</summary>
[Authorize(Policies.WorkCases)]
public sealed class CaseModel(MoveIncident move, IncidentCaseChoices choices, IValidator<CaseModel.InputModel> validator) : PageModel, IEditsRecord
{
    public const string New = "new";

    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> PersonId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncidentCaseChoices.View View { get; private set; } = null!;

    public object Edited => Input;

    public IReadOnlyList<Choice> Choices =>
    [
        .. View.Others.Select(c => new Choice(c.Id.ToString(), c.Reference, c.Perpetrators.Count > 0 ? $"Against {string.Join(", ", c.Perpetrators)}" : "Nobody is named as harming them")),
        new Choice(New, "A new case"),
    ];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (View.HasCase && !await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        Id<Case>? to = Input.To is { } chosen && Id<Case>.TryParse(chosen, null, out var other) ? other : null;
        var moved = await move.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), PersonId, to, Input.Reason), ct);
        if (moved.Refusal is { } refusal)
        {
            return this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "moved" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Incident.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => View = await choices.ReadAsync(User.ToActor(), Id, PersonId, ct);

    public sealed class InputModel
    {
        /// <summary>One of the victim's cases, or "new".</summary>
        public string? To { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.To).Must(to => to == New || Id<Case>.TryParse(to, null, out _)).WithMessage("Choose a case, or a new one");
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why it belongs there").AtMost(IncidentDecision.ReasonMaxLength, "Why it belongs there");
        }
    }
}
