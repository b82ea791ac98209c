using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents;

/// <summary>Whether a supervisor attended a high-risk or repeat incident, and why not (R4.12).</summary>
[Authorize(Policies.Supervise)]
public sealed class SupervisorModel(IncidentFields fields, SupervisorDuties duties, RecordSupervisorAttendance record, IValidator<SupervisorModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Incident Incident { get; private set; } = null!;

    public SupervisorDuties.View View { get; private set; } = null!;

    public bool MayHaveBeenThere => User.ToActor().HasAny(Role.Sergeant, Role.Inspector);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        var recorded = await record.HandleAsync(User.ToActor(), new(Id, Input.Presence!.Value, Input.Words), ct);
        return recorded.Match<IActionResult>(
            _ => RedirectToPage("/Incidents/Incident", new { Id, done = "supervised" }),
            refusal => refusal.Code switch
            {
                "supervisor.words" => this.PageWithError("Input.Words", refusal),
                "supervisor.not-at-scene" => this.PageWithError("Input.Presence", refusal),
                _ => this.PageRefused(refusal),
            });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Incident = await fields.ReadAsync(User.ToActor(), Id, ct);
        View = await duties.ReadAsync(User.ToActor(), Incident, ct);
    }

    public sealed class InputModel
    {
        public SupervisorPresence? Presence { get; set; }

        public string? Words { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Presence).NotNull().WithMessage("Say who was there").IsInEnum().WithMessage("Say who was there");
            RuleFor(i => i.Words).MaximumLength(SupervisorAttendance.WordsMaxLength).WithMessage($"This must be {SupervisorAttendance.WordsMaxLength:N0} characters or fewer");
        }
    }
}
