using System.Globalization;
using DomesticAbuseResponse.Application.Risk;
using DomesticAbuseResponse.Domain.Cases;
using DomesticAbuseResponse.Domain.Risk;
using DomesticAbuseResponse.Web.Infrastructure;
using DomesticAbuseResponse.Web.Infrastructure.Binding;
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

    /// <summary>The end of the assessor's turn today as typed, 24-hour London time (R1.17).</summary>
    [BindProperty]
    public string? OffDutyAt { get; set; }

    public AssessmentOverview.View View { get; private set; } = null!;

    public Completeness Completeness => View.Opened.Completeness;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        OffDutyAt = View.UsualEnd?.ToString("HH:mm", CultureInfo.InvariantCulture);
        return View.Assessment.IsComplete ? RedirectToPage("/Risk/Form", new { Id }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Grade is null)
        {
            ModelState.AddModelError(nameof(Grade), "Choose your grade");
        }

        var offDuty = UkDateTimeBinder.ReadTime(OffDutyAt);
        if (View.AsksOffDuty && offDuty is null)
        {
            ModelState.AddModelError(nameof(OffDutyAt), "Enter the time you go off duty, like 22:00");
        }

        if (!ModelState.IsValid)
        {
            return this.PageWithErrors();
        }

        var completed = await complete.HandleAsync(User.ToActor(), new CompleteAssessment.Command(Id, Grade!.Value, Reason, offDuty), ct);
        if (completed.Refusal is not { } refusal)
        {
            return RedirectToPage("/Risk/Form", new { Id, done = "completed" });
        }

        if (refusal.Code is "grade.reason-needed")
        {
            ModelState.AddModelError(nameof(Reason), refusal.Message);
            return this.PageWithErrors();
        }

        return this.PageRefused(refusal);
    }

    private async Task LoadAsync(CancellationToken ct) => View = await overview.ReadAsync(User.ToActor(), Id, clock.GetUtcNow(), ct);
}
