using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Corrects what was written down about a call; the first words are shown and stay.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class CorrectModel(CorrectIncident correct, IncidentFields fields, UnitChoices units, IValidator<CorrectInput> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public CorrectInput Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    /// <summary>The caller's number is behind the safe-contact card: it is not shown here, and stays unless another is typed.</summary>
    public CallerLine? Kept { get; private set; }

    public IReadOnlyList<Choice> Units { get; private set; } = [];

    public object Edited => Input;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await ReadAsync(ct);
            return this.PageWithErrors();
        }

        await ReadAsync(ct);
        var call = Kept is not null && string.IsNullOrWhiteSpace(Input.CallerPhone) ? Input.ToCall() with { CallerPhone = Incident.Call.CallerPhone } : Input.ToCall();
        var corrected = await correct.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), call, Input.Grade, Input.UnitId) { Reason = Input.SilenceReason }, ct);
        if (corrected.Refusal is { } refusal)
        {
            return refusal.Code switch
            {
                "incident.no-unit" => this.PageWithError("Input.UnitId", refusal),
                "incident.silence-reason" => this.PageWithError("Input.SilenceReason", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Incidents/Incident", new { Id, done = "corrected" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Input = CorrectInput.From(Incident);
        Input.CallerPhone = Kept is null ? Input.CallerPhone : null;
        return Incident.Version;
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
        Kept = await fields.KeptNumberAsync(User.ToActor(), Incident, ct);
        Units = [.. (await units.ReadAsync(User.ToActor(), ct)).Select(u => new Choice(u.Id.ToString(), u.Name))];
    }
}
