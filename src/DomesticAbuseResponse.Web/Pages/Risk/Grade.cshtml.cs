using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DomesticAbuseResponse.Web.Pages.Risk;

/// <summary>The result of the answers, and the assessor's own grade (R1.15, R1.16).</summary>
[Authorize(Policies.AssessRisk)]
public sealed class GradeModel(AssessmentOverview overview, CompleteAssessment complete, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Id<RiskAssessment> Id { get; set; }

    [BindProperty]
    public RiskGrade? Grade { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public AssessmentOverview.View View { get; private set; } = null!;

    public Completeness Completeness => View.Opened.Completeness;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return View.Assessment.IsComplete ? RedirectToPage("/Risk/Form", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Grade is not { } grade)
        {
            ModelState.AddModelError(nameof(Grade), "Choose your grade");
            await LoadAsync(ct);
            return this.PageWithErrors();
        }

        var completed = await complete.HandleAsync(User.ToActor(), new CompleteAssessment.Command(Id, grade, Reason), ct);
        if (completed.Refusal is not { } refusal)
        {
            return RedirectToPage("/Risk/Form", new { Id });
        }

        await LoadAsync(ct);
        if (refusal.Code is "grade.reason-needed")
        {
            ModelState.AddModelError(nameof(Reason), refusal.Message);
            return this.PageWithErrors();
        }

        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
}
