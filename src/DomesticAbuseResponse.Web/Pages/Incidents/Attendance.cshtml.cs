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

/// <summary>Records when somebody attended.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class AttendanceModel(AttendIncident attend, IncidentFields fields, IValidator<AttendanceModel.InputModel> validator, TimeProvider clock) : PageModel, IEditsRecord
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

        var attended = await attend.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.At!.Value), ct);
        if (attended.Refusal is { } refusal)
        {
            Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
            return refusal.Code is "incident.attended-later" or "incident.attended-before" ? this.PageWithError("Input.At", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "attended" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
        Input = new InputModel { At = Incident.AttendedAt ?? clock.GetUtcNow() };
        return Incident.Version;
    }

    public sealed class InputModel
    {
        [Display(Name = "Time of attendance")]
        public DateTimeOffset? At { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.At).NotNull().WithMessage("Enter when somebody arrived");
    }
}
