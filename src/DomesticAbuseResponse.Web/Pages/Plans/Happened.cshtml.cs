using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>Where somebody says what has happened that no record shows (R3.11).</summary>
[Authorize(Policies.WorkCases)]
public sealed class HappenedModel(PlanOverview overview, TellPlan tell, IValidator<HappenedModel.InputModel> validator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PlanOverview.View View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var told = await tell.HandleAsync(User.ToActor(), new(Id, Input.Kind!.Value, Input.On!.Value), ct);
        if (told.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code switch
            {
                "plan.event" => this.PageWithError("Input.Kind", refusal),
                "plan.event-day" => this.PageWithError("Input.On", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Plans/Index", new { Id });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ToChangeAsync(User.ToActor(), Id, ct);
        _ = View.Begun;
    }

    public sealed class InputModel
    {
        public PlanEventKind? Kind { get; set; }

        [Display(Name = "The day")]
        public DateOnly? On { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Kind).NotNull().WithMessage("Choose what happened");
            RuleFor(i => i.On).NotNull().WithMessage("Enter the day");
        }
    }
}
