using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using DomesticAbuseResponse.Web.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Whoever may see a call asks for another grade; a control-room supervisor decides (R4.1).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class RegradeModel(IncidentFields fields, AskRegrade ask, IValidator<RegradeModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    /// <summary>The grades other than the one the call has.</summary>
    public async Task<IReadOnlyList<Choice>> OthersAsync(ResponseGradeWords grades) =>
        [.. (await grades.ChoicesAsync(Incident.AgencyId)).Where(c => c.Value != Incident.Grade?.ToString())];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var asked = await ask.HandleAsync(User.ToActor(), new(Id, Input.Grade!.Value, Input.Reason), ct);
        return asked.Match<IActionResult>(
            _ => RedirectToPage("/Incidents/Incident", new { Id, done = "regrade-asked" }),
            refusal => refusal.Code is "incident.regrade-reason" ? this.PageWithError("Input.Reason", refusal)
                : refusal.Code is "incident.same-grade" or "incident.already-asked" ? this.PageWithError("Input.Grade", refusal) : this.PageRefused(refusal));
    }

    private async Task LoadAsync(CancellationToken ct) => Incident = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public ResponseGrade? Grade { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Grade).NotNull().WithMessage("Choose the grade the call should have").IsInEnum().WithMessage("Choose the grade the call should have");
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say why the grade should be another one");
            RuleFor(i => i.Reason).AtMost(RegradeRequest.ReasonMaxLength, "Reason");
        }
    }
}
