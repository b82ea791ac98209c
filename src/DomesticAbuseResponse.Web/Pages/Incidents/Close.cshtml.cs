using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Closes an incident, or says what has to be done first (S72, S73).</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class CloseModel(CloseIncident close, IncidentFields fields, IValidator<CloseModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    public object Edited => Input;

    public bool IsJudgement => true;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var closed = await close.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Reason!), ct);
        if (closed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "closed" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return Incident.Version;
    }

    private async Task LoadAsync(CancellationToken ct) => Incident = await fields.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator() => RuleFor(i => i.Reason).NotEmpty().WithMessage("Say how the incident ended").AtMost(CloseIncident.ReasonMaxLength, "How the incident ended");
    }
}
