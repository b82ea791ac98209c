using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Who is sent to a call, and when they arrive: each one press, here and on the page of the incident.</summary>
[Authorize(Policies.ReadIncidents)]
public sealed class DispatchModel(
    IncidentOverview overview, SendToIncident send, ArriveAtIncident arrive, CallOffFromIncident callOff, IValidator<DispatchModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncidentOverview.View View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        return await DoneAsync(await send.HandleAsync(User.ToActor(), new(Id, Input.Who, Input.Note), ct), "sent", ct);
    }

    /// <summary>An officer goes in person.</summary>
    public async Task<IActionResult> OnPostSelfAsync(CancellationToken ct) =>
        await DoneAsync(await send.HandleAsync(User.ToActor(), new(Id, null, null, InPerson: true), ct), "sent", ct);

    public async Task<IActionResult> OnPostArriveAsync(long dispatch, CancellationToken ct) =>
        await DoneAsync(await arrive.HandleAsync(User.ToActor(), new(Id, dispatch), ct), "arrived", ct);

    public async Task<IActionResult> OnPostCallOffAsync(long dispatch, CancellationToken ct) =>
        await DoneAsync(await callOff.HandleAsync(User.ToActor(), new(Id, dispatch), ct), "called-off", ct);

    private async Task<IActionResult> DoneAsync(Result<IncidentDispatch> result, string done, CancellationToken ct)
    {
        if (result.Refusal is not { } refusal)
        {
            return RedirectToPage("/Incidents/Incident", new { Id, done });
        }

        await LoadAsync(ct);
        return refusal.Code is "incident.nobody-sent" or "incident.already-sent" && Input.Who is not null ? this.PageWithError("Input.Who", refusal) : this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, ct);

    public sealed class InputModel
    {
        public string? Who { get; set; }

        public string? Note { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Who).NotEmpty().WithMessage("Say who is sent: a call sign, a unit or a name");
            RuleFor(i => i.Who).AtMost(IncidentDispatch.WhoMaxLength, "Who is sent");
            RuleFor(i => i.Note).AtMost(IncidentDispatch.NoteMaxLength, "The note");
        }
    }
}
