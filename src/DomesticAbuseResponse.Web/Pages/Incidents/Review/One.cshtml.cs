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

namespace DomesticAbuseResponse.Web.Pages.Incidents.Review;

/// <summary>A supervisor agrees with a slow grade or sets another, with the call before their eyes (R4.1).</summary>
[Authorize(Policies.ReviewIncidents)]
public sealed class OneModel(ReviewIncident review, IncidentOverview overview, EarlierCalls earlier, IValidator<OneModel.InputModel> validator) : PageModel, IEditsRecord
{
    [BindProperty(SupportsGet = true)]
    public Id<Incident> Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IncidentOverview.View View { get; private set; } = null!;

    /// <summary>The requests for another grade that this review decides.</summary>
    public IReadOnlyList<RegradeRequest> Asked => [.. View.Incident.Regrades.Where(r => r.DecidedAt is null)];

    public EarlierCalls.View Earlier { get; private set; } = null!;

    public object Edited => Input;

    public bool IsJudgement => true;

    /// <summary>The grades other than the one the call has.</summary>
    public async Task<IReadOnlyList<Choice>> OthersAsync(ResponseGradeWords grades) =>
        [.. (await grades.ChoicesAsync(View.Incident.AgencyId)).Where(c => c.Value != View.Incident.Grade?.ToString())];

    public Task OnGetAsync(CancellationToken ct) => ReloadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var grade = Input.Decision is ReviewDecision.Agree ? View.Incident.Grade : Input.Grade;
        if (!await this.IsValidAsync(validator, Input, ct))
        {
            return this.PageWithErrors();
        }

        if (grade is not { } decided)
        {
            return this.PageWithError("Input.Decision", new Refusal("incident.no-grade", "This call has no grade to agree with: give it one"));
        }

        var reviewed = await review.HandleAsync(User.ToActor(), new(Id, Request.FormVersion(), decided, Input.Reason), ct);
        if (reviewed.Refusal is { } refusal)
        {
            await LoadAsync(ct);
            return refusal.Code == "incident.review-reason" ? this.PageWithError("Input.Reason", refusal) : this.PageRefused(refusal);
        }

        return RedirectToPage("/Incidents/Review/Index", new { done = Id });
    }

    public async Task<uint> ReloadAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new InputModel();
        return View.Incident.Version;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        View = await overview.ReadAsync(User.ToActor(), Id, ct);
        Earlier = await earlier.ReadAsync(User.ToActor(), View.Incident, ct);
    }

    public enum ReviewDecision
    {
        Agree,
        Regrade,
    }

    public sealed class InputModel
    {
        /// <summary>Nothing is decided until it is chosen.</summary>
        public ReviewDecision? Decision { get; set; }

        public ResponseGrade? Grade { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class Validator : AbstractValidator<InputModel>
    {
        public Validator()
        {
            RuleFor(i => i.Decision).NotNull().WithMessage("Choose whether you agree with the grade");
            RuleFor(i => i.Grade).NotNull().When(i => i.Decision is ReviewDecision.Regrade).WithMessage("Choose a grade");
            RuleFor(i => i.Reason).AtMost(ReviewIncident.ReasonMaxLength, "Reason");
        }
    }
}
