using DomesticAbuseResponse.Application.Incidents;
using DomesticAbuseResponse.Domain.Incidents;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Incidents.Review;

/// <summary>A supervisor agrees with a slow grade or sets another, with the call before their eyes (R4.1).</summary>
[Authorize(Policies.ReviewIncidents)]
public sealed class OneModel(ReviewIncident review, IncidentOverview overview, IValidator<OneModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncidentOverview.View View { get; private set; } = null!;

    public object Edited => Input;

    public bool IsJudgement => true;

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            View = await overview.ReadAsync(User.ToActor(), Id, ct);
            return this.PageWithErrors();
        }

        var reviewed = await review.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), Input.Grade!.Value, Input.Reason), ct);
        if (reviewed.Refusal is { } refusal)
        {
            View = await overview.ReadAsync(User.ToActor(), Id, ct);
            return refusal.Code == "incident.review-reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Review/Index", new { done = "reviewed" });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Input.Grade = View.Incident.Grade;
        return View.Incident.Version;
    }

    public sealed class InputModel
    {
        public ResponseGrade? Grade { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Grade).NotNull().WithMessage("Choose a grade");
            RuleFor(i => i.Reason).AtMost(ReviewIncident.ReasonMaxLength, "Reason");
        }
    }
}
