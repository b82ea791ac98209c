using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Access;
using DomesticAbuseResponse.Application.Drafts;
using DomesticAbuseResponse.Application.Plans;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Plans;
using DomesticAbuseResponse.Domain.Time;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Plans;

/// <summary>Where a review of a plan is recorded, which starts the next clock (R3.11).</summary>
[Authorize(Policies.WorkCases)]
public sealed class ReviewModel(PlanOverview overview, ReviewPlan review, OpenDraft drafts, IValidator<ReviewModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Case> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PlanOverview.View View { get; private set; } = null!;

    public object Edited => Input;

    public string Draft => $"cases/{Id}/plan/review";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input.NextOn = UkTime.DateOf(View.Begun.At).AddDays(BeginPlan.FirstReviewDays);
        await this.RestoreAsync(drafts, Draft, values => TryUpdateModelAsync(Input, nameof(Input), values), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var reviewed = await review.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Spoke!.Value, Input.WhatChanged, Input.NextOn!.Value), ct);
        if (reviewed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code switch
            {
                "plan.review-words" => this.PageWithError("Input.WhatChanged", refusal),
                "plan.review-past" or "plan.review-far" => this.PageWithError("Input.NextOn", refusal),
                _ => this.PageRefused(refusal),
            };
        }

        return RedirectToPage("/Plans/Index", new { Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Begun.Plan.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ToChangeAsync(User.ToActor(), Id, ct);
        if (!View.Begun.Keeps)
        {
            throw new RecordNotFoundException();
        }
    }

    public sealed class InputModel
    {
        public bool? Spoke { get; set; }

        public string? WhatChanged { get; set; }

        [Display(Name = "The day")]
        public DateOnly? NextOn { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Spoke).NotNull().WithMessage("Say whether you spoke with them");
            RuleFor(i => i.WhatChanged).AtMost(PlanReview.WordsMaxLength, "What changed");
            RuleFor(i => i.NextOn).NotNull().WithMessage("Enter the day of the next review");
        }
    }
}
