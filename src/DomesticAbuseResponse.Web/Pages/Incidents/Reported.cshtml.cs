using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Corrects when the report came in, with a reason; its deadlines move with it (R4.25).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class ReportedModel(CorrectReportTime correct, IncidentFields fields, IValidator<ReportedModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        var corrected = await correct.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.At!.Value, Input.Reason!), ct);
        if (corrected.Refusal is { } refusal)
        {
            Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithError(refusal.Code is "incident.reported-reason" ? "Input.Reason" : "Input.At", refusal);
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "reported" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
        Input = new InputModel { At = Incident.ReportedAt };
        return Incident.Version;
    }

    public sealed class InputModel
    {
        [Display(Name = "The time of the report")]
        public DateTimeOffset? At { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.At).NotNull().WithMessage("Enter when it was reported");
            RuleFor(i => i.Reason).NotEmpty().WithMessage("Say how you know when the call was reported").AtMost(IncidentDecision.ReasonMaxLength, "How you know");
        }
    }
}
